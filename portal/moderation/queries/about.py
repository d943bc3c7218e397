"""One project, meeting or survey, as the queue's filter names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.comments.models import Comment
from portal.meetings.models import AgendaItem, Meeting
from portal.projects.models import Project
from portal.surveys.models import Survey, SurveyQuestion


class Subject(StrEnum):
    """What the queue can be narrowed to: one project, all items of one meeting, or all questions of one survey."""

    PROJECT = "project"
    MEETING = "meeting"
    SURVEY = "survey"


@dataclass(frozen=True)
class About:
    """One project, meeting or survey, as the queue's filter names it in its address: "project:street-lights"."""

    subject: Subject
    slug: str

    def __str__(self) -> str:
        return f"{self.subject}:{self.slug}"

    @classmethod
    def read(cls, text: str) -> About | None:
        """What `text` names; None (everything) for anything else."""
        subject, _colon, slug = text.partition(":")
        return cls(Subject(subject), slug) if subject in set(Subject) and slug else None


def chosen_by(about: About, row: Any = Comment) -> ColumnElement[bool]:
    """Comments (`row`: of that alias) about the project, any item of the meeting, or any question of the survey."""
    if about.subject is Subject.PROJECT:
        return row.project_id == select(Project.id).where(Project.slug == about.slug).scalar_subquery()
    if about.subject is Subject.SURVEY:
        asked = select(SurveyQuestion.id).join(Survey, Survey.id == SurveyQuestion.survey_id)
        return row.survey_question_id.in_(asked.where(Survey.slug == about.slug))
    items = select(AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id).where(Meeting.slug == about.slug)
    return row.agenda_item_id.in_(items)
