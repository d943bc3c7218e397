"""The pages of comments: reading and writing them."""

from __future__ import annotations

from portal.comments.views import photos, posting, reading
from portal.comments.views.door import blueprint

__all__ = [
    "blueprint",
    "photos",
    "posting",
    "reading",
]
