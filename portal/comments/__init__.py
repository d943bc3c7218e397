"""Comments: what visitors write about a project or an agenda item, without an account. The pattern to copy.

Anyone may post while the target takes comments. A comment is *pending* until a moderator has ruled on it (that is
the feature `moderation`), and public only once *published*. Its author holds a receipt.
"""
