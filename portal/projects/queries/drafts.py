"""Reads of partners' drafts, always through the one who asks: what they may not see does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from portal.accounts.models import Person
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.permissions import Actor, Role
from portal.core.translated import Translated
from portal.projects.access import SEEN_BY_CLERKS
from portal.projects.drafts.contents import fingerprint, words_from
from portal.projects.drafts.shapes import Words, files_of, given_by
from portal.projects.evidence import Evidence, FileCard, GivenEvidence, file_card
from portal.projects.models import (
    DraftKind,
    DraftState,
    FileKind,
    Partner,
    PartnerDraft,
    Project,
    ProjectFile,
    ProjectPartner,
)
from portal.projects.queries.files import MOST_OFFERED, StoredFile, files_by_key, stored_file
from portal.projects.queries.spokespeople import PartnerName, own_projects_of, speakers_for, speakers_on, spoken_for_by


@dataclass(frozen=True)
class OwnProject:
    """One project of a partner account, with those partners in it that the account speaks for."""

    id: int
    slug: str
    title: Translated
    partners: tuple[PartnerName, ...]


@dataclass(frozen=True)
class DraftLine:
    """One draft as lists show it. `author` is the name of who last wrote or sent it; `words` what it says."""

    id: int
    kind: DraftKind
    state: DraftState
    project_slug: str
    project_title: Translated
    partner: str
    author: str
    words: Words
    reply: str
    published_as: str
    changed_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None


@dataclass(frozen=True)
class DraftPage:
    """One draft as its page shows it. `loaded` is its fingerprint; `own`: the reader may write it now.

    `takes_part` and `author_speaks` must both hold before a clerk can publish it; `shown` are its files and links.
    """

    line: DraftLine
    project_id: int
    partner: PartnerName
    loaded: str
    own: bool
    takes_part: bool
    author_speaks: bool
    shown: Evidence


def drafts_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The twin of `access.may_read_draft`, as a condition on drafts."""
    own = PartnerDraft.partner_id.in_(spoken_for_by(actor)) if actor.has(Role.PARTNER) else false()
    sent = PartnerDraft.state.in_(SEEN_BY_CLERKS) if actor.has(Role.CLERK) else false()
    return or_(own, sent)


def own_projects(actor: Actor) -> list[OwnProject]:
    """The projects that the actor may draft for, by title."""
    wanted = (
        select(Project.id, Project.slug, Project.title, Partner.id, Partner.slug, Partner.name)
        .join(ProjectPartner, ProjectPartner.project_id == Project.id)
        .join(Partner, Partner.id == ProjectPartner.partner_id)
        .where(own_projects_of(actor), Partner.id.in_(spoken_for_by(actor)))
        .order_by(Partner.name, Partner.id)
    )
    found: dict[str, OwnProject] = {}
    for project_id, slug, title, *names in db.session.execute(wanted):
        before = found[slug].partners if slug in found else ()
        found[slug] = OwnProject(project_id, slug, title, (*before, _partner_name(names)))
    return sorted(found.values(), key=lambda project: next(iter(project.title.values()), "").casefold())


def own_project(actor: Actor, slug: str) -> OwnProject | None:
    """One of them by its address."""
    return next((project for project in own_projects(actor) if project.slug == slug), None)


def own_drafts(actor: Actor) -> list[DraftLine]:
    """The drafts of the partners that the actor speaks for, what changed last first."""
    own = PartnerDraft.partner_id.in_(spoken_for_by(actor))
    return _lines(drafts_visible_to(actor), own, order=(PartnerDraft.changed_at.desc(), PartnerDraft.id))


def sent_drafts(actor: Actor) -> list[DraftLine]:
    """The drafts that wait for a clerk, the oldest first."""
    return _lines(
        drafts_visible_to(actor), PartnerDraft.state == DraftState.SENT, order=(PartnerDraft.sent_at, PartnerDraft.id)
    )


def sent_count() -> int:
    """How many drafts wait for a clerk."""
    wanted = select(func.count()).select_from(PartnerDraft).where(PartnerDraft.state == DraftState.SENT)
    return db.session.scalar(wanted) or 0


def _lines(*conditions: ColumnElement[bool], order: Sequence[Any]) -> list[DraftLine]:
    wanted = (
        select(PartnerDraft, Project.slug, Project.title, Partner.name, Person.name)
        .join(Project, Project.id == PartnerDraft.project_id)
        .join(Partner, Partner.id == PartnerDraft.partner_id)
        .join(Person, Person.id == PartnerDraft.author_id)
        .where(and_(*conditions))
        .order_by(*order)
    )
    return [_line(*row) for row in db.session.execute(wanted)]


def _line(row: PartnerDraft, slug: str, title: Translated, partner: str, author: str) -> DraftLine:
    return DraftLine(
        id=row.id,
        kind=DraftKind(row.kind),
        state=DraftState(row.state),
        project_slug=slug,
        project_title=title,
        partner=partner,
        author=author,
        words=words_from(DraftKind(row.kind), row.content),
        reply=row.reply,
        published_as=row.published_as,
        changed_at=row.changed_at,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
    )


def draft_page(actor: Actor, draft_id: int) -> DraftPage | None:
    """One draft that the actor may read."""
    lines = _lines(drafts_visible_to(actor), PartnerDraft.id == draft_id, order=(PartnerDraft.id,))
    if not lines:
        return None
    row = db.session.get_one(PartnerDraft, draft_id)
    partner = db.session.get_one(Partner, row.partner_id)
    speakers = speakers_on(row.project_id, row.partner_id)
    return DraftPage(
        line=lines[0],
        project_id=row.project_id,
        partner=PartnerName(partner.id, partner.slug, partner.name),
        loaded=fingerprint(row.content),
        own=actor.has(Role.PARTNER) and actor.person_id in speakers,
        takes_part=db.session.get(ProjectPartner, (row.project_id, row.partner_id)) is not None,
        author_speaks=row.author_id in speakers_for(row.partner_id),
        shown=shown_by(given_by(lines[0].words)),
    )


def shown_by(given: GivenEvidence) -> Evidence:
    """What an update with this evidence would show."""
    keys = [key_text(file_id) for file_id in (*(photo.file_id for photo in given.photos), *given.papers)]
    found = files_by_key(keys)
    photos = [
        replace(found[key], alt=photo.alt, decorative=photo.decorative)
        for photo in given.photos
        if (key := key_text(photo.file_id)) in found
    ]
    papers = [found[key] for file_id in given.papers if (key := key_text(file_id)) in found]
    return Evidence((*photos, *papers), given.decisions, given.links)


def draft_file(actor: Actor, draft_id: int, file_id: int) -> StoredFile | None:
    """A file of a draft that the actor may read."""
    page = draft_page(actor, draft_id)
    if page is None or file_id not in files_of(page.line.words):
        return None
    row = db.session.get(ProjectFile, file_id)
    return stored_file(row) if row else None


def papers_of_partner(project_id: int, partner_id: int) -> list[FileCard]:
    """The papers that a partner's update may show: its own, and those that are public."""
    wanted = select(ProjectFile).where(
        ProjectFile.project_id == project_id,
        ProjectFile.kind == FileKind.PAPER,
        ProjectFile.posted_at.is_not(None) | (ProjectFile.partner_id == partner_id),
    )
    newest_first = wanted.order_by(ProjectFile.uploaded_at.desc(), ProjectFile.id).limit(MOST_OFFERED)
    return [file_card(row) for row in db.session.scalars(newest_first)]


def _partner_name(row: Sequence[Any]) -> PartnerName:
    return PartnerName(*row)
