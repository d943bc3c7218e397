"""Writing a ruling, below the rooms: use cases of rulings, appeals, escalations and families all write it here."""

from __future__ import annotations

from portal.moderation.rulings.engine import advice_of, cite, rule, rule_all
from portal.moderation.rulings.moving import move
from portal.moderation.rulings.settling import settle_all
from portal.moderation.rulings.undoing import undo

__all__ = [
    "advice_of",
    "cite",
    "move",
    "rule",
    "rule_all",
    "settle_all",
    "undo",
]
