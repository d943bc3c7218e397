"""Search: what was said, found again.

The index is a cache beside the database. It holds ids and words, may be lost and rebuilt at any time, and
decides nothing: rows are loaded again from SQL through `visible_to`.
"""
