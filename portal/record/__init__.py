"""The public record: an append-only, hash-chained log of what was posted and ruled, open to anyone's check.

An entry is public for ever, so it holds no text, only a salted commitment to it: the text can be erased and the
chain still holds. The format (`chain.py`) is frozen; see docs/record.md for independent code that checks it.
"""
