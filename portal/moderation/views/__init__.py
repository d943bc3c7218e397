"""The pages of moderation: the queue and rulings at the desk, guidelines and figures for everybody."""

from __future__ import annotations

from portal.moderation.views import claims, item, notes, public, queue, ruling, rulings
from portal.moderation.views.door import blueprint

__all__ = [
    "blueprint",
    "claims",
    "item",
    "notes",
    "public",
    "queue",
    "ruling",
    "rulings",
]
