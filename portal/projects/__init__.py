"""Projects: what the committee is doing, and how each stands, told in append-only status updates."""
