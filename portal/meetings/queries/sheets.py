"""One meeting with its agenda as its page shows it, and what the record committed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.meetings.drafts import MeetingDraft, agenda_text, content_of, fingerprint
from portal.meetings.models import AgendaVersion, ItemKind, Meeting, MeetingState
from portal.meetings.queries.standing import Standing, standing, visible_to
from portal.meetings.queries.written import draft_of
from portal.projects.models import Project


@dataclass(frozen=True)
class ProjectLink:
    """A project that an agenda item is about."""

    slug: str
    title: Translated


@dataclass(frozen=True)
class ItemCard:
    """One numbered agenda item."""

    number: int
    kind: ItemKind
    title: Translated
    summary: Translated
    minutes: int | None
    projects: tuple[ProjectLink, ...]


@dataclass(frozen=True)
class MeetingSheet:
    """One meeting with its agenda. `draft` is what is written while nothing is posted; a posted one has the time
    and version of its newest posting, and in `record_seq` the number of the record's entry.
    """

    slug: str
    state: MeetingState
    title: Translated
    starts_at: datetime
    standing: Standing
    place: Translated
    step_free: Translated
    remote_link: str
    committee_slug: str
    committee_name: Translated
    illustrative: bool
    items: tuple[ItemCard, ...]
    posted_at: datetime | None = None
    version: int | None = None
    record_seq: int | None = None
    draft: MeetingDraft | None = None

    @property
    def loaded(self) -> str:
        """The fingerprint of the draft; empty once it is posted."""
        return fingerprint(self.draft) if self.draft else ""


def sheet(actor: Actor, slug: str) -> MeetingSheet | None:
    """A meeting by its address, as far as `actor` may see it.

    A posted one is shown from its newest agenda version, which is what the public record committed to.
    """
    row = db.session.execute(
        select(Meeting, Committee, AgendaVersion)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(AgendaVersion, AgendaVersion.meeting_id == Meeting.id)
        .where(Meeting.slug == slug, visible_to(actor))
        .order_by(AgendaVersion.number.desc())
        .limit(1)
    ).first()
    return _sheet(*row) if row else None


def _sheet(meeting: Meeting, committee: Committee, version: AgendaVersion | None) -> MeetingSheet:
    draft = draft_of(meeting, committee) if version is None else None
    content = version.content if version else content_of(draft) if draft else {}
    starts_at = datetime.fromisoformat(content["starts_at"])
    return MeetingSheet(
        slug=meeting.slug,
        state=MeetingState(meeting.state),
        title=Translated(content["title"]),
        starts_at=starts_at,
        standing=standing(starts_at),
        place=Translated(content["place"]),
        step_free=Translated(content["step_free"]),
        remote_link=content["remote_link"],
        committee_slug=committee.slug,
        committee_name=Translated(content["committee"]["name"]) if version else committee.name,
        illustrative=committee.illustrative,
        items=_cards(content["items"]),
        posted_at=meeting.posted_at,
        version=version.number if version else None,
        record_seq=version.record_seq if version else None,
        draft=draft,
    )


def _cards(items: list[dict[str, Any]]) -> tuple[ItemCard, ...]:
    wanted = {slug for item in items for slug in item["projects"]}
    rows = db.session.execute(select(Project.slug, Project.title).where(Project.slug.in_(wanted))) if wanted else ()
    links = {slug: ProjectLink(slug, title) for slug, title in rows}
    return tuple(
        ItemCard(
            number=item["number"],
            kind=ItemKind(item["kind"]),
            title=Translated(item["title"]),
            summary=Translated(item["summary"]),
            minutes=item["minutes"],
            projects=tuple(links[slug] for slug in item["projects"] if slug in links),
        )
        for item in items
    )


def posted_text(slug: str) -> str | None:
    """What the public record committed to when a meeting was last posted; None where it never was."""
    content = db.session.scalar(
        select(AgendaVersion.content)
        .join(Meeting, Meeting.id == AgendaVersion.meeting_id)
        .where(Meeting.slug == slug)
        .order_by(AgendaVersion.number.desc())
        .limit(1)
    )
    return agenda_text(content) if content else None
