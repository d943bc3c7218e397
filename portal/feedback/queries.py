"""Feedback as one thing, loaded through the actor: what the actor may not see does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from portal.comments.models import Audience, Comment, FeedbackState, Stance
from portal.comments.queries import Target, about_meeting, about_project, target_from, with_targets
from portal.core.db import db
from portal.core.paging import Cursor
from portal.core.permissions import Actor, Role
from portal.core.translated import Text, Translated
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.queries import MeetingLink
from portal.projects.models import Project, ProjectPartner
from portal.projects.queries import own_projects_of, speakers_for
from portal.surveys.models import Survey, SurveyQuestion


@dataclass(frozen=True)
class FeedbackItem:
    """One text with what is known of it and what it is about."""

    id: int
    body: str
    lang: str
    state: FeedbackState
    display_name: str
    audience: Audience | None
    area: str
    stance: Stance | None
    received_at: datetime
    target: Target

    @property
    def text(self) -> Text:
        """The body with its language."""
        return Text(self.body, self.lang)


@dataclass(frozen=True)
class Filters:
    """What a reader narrows a search to; all optional. `received_from` is inclusive, `received_to` exclusive."""

    project: str | None = None
    meeting: str | None = None
    state: FeedbackState | None = None
    audience: Audience | None = None
    area: str | None = None
    received_from: datetime | None = None
    received_to: datetime | None = None
    words: tuple[str, ...] = field(default=())


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The twin of `access.may_read_feedback`, as a condition on comments."""
    if not actor.has(Role.MODERATOR):
        return Comment.state == FeedbackState.PUBLISHED
    if not actor.has(Role.PARTNER):
        return Comment.state != FeedbackState.ERASED
    own = _own_projects(actor)
    asked = (
        select(SurveyQuestion.id).join(Survey, Survey.id == SurveyQuestion.survey_id).where(Survey.project_id.in_(own))
    )
    others = (
        or_(Comment.project_id.is_(None), Comment.project_id.not_in(own)),
        or_(Comment.survey_question_id.is_(None), Comment.survey_question_id.not_in(asked)),
    )
    return or_(Comment.state == FeedbackState.PUBLISHED, and_(Comment.state != FeedbackState.ERASED, *others))


def _own_projects(actor: Actor) -> Select[int]:
    return select(Project.id).where(own_projects_of(actor))


def bound_people(comment_id: int) -> frozenset[int]:
    """Who may not rule on a comment: those who speak now for a partner that takes part in its project.

    The project of a survey's text is that of the survey.
    """
    about = (
        select(func.coalesce(Comment.project_id, Survey.project_id))
        .outerjoin(SurveyQuestion, SurveyQuestion.id == Comment.survey_question_id)
        .outerjoin(Survey, Survey.id == SurveyQuestion.survey_id)
        .where(Comment.id == comment_id)
    )
    row = db.session.execute(
        select(ProjectPartner.partner_id).where(ProjectPartner.project_id == about.scalar_subquery())
    )
    return frozenset().union(*map(speakers_for, row.scalars()))


def _chosen(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    return [visible_to(actor), *_conditions(filters)]


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.project:
        wanted.append(about_project(filters.project))
    if filters.meeting:
        wanted.append(about_meeting(filters.meeting))
    if filters.state:
        wanted.append(Comment.state == filters.state)
    if filters.audience:
        wanted.append(Comment.audience == filters.audience)
    if filters.area:
        wanted.append(func.lower(Comment.area) == filters.area.lower())
    if filters.received_from:
        wanted.append(Comment.received_at >= filters.received_from)
    if filters.received_to:
        wanted.append(Comment.received_at < filters.received_to)
    # only while the index is being rebuilt: plain words, no stems
    wanted.extend(Comment.body.icontains(word, autoescape=True) for word in filters.words)
    return wanted


def newest(actor: Actor, filters: Filters, after: Cursor | None, limit: int) -> list[FeedbackItem]:
    """Visible feedback that fits the filters, newest first, below `after`."""
    newest_first = Comment.received_at.desc(), Comment.id.desc()
    wanted = select(Comment.id).where(*_chosen(actor, filters))
    if after is not None:
        wanted = wanted.where(tuple_(Comment.received_at, Comment.id) < tuple_(after.at, after.id))
    # chosen before anything is joined: where no index has the order, only ids are sorted
    page = wanted.order_by(*newest_first).limit(limit)
    rows = db.session.execute(with_targets(select(Comment).where(Comment.id.in_(page))).order_by(*newest_first))
    return [_item(row[0], target_from(*row[1:])) for row in rows]


def count(actor: Actor, filters: Filters) -> int:
    """How much visible feedback fits the filters."""
    counting = select(func.count()).select_from(Comment).where(*_chosen(actor, filters))
    return db.session.scalar(counting) or 0


def among(actor: Actor, filters: Filters, ids: Sequence[int]) -> list[tuple[int, datetime]]:
    """Those of `ids` that the actor may see and that fit, with their times; an empty list finds nothing."""
    found: list[tuple[int, datetime]] = []
    wanted = select(Comment.id, Comment.received_at).where(*_chosen(actor, filters))
    for start in range(0, len(ids), 10_000):  # databases bound the number of parameters
        rows = db.session.execute(wanted.where(Comment.id.in_(ids[start : start + 10_000])))
        found.extend((comment_id, received_at) for comment_id, received_at in rows)
    return found


def items(actor: Actor, ids: Sequence[int]) -> list[FeedbackItem]:
    """The visible ones of `ids`, in the order given."""
    rows = db.session.execute(with_targets(select(Comment).where(visible_to(actor), Comment.id.in_(ids))))
    by_id = {row[0].id: _item(row[0], target_from(*row[1:])) for row in rows}
    return [by_id[i] for i in ids if i in by_id]


def _item(comment: Comment, target: Target) -> FeedbackItem:
    return FeedbackItem(
        id=comment.id,
        body=comment.body,
        lang=comment.lang,
        state=FeedbackState(comment.state),
        display_name=comment.display_name,
        audience=Audience(comment.audience) if comment.audience else None,
        area=comment.area,
        stance=Stance(comment.stance) if comment.stance else None,
        received_at=comment.received_at,
        target=target,
    )


def areas(actor: Actor) -> list[str]:
    """The areas named in visible feedback, in order."""
    rows = db.session.scalars(
        select(Comment.area).where(visible_to(actor), Comment.area != "").distinct().order_by(Comment.area)
    )
    return list(rows)


def projects(actor: Actor, most: int) -> dict[str, Translated]:
    """The projects about which there is most visible feedback, by slug."""
    rows = db.session.execute(
        select(Project.slug, Project.title)
        .join(Comment, Comment.project_id == Project.id)
        .where(visible_to(actor))
        .group_by(Project.id)
        .order_by(func.count().desc(), Project.id)
        .limit(most)
    )
    return {row.slug: row.title for row in rows}


def meetings(actor: Actor) -> list[MeetingLink]:
    """The meetings on whose items there is visible feedback, the latest first."""
    heard = select(Comment.id).where(Comment.agenda_item_id == AgendaItem.id, visible_to(actor)).exists()
    rows = db.session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(select(AgendaItem.meeting_id).where(heard)))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )
    return [MeetingLink(row.slug, row.title, row.starts_at) for row in rows]


def counts_by_state() -> dict[FeedbackState, int]:
    """How much feedback there is in each state: numbers only, which every role may see."""
    rows = db.session.execute(select(Comment.state, func.count()).group_by(Comment.state))
    return {FeedbackState(state): number for state, number in rows}


@dataclass(frozen=True)
class IndexText:
    """What the search index needs of one item, whatever its state."""

    id: int
    lang: str
    body: str


def index_texts(ids: Sequence[int]) -> list[IndexText]:
    """The texts of these items for the indexer; nothing of those that were erased."""
    rows = db.session.execute(select(Comment.id, Comment.lang, Comment.body).where(Comment.id.in_(ids), _there()))
    return [IndexText(*row) for row in rows]


def all_ids() -> list[int]:
    """Every item there is, oldest first, for a rebuild of the index."""
    return list(db.session.scalars(select(Comment.id).where(_there()).order_by(Comment.received_at, Comment.id)))


def count_all() -> int:
    """How many items the index should hold."""
    return db.session.scalar(select(func.count()).select_from(Comment).where(_there())) or 0


def _there() -> ColumnElement[bool]:
    return Comment.state != FeedbackState.ERASED
