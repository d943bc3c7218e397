"""Reads of who does what: the table of a committee, a row for each kind of decision."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import rfc8785
from sqlalchemy import select

from portal.committees.models import Responsibility
from portal.core.db import db
from portal.core.translated import Translated


@dataclass(frozen=True)
class ResponsibilityCard:
    """In one kind of decision (`matter`): who proposes, who decides, who is heard."""

    matter: Translated
    proposes: Translated
    decides: Translated
    heard: Translated


def responsibility_rows(committee_id: int) -> list[Responsibility]:
    """The rows themselves, in their order, for use cases."""
    wanted = select(Responsibility).where(Responsibility.committee_id == committee_id)
    return list(db.session.scalars(wanted.order_by(Responsibility.position, Responsibility.id)))


def responsibilities(committee_id: int) -> tuple[ResponsibilityCard, ...]:
    """A committee's table, in its order."""
    return tuple(
        ResponsibilityCard(row.matter, row.proposes, row.decides, row.heard)
        for row in responsibility_rows(committee_id)
    )


def fingerprint(cards: Sequence[ResponsibilityCard]) -> str:
    """Tells one state of a table from another; forms carry it, so that nobody saves over somebody else."""
    said = [[dict(text) for text in (card.matter, card.proposes, card.decides, card.heard)] for card in cards]
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()[:20]
