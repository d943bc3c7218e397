"""The items of an agenda as pages show them, with what they link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.core import base32
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.files.types import Kind
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.meetings.agendas.contents import item_from
from portal.meetings.models import AgendaItem, ItemKind, Meeting, Paper, TextState
from portal.meetings.queries.standing import visible_to
from portal.projects import queries as projects


@dataclass(frozen=True)
class ProjectLink:
    """A project that an agenda item is about."""

    slug: str
    title: Translated


@dataclass(frozen=True)
class MeetingLink:
    """Another meeting, or one of its items, that an agenda item speaks of."""

    slug: str
    title: Translated
    starts_at: datetime
    number: int | None = None


@dataclass(frozen=True)
class PaperLink:
    """A paper of an item: what it is called, of what type and how large (bytes, pages where they are known)."""

    id: int
    title: Translated
    file_type: str
    size: int
    pages: int | None
    text_state: TextState

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return Kind(self.file_type)

    @property
    def key(self) -> str:
        """The paper's id as it stands in addresses."""
        return key_text(self.id)


@dataclass(frozen=True)
class ItemCard:
    """One numbered agenda item."""

    number: int
    kind: ItemKind
    consent: bool
    title: Translated
    summary: Translated
    presenter: str
    citation: str
    minutes: int | None
    projects: tuple[ProjectLink, ...]
    papers: tuple[PaperLink, ...]
    approves: MeetingLink | None
    continues: MeetingLink | None


def item_cards(items: Sequence[dict[str, Any]]) -> tuple[ItemCard, ...]:
    """The cards of the items of a content, with two or three queries for all of them."""
    drafts = [item_from(item) for item in items]
    linked = _projects({slug for item in drafts for slug in item.projects})
    papers = _papers({key for item in drafts for key in item.papers})
    meetings = _meetings({item.approves for item in drafts if item.approves})
    continued = _items({item.continues for item in drafts if item.continues})
    return tuple(
        ItemCard(
            number=item.number or 0,
            kind=item.kind,
            consent=item.consent,
            title=item.title,
            summary=item.summary,
            presenter=item.presenter,
            citation=item.citation,
            minutes=item.minutes,
            projects=tuple(linked[slug] for slug in item.projects if slug in linked),
            papers=tuple(papers[key] for key in item.papers if key in papers),
            approves=meetings.get(item.approves),
            continues=continued.get(item.continues),
        )
        for item in drafts
    )


def _projects(slugs: set[str]) -> dict[str, ProjectLink]:
    return {slug: ProjectLink(slug, title) for slug, title in projects.titles(slugs).items()}


def _papers(keys: set[str]) -> dict[str, PaperLink]:
    if not keys:
        return {}
    ids = {base32.decode(base32.tidy(key)) for key in keys}
    rows = db.session.scalars(select(Paper).where(Paper.id.in_(ids)))
    return {key_text(row.id): paper_link(row) for row in rows}


def paper_link(row: Paper) -> PaperLink:
    """The view of a row."""
    return PaperLink(row.id, row.title, row.file_type, row.size, row.pages, TextState(row.text_state))


def _meetings(slugs: set[str]) -> dict[str, MeetingLink]:
    """Posted meetings by slug: a draft's page does not exist for readers."""
    if not slugs:
        return {}
    rows = db.session.execute(
        select(Meeting.slug, Meeting.title, Meeting.starts_at).where(Meeting.slug.in_(slugs), visible_to(VISITOR))
    )
    return {row.slug: MeetingLink(row.slug, row.title, row.starts_at) for row in rows}


def _items(keys: set[str]) -> dict[str, MeetingLink]:
    """Items of posted meetings by "slug/number"."""
    if not keys:
        return {}
    slugs = {key.partition("/")[0] for key in keys}
    rows = db.session.execute(
        select(Meeting.slug, Meeting.title, Meeting.starts_at, AgendaItem.number)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(Meeting.slug.in_(slugs), visible_to(VISITOR))
    )
    found = {f"{row.slug}/{row.number}": MeetingLink(*row) for row in rows}
    return {key: found[key] for key in keys if key in found}
