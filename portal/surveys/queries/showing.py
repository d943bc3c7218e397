"""Surveys as everybody sees them: the list, and the one that somebody is about to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from portal.core.clock import now
from portal.core.db import db
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.surveys.models import Access, Promise, ResultsShown, Survey, SurveyState

PAGE_SIZE = 50


class Standing(StrEnum):
    """Where a survey stands for whoever wants to answer it, by the clock as well as by its state."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


@dataclass(frozen=True)
class SurveyCard:
    """A survey that was opened. `has_results` says that everybody may read them."""

    id: int
    slug: str
    title: Translated
    intro: Translated
    open_records: Translated
    standing: Standing
    promise: Promise
    results_shown: ResultsShown
    access: Access
    minutes: int
    opens_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    illustrative: bool
    attribution: Translated

    @property
    def takes_answers(self) -> bool:
        """Whether it can be answered now."""
        return self.standing is Standing.OPEN

    @property
    def by_invitation(self) -> bool:
        """Whether it takes answers only from whoever holds the link of an invitation."""
        return self.access is Access.INVITED

    @property
    def has_results(self) -> bool:
        """Whether everybody may read its results."""
        return self.standing is Standing.PUBLISHED and self.results_shown is not ResultsShown.NEVER


def shown(slug: str) -> SurveyCard | None:
    """The survey at an address; None where there is none, or only a draft."""
    row = db.session.scalar(select(Survey).where(Survey.slug == slug, Survey.state != SurveyState.DRAFT))
    return _card(row, now()) if row else None


def shown_of(survey_id: int) -> SurveyCard | None:
    """The same by its number."""
    row = db.session.scalar(select(Survey).where(Survey.id == survey_id, Survey.state != SurveyState.DRAFT))
    return _card(row, now()) if row else None


def running() -> list[SurveyCard]:
    """Those that take answers, soonest closing first, then those that will."""
    at = now()
    rows = db.session.scalars(
        select(Survey).where(_running(at)).order_by(Survey.closes_at.is_(None), Survey.closes_at, Survey.id)
    )
    cards = [_card(row, at) for row in rows]
    return sorted(cards, key=lambda card: not card.takes_answers)


def about_project(project_id: int) -> list[SurveyCard]:
    """Those about a project: that take answers first, then newest first."""
    at = now()
    rows = select(Survey).where(Survey.project_id == project_id, Survey.state != SurveyState.DRAFT)
    cards = [_card(row, at) for row in db.session.scalars(rows.order_by(Survey.id.desc()).limit(PAGE_SIZE))]
    return sorted(cards, key=lambda card: not card.takes_answers)


def ended(after: Cursor | None) -> Page[SurveyCard]:
    """Those that take no answers any more, newest first."""
    at, ends = now(), func.coalesce(Survey.closed_at, Survey.closes_at, Survey.created_at)
    over = and_(Survey.state != SurveyState.DRAFT, ~_running(at))
    total = db.session.scalar(select(func.count()).select_from(Survey).where(over)) or 0
    rows = select(Survey).where(over).order_by(ends.desc(), Survey.id.desc()).limit(PAGE_SIZE + 1)
    if after:
        rows = rows.where(tuple_(ends, Survey.id) < tuple_(after.at, after.id))
    found = list(db.session.scalars(rows))
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    more = str(Cursor(last.closed_at or last.closes_at or last.created_at, last.id)) if last else None
    return Page([_card(row, at) for row in found[:PAGE_SIZE]], total, more, after is None)


def _running(at: datetime) -> ColumnElement[bool]:
    return and_(Survey.state == SurveyState.OPEN, or_(Survey.closes_at.is_(None), Survey.closes_at > at))


def _standing(row: Survey, at: datetime) -> Standing:
    if row.state == SurveyState.PUBLISHED:
        return Standing.PUBLISHED
    if row.takes_answers(at):
        return Standing.OPEN
    begins = row.state == SurveyState.OPEN and row.opens_at is not None and row.opens_at > at
    return Standing.UPCOMING if begins else Standing.CLOSED


def _card(row: Survey, at: datetime) -> SurveyCard:
    return SurveyCard(
        id=row.id,
        slug=row.slug,
        title=row.title,
        intro=row.intro,
        open_records=row.open_records,
        standing=_standing(row, at),
        promise=Promise(row.promise),
        results_shown=ResultsShown(row.results_shown),
        access=Access(row.access),
        minutes=row.minutes,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        illustrative=row.illustrative,
        attribution=row.attribution,
    )
