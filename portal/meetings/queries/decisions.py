"""The register of decisions: what was decided, when, about what, and who voted how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, func, select, tuple_

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.folding import asked
from portal.core.formats import from_local, local
from portal.core.paging import Cursor, Page
from portal.core.translated import Translated
from portal.meetings.models import Decision, DecisionProject, Meeting, Minutes, MinutesState, Outcome
from portal.meetings.queries.cards import ProjectLink
from portal.meetings.queries.decided import DecisionCard, decision_card
from portal.projects.models import Project

PAGE_SIZE = 20


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; empty: everything."""

    words: str = ""
    year: int | None = None
    project: str = ""
    outcome: Outcome | None = None
    committee: str = ""


@dataclass(frozen=True)
class Choices:
    """What the register can be filtered by: years, projects and committees that have decisions."""

    years: tuple[int, ...]
    projects: tuple[ProjectLink, ...]
    committees: tuple[ProjectLink, ...]


@dataclass(frozen=True)
class DecisionLine:
    """One decision with the meeting that made it. `approved` tells whether its minutes are."""

    card: DecisionCard
    meeting_slug: str
    meeting_title: Translated
    starts_at: datetime
    committee_slug: str
    committee_name: Translated
    illustrative: bool
    attribution: Translated
    approved: bool
    projects: tuple[ProjectLink, ...]

    @property
    def key(self) -> str:
        """How other pages name it: the meeting and its number."""
        return f"{self.meeting_slug}/{self.card.number}"


def decisions(filters: Filters, after: Cursor | None = None) -> Page[DecisionLine]:
    """A page of the register, the newest meeting first."""
    wanted = _filtered(_lines(), filters)
    total = db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Decision.id).subquery()))
    if after is not None:
        wanted = wanted.where(tuple_(Decision.decided_at, Decision.id) < tuple_(after.at, after.id))
    newest_first = wanted.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(PAGE_SIZE + 1)
    rows = db.session.execute(newest_first).all()
    shown = rows[:PAGE_SIZE]
    more = str(Cursor(shown[-1][0].decided_at, shown[-1][0].id)) if len(rows) > PAGE_SIZE else None
    return Page(_read(shown), total or 0, more, first_page=after is None)


def decisions_about(project_id: int, most: int = PAGE_SIZE) -> list[DecisionLine]:
    """The newest decisions about a project, for its page."""
    about = select(DecisionProject.decision_id).where(DecisionProject.project_id == project_id)
    wanted = _lines().where(Decision.id.in_(about))
    newest_first = wanted.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(most)
    return _read(db.session.execute(newest_first).all())


def decisions_by_key(keys: Iterable[str]) -> dict[str, DecisionLine]:
    """The decisions with these keys `<meeting slug>/<number>`; those that the register does not have are left out."""
    wanted = set(keys)
    slugs = {key.partition("/")[0] for key in wanted}
    if not slugs:
        return {}
    found = _read(db.session.execute(_lines().where(Meeting.slug.in_(slugs))).all())
    return {line.key: line for line in found if line.key in wanted}


def decision_choices() -> Choices:
    """What the filters of the register offer."""
    moments = db.session.scalars(select(Decision.decided_at).distinct())
    projects = db.session.execute(
        select(Project.slug, Project.title).where(Project.id.in_(select(DecisionProject.project_id)))
    )
    committees = db.session.execute(
        select(Committee.slug, Committee.name).where(
            Committee.id.in_(select(Meeting.committee_id).join(Decision, Decision.meeting_id == Meeting.id))
        )
    )
    return Choices(
        years=tuple(sorted({local(moment).year for moment in moments}, reverse=True)),
        projects=tuple(ProjectLink(*row) for row in projects),
        committees=tuple(ProjectLink(*row) for row in committees),
    )


def _lines() -> Select[Decision, Meeting, Committee, str]:
    return (
        select(Decision, Meeting, Committee, Minutes.state)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
    )


Lines = Select[Decision, Meeting, Committee, str]


def _filtered(wanted: Lines, filters: Filters) -> Lines:
    for word in asked(filters.words):
        wanted = wanted.where(Decision.words.contains(word, autoescape=True))
    if filters.year is not None:
        begins, ends = (from_local(datetime(year, 1, 1)) for year in (filters.year, filters.year + 1))
        wanted = wanted.where(Decision.decided_at >= begins, Decision.decided_at < ends)
    if filters.outcome is not None:
        wanted = wanted.where(Decision.outcome == filters.outcome)
    if filters.committee:
        wanted = wanted.where(Committee.slug == filters.committee)
    if filters.project:
        about = (
            select(DecisionProject.decision_id)
            .join(Project, Project.id == DecisionProject.project_id)
            .where(Project.slug == filters.project)
        )
        wanted = wanted.where(Decision.id.in_(about))
    return wanted


def _read(rows: Sequence[Row[Decision, Meeting, Committee, str]]) -> list[DecisionLine]:
    projects = _projects([decision.id for decision, *_others in rows])
    return [
        DecisionLine(
            card=decision_card(decision.content),
            meeting_slug=meeting.slug,
            meeting_title=meeting.title,
            starts_at=meeting.starts_at,
            committee_slug=committee.slug,
            committee_name=committee.name,
            illustrative=committee.illustrative,
            attribution=committee.attribution,
            approved=state == MinutesState.APPROVED,
            projects=tuple(projects.get(decision.id, ())),
        )
        for decision, meeting, committee, state in rows
    ]


def _projects(ids: list[int]) -> dict[int, list[ProjectLink]]:
    if not ids:
        return {}
    rows = db.session.execute(
        select(DecisionProject.decision_id, Project.slug, Project.title)
        .join(Project, Project.id == DecisionProject.project_id)
        .where(DecisionProject.decision_id.in_(ids))
        .order_by(Project.slug)
    )
    found: dict[int, list[ProjectLink]] = {}
    for decision_id, slug, title in rows:
        found.setdefault(decision_id, []).append(ProjectLink(slug, title))
    return found
