"""The pages of comments: reading and writing them."""

from __future__ import annotations

from portal.comments.views import contacts, own, posting, reading
from portal.comments.views.door import blueprint

__all__ = [
    "blueprint",
    "contacts",
    "own",
    "posting",
    "reading",
]
