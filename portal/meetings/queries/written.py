"""The rows that use cases change, and a meeting as it is written now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from portal.committees.models import Committee
from portal.core import base32
from portal.core.addresses import key_text
from portal.core.db import db
from portal.meetings.agendas.contents import draft_from
from portal.meetings.agendas.drafts import ItemDraft, Link, MeetingDraft
from portal.meetings.models import (
    AgendaItem,
    AgendaItemPaper,
    AgendaItemProject,
    AgendaVersion,
    ItemKind,
    Meeting,
    MeetingKind,
    Paper,
)
from portal.projects.models import Project


def meeting_by_slug(slug: str) -> Meeting | None:
    """The meeting itself, for use cases."""
    return db.session.scalar(select(Meeting).where(Meeting.slug == slug))


def meeting_for_change(slug: str) -> Meeting | None:
    """The meeting itself, locked until the transaction ends, for a use case that changes it."""
    wanted = select(Meeting).where(Meeting.slug == slug).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def committee_of(meeting: Meeting) -> Committee:
    """The committee that meets."""
    return db.session.get_one(Committee, meeting.committee_id)


def items_of(meeting_id: int) -> Sequence[AgendaItem]:
    """The items on the agenda, in the order of the day, for use cases."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.withdrawn_at.is_(None))
    return db.session.scalars(wanted.order_by(AgendaItem.position)).all()


def items_ever(meeting_id: int) -> dict[int, AgendaItem]:
    """Every item that the meeting ever had, withdrawn ones too, by number, for use cases."""
    rows = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id))
    return {row.number: row for row in rows}


def newest_version(meeting_id: int) -> AgendaVersion | None:
    """What was posted last."""
    wanted = select(AgendaVersion).where(AgendaVersion.meeting_id == meeting_id)
    return db.session.scalar(wanted.order_by(AgendaVersion.number.desc()).limit(1))


def highest_number(meeting_id: int) -> int:
    """The highest number that any item of the meeting ever had; 0 before the first."""
    counting = select(func.max(AgendaItem.number)).where(AgendaItem.meeting_id == meeting_id)
    return db.session.scalar(counting) or 0


def project_ids(slugs: Iterable[str]) -> dict[str, int]:
    """The keys of the projects with these slugs; unknown ones are left out."""
    rows = db.session.execute(select(Project.slug, Project.id).where(Project.slug.in_(set(slugs))))
    return {row.slug: row.id for row in rows}


def unlink(item_id: int) -> None:
    """Take an item's links to projects and papers away, for a use case that sets them anew."""
    db.session.execute(delete(AgendaItemProject).where(AgendaItemProject.item_id == item_id))
    db.session.execute(delete(AgendaItemPaper).where(AgendaItemPaper.item_id == item_id))


def papers_of(meeting_id: int, keys: Iterable[str]) -> dict[str, Paper]:
    """The meeting's papers with these keys; keys of others are left out."""
    wanted = {base32.decode(base32.tidy(key)) for key in keys}
    rows = db.session.scalars(select(Paper).where(Paper.meeting_id == meeting_id, Paper.id.in_(wanted)))
    return {key_text(row.id): row for row in rows}


def paper_facts(meeting_id: int, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What a posting keeps of each of the meeting's papers with these keys, as JSON values."""
    return {
        key: {
            "key": key,
            "title": dict(paper.title),
            "filename": paper.filename,
            "file_type": paper.file_type,
            "size": paper.size,
            "sha256": paper.sha256,
        }
        for key, paper in papers_of(meeting_id, keys).items()
    }


def draft_of(meeting: Meeting, committee: Committee) -> MeetingDraft:
    """The meeting of `committee` as it is written now: a change that waits to be posted, else its rows."""
    if meeting.amendment is not None:
        return draft_from(meeting.amendment, committee.slug)
    version = newest_version(meeting.id)
    if version is not None:
        return draft_from(version.content, committee.slug)
    return _from_rows(meeting, committee)


def _from_rows(meeting: Meeting, committee: Committee) -> MeetingDraft:
    projects, papers = _linked_projects(meeting.id), _linked_papers(meeting.id)
    return MeetingDraft(
        committee_slug=committee.slug,
        kind=MeetingKind(meeting.kind),
        title=meeting.title,
        note=meeting.note,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        timed=meeting.timed,
        place=meeting.place,
        step_free=meeting.step_free,
        remote_link=meeting.remote_link,
        links=tuple(Link(link["label"], link["url"]) for link in meeting.links),
        comments_close_at=meeting.comments_close_at,
        takes_speakers=meeting.takes_speakers,
        speakers_close_at=meeting.speakers_close_at,
        items=tuple(
            ItemDraft(
                title=item.title,
                kind=ItemKind(item.kind),
                summary=item.summary,
                minutes=item.minutes,
                projects=tuple(sorted(projects.get(item.id, ()))),
                consent=item.consent,
                presenter=item.presenter,
                citation=item.citation,
                papers=tuple(sorted(papers.get(item.id, ()))),
                approves=item.approves,
                continues=item.continues,
            )
            for item in items_of(meeting.id)
        ),
    )


def _linked_projects(meeting_id: int) -> dict[int, list[str]]:
    links = (
        select(AgendaItemProject.item_id, Project.slug)
        .join(Project, Project.id == AgendaItemProject.project_id)
        .join(AgendaItem, AgendaItem.id == AgendaItemProject.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
    found: dict[int, list[str]] = {}
    for item_id, slug in db.session.execute(links):
        found.setdefault(item_id, []).append(slug)
    return found


def _linked_papers(meeting_id: int) -> dict[int, list[str]]:
    links = (
        select(AgendaItemPaper.item_id, AgendaItemPaper.paper_id)
        .join(AgendaItem, AgendaItem.id == AgendaItemPaper.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
    found: dict[int, list[str]] = {}
    for item_id, paper_id in db.session.execute(links):
        found.setdefault(item_id, []).append(key_text(paper_id))
    return found
