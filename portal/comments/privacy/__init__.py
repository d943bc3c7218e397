"""Private details in a text, noticed on this server alone: what they look like, and how they are masked."""

from __future__ import annotations

from portal.comments.privacy.kinds import MUST_MASK, Detail, Kind
from portal.comments.privacy.masking import MASK, Span, joined, masked
from portal.comments.privacy.noticing import noticed

__all__ = [
    "MASK",
    "MUST_MASK",
    "Detail",
    "Kind",
    "Span",
    "joined",
    "masked",
    "noticed",
]
