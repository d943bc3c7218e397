"""What the desk reads of surveys: the list, one survey as it is written, its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.translated import Translated
from portal.projects.models import Project
from portal.surveys.models import Promise, Survey, SurveyReceipt, SurveyState, SurveyVersion
from portal.surveys.written import WrittenSurvey, written_of

MOST_LISTED = 500


@dataclass(frozen=True)
class SurveyLine:
    """A survey in the desk's list. `received` counts receipts: they lead to no anonymous answers."""

    slug: str
    title: Translated
    state: SurveyState
    promise: Promise
    versions: int
    received: int
    closes_at: datetime | None


@dataclass(frozen=True)
class VersionLine:
    """A version of a form: when it came, and what its import left out."""

    id: int
    number: int
    source_name: str
    made_at: datetime
    left_out: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class SurveyAtDesk:
    """One survey for its clerk; `versions` newest first."""

    id: int
    slug: str
    state: SurveyState
    written: WrittenSurvey
    received: int
    opened_at: datetime | None
    closed_at: datetime | None
    created_by: int | None
    versions: tuple[VersionLine, ...]


def survey_lines() -> list[SurveyLine]:
    """The surveys, the newest first, at most so many."""
    versions = select(func.count()).where(SurveyVersion.survey_id == Survey.id).scalar_subquery()
    columns = (Survey.slug, Survey.title, Survey.state, Survey.promise, versions, _received(), Survey.closes_at)
    rows = db.session.execute(select(*columns).order_by(Survey.id.desc()).limit(MOST_LISTED))
    return [
        SurveyLine(slug, title, SurveyState(state), Promise(promise), *counted)
        for slug, title, state, promise, *counted in rows
    ]


def surveys_by_state() -> dict[str, int]:
    """How many surveys there are in each state that any is in."""
    rows = db.session.execute(select(Survey.state, func.count()).group_by(Survey.state))
    return dict(rows.all())


def survey_at_desk(slug: str) -> SurveyAtDesk:
    """The survey of an address. Raises `NotFound`."""
    row = db.session.execute(select(Survey, _received()).where(Survey.slug == slug)).one_or_none()
    if row is None:
        raise NotFound
    survey = row[0]
    return SurveyAtDesk(
        id=survey.id,
        slug=survey.slug,
        state=SurveyState(survey.state),
        written=written_of(survey),
        received=row.received,
        opened_at=survey.opened_at,
        closed_at=survey.closed_at,
        created_by=survey.created_by,
        versions=_versions(survey.id),
    )


def due_surveys(at: datetime) -> list[str]:
    """The slugs of open surveys whose closing time has come."""
    due = select(Survey.slug).where(Survey.state == SurveyState.OPEN, Survey.closes_at <= at)
    return list(db.session.scalars(due.order_by(Survey.id)))


def left_out_of(survey_id: int) -> int:
    """How many questions the import of its newest version left out."""
    newest = _versions(survey_id)[:1]
    return sum(not one.get("within") for version in newest for one in version.left_out)


def slug_of(survey_id: int) -> str:
    """The slug of a survey. Raises `NotFound`."""
    slug = db.session.scalar(select(Survey.slug).where(Survey.id == survey_id))
    if slug is None:
        raise NotFound
    return slug


def project_choices() -> list[tuple[int, Translated]]:
    """The projects that a survey may belong to."""
    rows = db.session.execute(select(Project.id, Project.title).order_by(Project.id.desc()).limit(MOST_LISTED))
    return [(row.id, row.title) for row in rows]


def _received() -> Any:
    """Every response leaves a receipt; it leads to no answers where the promise is anonymous."""
    receipts = select(func.count()).where(SurveyReceipt.survey_id == Survey.id).scalar_subquery()
    return receipts.label("received")


def _versions(survey_id: int) -> tuple[VersionLine, ...]:
    columns = (
        SurveyVersion.id,
        SurveyVersion.number,
        SurveyVersion.source_name,
        SurveyVersion.made_at,
        SurveyVersion.left_out,
    )
    rows = db.session.execute(
        select(*columns).where(SurveyVersion.survey_id == survey_id).order_by(SurveyVersion.number.desc())
    )
    return tuple(VersionLine(row.id, row.number, row.source_name, row.made_at, tuple(row.left_out)) for row in rows)
