"""How much waits in each lane, and under each choice of the queue's filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select

from portal.comments.models import Channel, Comment
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.feedback.queries import visible_to
from portal.meetings.models import AgendaItem, Meeting
from portal.moderation.models import Assignment, SecondLook
from portal.moderation.queries.about import About, Subject
from portal.moderation.queries.lanes import Lane, Only, hinted, in_lane
from portal.projects.models import Project
from portal.surveys.models import Survey, SurveyQuestion

LOOKED_AT = 1000  # so many of the oldest are looked at for the counts: a queue of any length costs the same


@dataclass(frozen=True)
class WaitingCount:
    """How much waits on one project or meeting."""

    about: About
    title: Translated
    count: int


@dataclass(frozen=True)
class Facets:
    """How much of a lane there is under each choice; `abouts`, `langs` and `channels` come fullest first."""

    abouts: tuple[WaitingCount, ...]
    langs: Mapping[str, int]
    channels: Mapping[Channel, int]
    only: Mapping[Only, int]


def counts_by_lane(actor: Actor) -> dict[Lane, int]:
    """How much there is to do in each lane."""
    counting = [
        select(func.count()).select_from(Comment).where(visible_to(actor), in_lane(lane)).scalar_subquery()
        for lane in Lane
    ]
    return dict(zip(Lane, db.session.execute(select(*counting)).one(), strict=True))


def facets(actor: Actor, lane: Lane) -> Facets:
    """The choices that a lane offers, with how much of its oldest `LOOKED_AT` comments each would show."""
    oldest = (
        select(
            Comment.project_id,
            Comment.agenda_item_id,
            Comment.survey_question_id,
            Comment.lang,
            Comment.channel,
            case((hinted(), 1), else_=0).label("hinted"),
            case((Comment.fold.is_not(None), 1), else_=0).label("folded"),
        )
        .where(visible_to(actor), in_lane(lane))
        .order_by(Comment.received_at, Comment.id)
        .limit(LOOKED_AT)
        .subquery()
    )
    columns = list(oldest.c)
    rows = db.session.execute(select(*columns, func.count()).group_by(*columns)).all()
    return Facets(
        abouts=_abouts(_tally(rows, 0), _tally(rows, 1), _tally(rows, 2)),
        langs=dict(_tally(rows, 3).most_common()),
        channels={Channel(channel): count for channel, count in _tally(rows, 4).most_common()},
        only={
            Only.HINTS: _tally(rows, 5)[1],
            Only.FOLDED: _tally(rows, 6)[1],
            **_asked_of(actor, lane),
        },
    )


def _tally(rows: Any, place: int) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for row in rows:
        counts[row[place]] += row[-1]
    del counts[None]
    return counts


def _asked_of(actor: Actor, lane: Lane) -> dict[Only, int]:
    """What is the actor's, and what wants a second look: few rows, counted from their own tables."""
    there = [visible_to(actor), in_lane(lane, by_state=False)]
    mine = select(func.count()).select_from(Assignment).join(Comment, Comment.id == Assignment.comment_id)
    looks = select(func.count(SecondLook.comment_id.distinct())).join(Comment, Comment.id == SecondLook.comment_id)
    row = db.session.execute(
        select(
            mine.where(Assignment.person_id == actor.person_id, *there).scalar_subquery(),
            looks.where(SecondLook.closed_at.is_(None), *there).scalar_subquery(),
        )
    ).one()
    return {Only.MINE: row[0], Only.SECOND_LOOK: row[1]}


def _abouts(by_project: Counter[int], by_item: Counter[int], by_question: Counter[int]) -> tuple[WaitingCount, ...]:
    lines = []
    if by_project:
        projects = select(Project.id, Project.slug, Project.title).where(Project.id.in_(by_project))
        for project_id, slug, title in db.session.execute(projects):
            lines.append(WaitingCount(About(Subject.PROJECT, slug), title, by_project[project_id]))
    if by_item:
        items = select(AgendaItem.id, Meeting.slug, Meeting.title).join(Meeting, Meeting.id == AgendaItem.meeting_id)
        lines += _summed(Subject.MEETING, by_item, items.where(AgendaItem.id.in_(by_item)))
    if by_question:
        asked = select(SurveyQuestion.id, Survey.slug, Survey.title).join(Survey, Survey.id == SurveyQuestion.survey_id)
        lines += _summed(Subject.SURVEY, by_question, asked.where(SurveyQuestion.id.in_(by_question)))
    return tuple(sorted(lines, key=lambda line: (-line.count, str(line.about))))


def _summed(subject: Subject, by_part: Counter[int], parts: Select[int, str, Translated]) -> list[WaitingCount]:
    """What waits on each meeting or survey, from what waits on their items or questions."""
    counts: Counter[About] = Counter()
    titles: dict[About, Translated] = {}
    for part_id, slug, title in db.session.execute(parts):
        about = About(subject, slug)
        counts[about] += by_part[part_id]
        titles[about] = title
    return [WaitingCount(about, titles[about], count) for about, count in counts.items()]
