"""Grouping comments into families, in the transaction at hand: what the worker and the use cases of families write."""

from __future__ import annotations

from portal.moderation.grouping.finding import group, hand_on, settle_all
from portal.moderation.grouping.representing import settle

__all__ = [
    "group",
    "hand_on",
    "settle",
    "settle_all",
]
