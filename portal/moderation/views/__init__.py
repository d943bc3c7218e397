"""The pages of moderation: the queue and rulings at the desk, guidelines and figures for everybody."""

from __future__ import annotations

from portal.moderation.views import (
    answering,
    appealing,
    escalating,
    public,
    queue,
    reporting,
    ruling,
    rulings,
    statements,
)
from portal.moderation.views.door import blueprint

__all__ = [
    "answering",
    "appealing",
    "blueprint",
    "escalating",
    "public",
    "queue",
    "reporting",
    "ruling",
    "rulings",
    "statements",
]
