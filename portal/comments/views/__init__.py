"""The pages of comments: reading and writing them, and what their authors do."""

from __future__ import annotations

from portal.comments.views import (
    contacts,
    own,
    photos,
    posting,
    reading,
    slips,
    supporting,
    survey_texts,
    taking_down,
    taking_in,
)
from portal.comments.views.door import blueprint

__all__ = [
    "blueprint",
    "contacts",
    "own",
    "photos",
    "posting",
    "reading",
    "slips",
    "supporting",
    "survey_texts",
    "taking_down",
    "taking_in",
]
