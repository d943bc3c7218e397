"""The pages of moderation: the queue and rulings at the desk, guidelines and figures for everybody."""

from __future__ import annotations

from portal.moderation.views import (
    guidelines,
    keeping_back,
    moving,
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
    "guidelines",
    "keeping_back",
    "moving",
    "public",
    "queue",
    "redacting",
    "ruling",
    "rulings",
    "sealed",
    "templates",
]
