"""The pages of comments: reading and writing them."""

from __future__ import annotations

from portal.comments.views import posting, reading, supporting
from portal.comments.views.door import blueprint

__all__ = [
    "blueprint",
    "posting",
    "reading",
    "supporting",
]
