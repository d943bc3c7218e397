"""Retention: how long things are kept, what the law holds, and how a text is erased so that only a tombstone stays."""
