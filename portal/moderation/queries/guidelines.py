"""Reads of guidelines."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.moderation.models import Guideline


@dataclass(frozen=True)
class GuidelineCard:
    """One guideline: what it asks, and what an author can do to meet it."""

    id: int
    code: str
    title: Translated
    text: Translated
    advice: Translated


def guidelines() -> list[GuidelineCard]:
    """All guidelines in their order."""
    return [card(row) for row in db.session.scalars(select(Guideline).order_by(Guideline.position, Guideline.id))]


def card(row: Guideline) -> GuidelineCard:
    """The view of a row."""
    return GuidelineCard(row.id, row.code, row.title, row.text, row.advice)


def guideline_by_code(code: str) -> Guideline | None:
    """The guideline itself, for use cases."""
    return db.session.scalar(select(Guideline).where(Guideline.code == code))


def guideline_codes() -> set[str]:
    """The codes that are taken."""
    return set(db.session.scalars(select(Guideline.code)))


def last_guideline_position() -> int:
    """The position of the last guideline; 0 before the first."""
    return db.session.scalar(select(func.max(Guideline.position))) or 0
