"""Minutes as plain values: what a clerk writes, what is kept of it, who was there, what was decided."""
