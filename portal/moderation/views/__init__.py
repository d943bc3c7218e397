"""The pages of moderation: the queue and rulings at the desk, guidelines and figures for everybody."""

from __future__ import annotations

from portal.moderation.views import (
    answering,
    appealing,
    claims,
    escalating,
    families,
    figures,
    guidelines,
    item,
    keeping_back,
    moving,
    notes,
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
from portal.moderation.views.door import blueprint

__all__ = [
    "answering",
    "appealing",
    "blueprint",
    "claims",
    "escalating",
    "families",
    "figures",
    "guidelines",
    "item",
    "keeping_back",
    "moving",
    "notes",
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
