"""Papers of meetings: who may read them, one as its page shows it, all of a meeting as the desk lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import undefer

from portal.committees.models import Committee
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.files.types import Kind
from portal.core.permissions import Actor, Permission, Role, can
from portal.core.translated import Translated
from portal.meetings.agendas.contents import draft_from
from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.models import Meeting, Paper, TextState
from portal.meetings.queries.cards import PaperLink, paper_link
from portal.meetings.queries.written import draft_of, newest_version, papers_of


@dataclass(frozen=True)
class ItemOfPaper:
    """An item that has the paper. `position` is its place in the agenda, `number` empty until it was posted."""

    position: int
    number: int | None
    title: Translated


@dataclass(frozen=True)
class PaperLine:
    """A paper in the desk's list."""

    link: PaperLink
    filename: str
    posted: bool
    items: tuple[ItemOfPaper, ...]


@dataclass(frozen=True)
class PaperSheet:
    """One paper as its page shows it, with its text, and what it takes to hand out its file."""

    link: PaperLink
    lang: str
    text: str
    text_cut: bool
    filename: str
    file_key: str
    sha256: str
    posted: bool
    meeting_slug: str
    meeting_title: Translated
    items: tuple[ItemOfPaper, ...]

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return Kind(self.link.file_type)


def papers_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The twin of `access.may_read_paper`, as a condition on papers."""
    if actor.has(Role.CLERK, Role.MEMBER):
        return true()
    return Paper.posted_at.is_not(None)


def paper_sheet(actor: Actor, paper_id: int) -> PaperSheet | None:
    """A paper, as far as `actor` may read it. Readers see which items have it by what is posted, clerks by what is
    written."""
    row = db.session.execute(
        select(Paper, Meeting, Committee)
        .join(Meeting, Meeting.id == Paper.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Paper.id == paper_id, papers_visible_to(actor))
        .options(undefer(Paper.text))
    ).first()
    if row is None:
        return None
    paper, meeting, committee = row
    return PaperSheet(
        link=paper_link(paper),
        lang=paper.lang,
        text=paper.text,
        text_cut=paper.text_cut,
        filename=paper.filename,
        file_key=paper.file_key,
        sha256=paper.sha256,
        posted=paper.posted_at is not None,
        meeting_slug=meeting.slug,
        meeting_title=meeting.title,
        items=_items_with(key_text(paper.id), _items_for(actor, meeting, committee)),
    )


def paper_lines(actor: Actor, slug: str) -> list[PaperLine]:
    """Every paper of a meeting that `actor` may read, in the order of uploading."""
    wanted = (
        select(Paper, Meeting, Committee)
        .join(Meeting, Meeting.id == Paper.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Meeting.slug == slug, papers_visible_to(actor))
        .order_by(Paper.uploaded_at, Paper.id)
    )
    rows = db.session.execute(wanted).all()
    items = _items_for(actor, rows[0][1], rows[0][2]) if rows else ()
    return [
        PaperLine(
            paper_link(paper), paper.filename, paper.posted_at is not None, _items_with(key_text(paper.id), items)
        )
        for paper, _meeting, _committee in rows
    ]


def _items_for(actor: Actor, meeting: Meeting, committee: Committee) -> Sequence[ItemDraft]:
    posted = newest_version(meeting.id)
    if posted is None or can(actor, Permission.MEETING_EDIT):
        return draft_of(meeting, committee).items
    return draft_from(posted.content, committee.slug).items


def _items_with(key: str, items: Sequence[ItemDraft]) -> tuple[ItemOfPaper, ...]:
    return tuple(
        ItemOfPaper(position, item.number, item.title) for position, item in enumerate(items, 1) if key in item.papers
    )


def papers_without_text(meeting_id: int, draft: MeetingDraft) -> list[PaperLink]:
    """The papers on the items of `draft` that a screen reader cannot read."""
    keys = [key for item in draft.items for key in item.papers]
    papers = papers_of(meeting_id, keys)
    return [paper_link(row) for row in papers.values() if row.text_state in {TextState.NONE, TextState.FAILED}]


def paper_for_change(paper_id: int) -> Paper | None:
    """The paper itself, locked until the transaction ends, for whoever changes it."""
    return db.session.scalar(select(Paper).where(Paper.id == paper_id).with_for_update())


def paper_to_read(paper_id: int) -> tuple[str, str] | None:
    """Where the file of a paper lies and of what type it is, while its words are not known."""
    wanted = select(Paper.file_key, Paper.file_type).where(Paper.id == paper_id, Paper.text_state == TextState.WAITING)
    row = db.session.execute(wanted).first()
    return (row.file_key, row.file_type) if row else None


def papers_with(meeting_id: int, digests: Iterable[str]) -> dict[str, Paper]:
    """The meeting's papers that hold just these bytes, by SHA-256."""
    wanted = select(Paper).where(Paper.meeting_id == meeting_id, Paper.sha256.in_(set(digests)))
    return {row.sha256: row for row in db.session.scalars(wanted)}


def paper_count(meeting_id: int) -> int:
    """How many papers a meeting has."""
    counting = select(func.count()).select_from(Paper).where(Paper.meeting_id == meeting_id)
    return db.session.scalar(counting) or 0


def meeting_of_paper(paper: Paper) -> Meeting:
    """The meeting that a paper belongs to, locked until the transaction ends."""
    wanted = select(Meeting).where(Meeting.id == paper.meeting_id).with_for_update()
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def paper_files() -> set[str]:
    """The keys of all files that papers name."""
    return set(db.session.scalars(select(Paper.file_key)))
