"""What comments are about: the one view of it that every page reads, and the conditions that choose by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from portal.comments.models import Comment, FeedbackState
from portal.comments.targets import TargetKey, TargetKind
from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.models import AgendaItem, Meeting, MeetingState
from portal.meetings.queries import MeetingLink, visible_to
from portal.projects.models import CommentWindow, Project, ProjectUpdate
from portal.surveys.models import Survey, SurveyQuestion

LONGEST_EXCERPT = 160
NO_WORDS = Translated()
_answered = aliased(Comment, name="answered")


class Halt(StrEnum):
    """Why an agenda item takes no more comments though its time is not over."""

    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Answered:
    """The comment that a reply answers: how it begins, or "" where it is not public any more."""

    id: int
    excerpt: str


@dataclass(frozen=True)
class Target:
    """What a comment is about, and when comments on it are taken.

    `id` and `title` of a status update are its project's. `meeting` is there for an agenda item alone, and `halted`
    where its meeting was called off or it was taken off. `reply_to` is there where the comment is a reply.
    Of a survey's question `title` is the survey's and `question` its own words. What it was asked is answered in the
    survey, so it takes no comments, replies or supports.
    """

    id: int
    key: TargetKey
    title: Translated
    meeting: MeetingLink | None
    attribution: Translated
    illustrative: bool
    window: CommentWindow
    opens_at: datetime | None
    closes_at: datetime | None
    halted: Halt | None = None
    update_id: int | None = None
    reply_to: Answered | None = None
    question: Translated = NO_WORDS

    @property
    def kind(self) -> TargetKind:
        """A project, an agenda item, a status update, or a question of a survey."""
        return self.key.kind

    @property
    def pointer(self) -> dict[str, int]:
        """The foreign keys of a comment about it."""
        if self.kind is TargetKind.ITEM:
            return {"agenda_item_id": self.id}
        if self.kind is TargetKind.SURVEY:
            return {"survey_question_id": self.id}
        return {"project_id": self.id} | ({"status_update_id": self.update_id} if self.update_id else {})


def with_targets(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """`wanted`, a choice of comments, with more columns in each row, for `target_from`: one statement for all."""
    return (
        wanted.add_columns(Project, AgendaItem, Meeting, Committee, ProjectUpdate.id, ProjectUpdate.number)
        .add_columns(_answered.id, _answered.state, func.substr(_answered.body, 1, LONGEST_EXCERPT))
        .add_columns(SurveyQuestion, Survey)
        .outerjoin(Project, Project.id == Comment.project_id)
        .outerjoin(AgendaItem, AgendaItem.id == Comment.agenda_item_id)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(ProjectUpdate, ProjectUpdate.id == Comment.status_update_id)
        .outerjoin(_answered, _answered.id == Comment.reply_to_id)
        .outerjoin(SurveyQuestion, SurveyQuestion.id == Comment.survey_question_id)
        .outerjoin(Survey, Survey.id == SurveyQuestion.survey_id)
    )


def target_from(
    project: Project | None,
    item: AgendaItem | None,
    meeting: Meeting | None,
    committee: Committee | None,
    *others: Any,
) -> Target:
    """The view of the columns that `with_targets` adds."""
    update_id, update, answered_id, answered_state, excerpt, question, survey = others
    answers = Answered(answered_id, excerpt if answered_state == FeedbackState.PUBLISHED else "")
    reply_to = answers if answered_id is not None else None
    if project is not None:
        return replace(_of_project(project, update_id, update), reply_to=reply_to)
    if question is not None:
        return _of_question(question, survey)
    # the database holds it: a comment has one target
    assert item is not None
    assert meeting is not None
    assert committee is not None
    return replace(_of_item(item, meeting, committee), reply_to=reply_to)


def _of_project(project: Project, update_id: int | None = None, update: int | None = None) -> Target:
    return Target(
        id=project.id,
        key=TargetKey(project.slug, update=update),
        title=project.title,
        meeting=None,
        attribution=project.attribution,
        illustrative=project.illustrative,
        window=project.comment_window(now()),
        opens_at=project.comments_open_at,
        closes_at=project.comments_close_at,
        update_id=update_id,
    )


def _of_item(item: AgendaItem, meeting: Meeting, committee: Committee) -> Target:
    return Target(
        id=item.id,
        key=TargetKey(meeting.slug, item.number),
        title=item.title,
        meeting=MeetingLink(meeting.slug, meeting.title, meeting.starts_at),
        attribution=committee.attribution,
        illustrative=committee.illustrative,
        window=CommentWindow.CLOSED if item.withdrawn_at else meeting.comment_window(now()),
        opens_at=meeting.posted_at,
        closes_at=meeting.comments_end_at,
        halted=_halted(item, meeting),
    )


def _of_question(question: SurveyQuestion, survey: Survey) -> Target:
    return Target(
        id=question.id,
        key=TargetKey(survey.slug, question=question.id),
        title=survey.title,
        meeting=None,
        attribution=survey.attribution,
        illustrative=survey.illustrative,
        window=CommentWindow.CLOSED,
        opens_at=survey.opened_at,
        closes_at=survey.closed_at,
        question=question.label,
    )


def _halted(item: AgendaItem, meeting: Meeting) -> Halt | None:
    if meeting.state == MeetingState.CANCELLED:
        return Halt.CANCELLED
    return Halt.WITHDRAWN if item.withdrawn_at else None


def target(key: TargetKey) -> Target | None:
    """The project, the item of a posted meeting, or the status update that `key` names; no survey takes comments."""
    if key.kind is TargetKind.SURVEY:
        return None
    if key.kind is TargetKind.ITEM:
        row = db.session.execute(
            select(AgendaItem, Meeting, Committee)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .join(Committee, Committee.id == Meeting.committee_id)
            .where(Meeting.slug == key.slug, AgendaItem.number == key.number, visible_to(VISITOR))
        ).first()
        return _of_item(*row) if row else None
    project = db.session.scalar(select(Project).where(Project.slug == key.slug))
    if project is None or key.update is None:
        return _of_project(project) if project else None
    update_id = db.session.scalar(_update(key))
    return _of_project(project, update_id, key.update) if update_id else None


def about(key: TargetKey) -> ColumnElement[bool]:
    """Comments about the target that `key` names; those on a project's updates are about the project, too."""
    if key.kind is TargetKind.PROJECT:
        return about_project(key.slug)
    if key.kind is TargetKind.SURVEY:
        return Comment.survey_question_id == key.question
    if key.kind is TargetKind.UPDATE:
        return Comment.status_update_id == _update(key).scalar_subquery()
    return Comment.agenda_item_id == _items(key.slug).where(AgendaItem.number == key.number).scalar_subquery()


def _update(key: TargetKey) -> Select[int]:
    return (
        select(ProjectUpdate.id)
        .join(Project, Project.id == ProjectUpdate.project_id)
        .where(Project.slug == key.slug, ProjectUpdate.number == key.update)
    )


def about_project(slug: str) -> ColumnElement[bool]:
    """Comments about a project."""
    return Comment.project_id == select(Project.id).where(Project.slug == slug).scalar_subquery()


def about_survey(slug: str) -> ColumnElement[bool]:
    """Free texts that answer any question of a survey."""
    questions = select(SurveyQuestion.id).join(Survey, Survey.id == SurveyQuestion.survey_id)
    return Comment.survey_question_id.in_(questions.where(Survey.slug == slug))


def about_meeting(slug: str) -> ColumnElement[bool]:
    """Comments about any item of a meeting."""
    return Comment.agenda_item_id.in_(_items(slug))


def _items(meeting_slug: str) -> Select[int]:
    return select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id).where(Meeting.slug == meeting_slug)
