"""Sections that were handed to colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from portal.core.db import db
from portal.surveys.models import Draft, Hand
from portal.surveys.queries.drafts import DraftView
from portal.surveys.tokens import hash_of


@dataclass(frozen=True)
class HandLine:
    """One handed section for the owner of the draft."""

    id: int
    section: str
    label: str
    done: bool


@dataclass(frozen=True)
class HandView:
    """What a colleague's link leads to; no draft where it was taken back, or the answers were sent or deleted."""

    section: str
    done: bool
    recalled_at: datetime | None
    draft: DraftView | None


def live_hands(survey_id: int, code_hash: str) -> dict[str, HandLine]:
    """The handed sections of the draft with this hash that were not taken back, by section."""
    rows = db.session.scalars(
        select(Hand)
        .join(Draft, Draft.id == Hand.draft_id)
        .where(Draft.survey_id == survey_id, Draft.code_hash == code_hash, Hand.recalled_at.is_(None))
    )
    return {row.section: HandLine(row.id, row.section, row.label, row.done) for row in rows}


def hand(survey_id: int, symbols: str) -> HandView | None:
    """The section of a survey that a link leads to."""
    found = db.session.execute(
        select(Hand, Draft)
        .outerjoin(Draft, Draft.id == Hand.draft_id)
        .where(Hand.survey_id == survey_id, Hand.token_hash == hash_of(symbols))
    ).one_or_none()
    if found is None:
        return None
    row, draft = found
    view = None
    if draft is not None and row.recalled_at is None:
        view = DraftView(
            draft.version_id, draft.lang, draft.answers, draft.seed, draft.page, draft.revision, draft.started_at
        )
    return HandView(row.section, row.done, row.recalled_at, view)


def hand_for_change(survey_id: int, symbols: str) -> tuple[Hand, Draft] | None:
    """A handed section that still leads to its draft; the draft is locked, as whoever else saves locks it."""
    row = db.session.scalar(select(Hand).where(Hand.survey_id == survey_id, Hand.token_hash == hash_of(symbols)))
    if row is None or row.draft_id is None:
        return None
    draft = db.session.scalar(select(Draft).where(Draft.id == row.draft_id).with_for_update())
    db.session.refresh(row)  # it may have been taken back while this one waited
    return (row, draft) if draft is not None and row.recalled_at is None else None


def hand_of_draft(draft_id: int, section: str) -> Hand | None:
    """The live link to a section of a draft."""
    return db.session.scalar(
        select(Hand).where(Hand.draft_id == draft_id, Hand.section == section, Hand.recalled_at.is_(None))
    )


def let_hands_go(draft_id: int) -> None:
    """Cut the links to a draft that is about to go: they then say that it is over, and name nobody."""
    db.session.execute(update(Hand).where(Hand.draft_id == draft_id).values(draft_id=None, label=""))
