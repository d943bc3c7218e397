"""What the queue can be narrowed to, and how much waits there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select

from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import about_meeting, about_project
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.feedback.queries import visible_to
from portal.meetings.models import AgendaItem, Meeting
from portal.projects.models import Project


class Subject(StrEnum):
    """What the queue can be narrowed to: one project, or all items of one meeting."""

    PROJECT = "project"
    MEETING = "meeting"


@dataclass(frozen=True)
class About:
    """One project or meeting, as the queue's filter names it in its address: "project:street-lights"."""

    subject: Subject
    slug: str

    def __str__(self) -> str:
        return f"{self.subject}:{self.slug}"

    @classmethod
    def read(cls, text: str) -> About | None:
        """What `text` names; None (everything) for anything else."""
        subject, _colon, slug = text.partition(":")
        return cls(Subject(subject), slug) if subject in set(Subject) and slug else None


@dataclass(frozen=True)
class WaitingCount:
    """How much waits on one project or meeting."""

    about: About
    title: Translated
    count: int


def waits(actor: Actor) -> ColumnElement[bool]:
    """Comments that wait, for those who may see them."""
    return and_(visible_to(actor), Comment.state == FeedbackState.PENDING)


def chosen_by(about: About) -> ColumnElement[bool]:
    """Comments about the project, or about any item of the meeting."""
    return about_project(about.slug) if about.subject is Subject.PROJECT else about_meeting(about.slug)


def waiting_counts(actor: Actor) -> list[WaitingCount]:
    """The projects and meetings on which something waits, fullest first."""
    number, waiting = func.count(), waits(actor)
    projects = (
        select(Project.slug, Project.title, number)
        .join(Comment, Comment.project_id == Project.id)
        .where(waiting)
        .group_by(Project.id)
    )
    meetings = (
        select(Meeting.slug, Meeting.title, number)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Comment, Comment.agenda_item_id == AgendaItem.id)
        .where(waiting)
        .group_by(Meeting.id)
    )
    counts = [
        WaitingCount(About(subject, slug), title, count)
        for subject, chosen in ((Subject.PROJECT, projects), (Subject.MEETING, meetings))
        for slug, title, count in db.session.execute(chosen)
    ]
    return sorted(counts, key=lambda line: (-line.count, str(line.about)))
