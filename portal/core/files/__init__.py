"""Files that people hand in: what they are, where they are kept, what they say, and how they are handed out.

A file comes in by `types.kind_of` (what it is, by its content) and `store.keep` (on disk for good before any row
names it), is read by `reading.read` in a process of its own, and leaves by `serving.attachment` alone.
"""
