"""What the worker does for comments."""

from __future__ import annotations

from portal.comments.handlers import contacts, languages, photos, survey_texts

__all__ = [
    "contacts",
    "languages",
    "photos",
    "survey_texts",
]
