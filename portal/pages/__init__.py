"""Pages that belong to no single feature: home, desk, about, accessibility, privacy, health."""
