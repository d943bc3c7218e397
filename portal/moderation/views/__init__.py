"""The pages of moderation: the queue and rulings at the desk, guidelines and figures for everybody."""

from __future__ import annotations

from portal.moderation.views import (
    answering,
    appealing,
    escalating,
    families,
    figures,
    guidelines,
    keeping_back,
    moving,
    public,
    public_families,
    queue,
    redacting,
    reporting,
    ruling,
    rulings,
    sealed,
    statements,
    templates,
)
from portal.moderation.views.door import (
    blueprint,
)

__all__ = [
    "answering",
    "appealing",
    "blueprint",
    "escalating",
    "families",
    "figures",
    "guidelines",
    "keeping_back",
    "moving",
    "public",
    "public_families",
    "queue",
    "redacting",
    "reporting",
    "ruling",
    "rulings",
    "sealed",
    "statements",
    "templates",
]
