"""The pages of comments: reading and writing them."""

from __future__ import annotations

from portal.comments.views import contacts, posting, reading
from portal.comments.views.door import blueprint

__all__ = [
    "blueprint",
    "contacts",
    "posting",
    "reading",
]
