"""The rows that use cases change, and a draft as it is written now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from portal.committees.models import Committee
from portal.core.db import db
from portal.meetings.drafts import ItemDraft, MeetingDraft
from portal.meetings.models import AgendaItem, AgendaItemProject, ItemKind, Meeting
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
    """The items themselves, in their order, for use cases."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.number)
    return db.session.scalars(wanted).all()


def project_ids(slugs: Iterable[str]) -> dict[str, int]:
    """The keys of the projects with these slugs; unknown ones are left out."""
    rows = db.session.execute(select(Project.slug, Project.id).where(Project.slug.in_(set(slugs))))
    return {row.slug: row.id for row in rows}


def draft_of(meeting: Meeting, committee: Committee) -> MeetingDraft:
    """The meeting of `committee` and its agenda as they are written now."""
    linked: dict[int, list[str]] = {}
    links = (
        select(AgendaItemProject.item_id, Project.slug)
        .join(Project, Project.id == AgendaItemProject.project_id)
        .join(AgendaItem, AgendaItem.id == AgendaItemProject.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(Project.slug)
    )
    for item_id, slug in db.session.execute(links):
        linked.setdefault(item_id, []).append(slug)
    return MeetingDraft(
        committee_slug=committee.slug,
        title=meeting.title,
        starts_at=meeting.starts_at,
        place=meeting.place,
        step_free=meeting.step_free,
        remote_link=meeting.remote_link,
        items=tuple(
            ItemDraft(
                item.title,
                ItemKind(item.kind),
                item.summary,
                item.minutes,
                tuple(sorted(linked.get(item.id, ()))),
            )
            for item in items_of(meeting.id)
        ),
    )
