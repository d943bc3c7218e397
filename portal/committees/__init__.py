"""Committees: who they are, what they are for, and who sits on them."""
