"""The pages of comments: reading and writing them."""

from __future__ import annotations

from portal.comments.views import posting, reading, slips, supporting, taking_down, taking_in
from portal.comments.views.door import blueprint

__all__ = [
    "blueprint",
    "posting",
    "reading",
    "slips",
    "supporting",
    "taking_down",
    "taking_in",
]
