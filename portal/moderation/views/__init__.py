"""The pages of moderation: the queue and rulings at the desk, guidelines and figures for everybody."""

from __future__ import annotations

from portal.moderation.views import (
    claims,
    guidelines,
    item,
    keeping_back,
    moving,
    notes,
    public,
    queue,
    redacting,
    ruling,
    rulings,
    sealed,
    templates,
)
from portal.moderation.views.door import blueprint

__all__ = [
    "blueprint",
    "claims",
    "guidelines",
    "item",
    "keeping_back",
    "moving",
    "notes",
    "public",
    "queue",
    "redacting",
    "ruling",
    "rulings",
    "sealed",
    "templates",
]
