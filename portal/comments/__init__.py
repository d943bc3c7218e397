"""Comments: what visitors write about a project, without an account. The pattern that other features copy.

Anyone may post while the project takes comments. A comment is *pending* until a moderator has ruled on it (that is
the feature `moderation`), and public only once *published*. Its author holds a receipt.
"""
