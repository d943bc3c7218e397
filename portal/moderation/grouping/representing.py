"""Who stands in public for a family: chosen anew, in the transaction at hand, whenever its members or states change."""

from __future__ import annotations

from portal.core.db import db
from portal.moderation import queries


def settle(family_id: int) -> None:
    """Let a published member represent the others; whoever does so already goes on."""
    family = queries.family_for_change(family_id)
    best = queries.best_representative(family_id, family.representative_id) if family else None
    if family is None or best is None:
        return
    family.representative_id = best
    db.session.flush()
    queries.represent(family_id, best)
