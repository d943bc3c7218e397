"""One meeting with its agenda as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import Actor, Permission, can
from portal.core.translated import Translated
from portal.meetings.agendas.contents import content_of, draft_from, fingerprint
from portal.meetings.agendas.drafts import NOTHING, Link, MeetingDraft
from portal.meetings.models import AgendaVersion, Change, Meeting, MeetingKind, MeetingState, taking_window
from portal.meetings.queries.cards import ItemCard, item_cards
from portal.meetings.queries.standing import Standing, standing, visible_to
from portal.meetings.queries.written import draft_of
from portal.projects.models import CommentWindow


@dataclass(frozen=True)
class MeetingSheet:
    """One meeting with its agenda: as posted, or, while nothing is posted, as written.

    `draft` is what is written now, for those who may write; `amended` tells whether it differs from what is posted.
    A posted meeting has the number, time, change and reason of the version shown, and in `record_seq` the number of
    the record's entry.
    """

    id: int
    slug: str
    state: MeetingState
    kind: MeetingKind
    title: Translated
    note: Translated
    starts_at: datetime
    ends_at: datetime | None
    timed: bool
    standing: Standing
    place: Translated
    step_free: Translated
    remote_link: str
    links: tuple[Link, ...]
    comments_close_at: datetime
    takes_speakers: bool
    speakers_close_at: datetime
    committee_id: int
    committee_slug: str
    committee_name: Translated
    posting_rules: str
    illustrative: bool
    attribution: Translated
    imported: bool
    source_status: str
    items: tuple[ItemCard, ...]
    draft: MeetingDraft | None
    amended: bool
    posted_at: datetime | None = None
    version: int | None = None
    change: Change | None = None
    changed_at: datetime | None = None
    reason: Translated = NOTHING
    record_seq: int | None = None

    @property
    def loaded(self) -> str:
        """The fingerprint of what is written now; empty for those who only read."""
        return fingerprint(self.draft) if self.draft else ""

    @property
    def window(self) -> CommentWindow:
        """Whether its items take comments now."""
        return self._window(self.comments_close_at)

    @property
    def speaker_window(self) -> CommentWindow:
        """Whether people may register to speak now."""
        return self._window(self.speakers_close_at) if self.takes_speakers else CommentWindow.NONE

    @property
    def has_begun(self) -> bool:
        """Whether it has begun, so that there may be minutes."""
        return self.state == MeetingState.POSTED and self.starts_at <= now()

    def _window(self, closes_at: datetime) -> CommentWindow:
        return taking_window(self.state, self.posted_at, closes_at, now())


def sheet(actor: Actor, slug: str, version: int | None = None) -> MeetingSheet | None:
    """A meeting by its address, as far as `actor` may see it; one of its versions, or the newest.

    A posted one is shown from an agenda version, which is what the public record committed to.
    """
    wanted = (
        select(Meeting, Committee, AgendaVersion)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(AgendaVersion, AgendaVersion.meeting_id == Meeting.id)
        .where(Meeting.slug == slug, visible_to(actor))
        .order_by(AgendaVersion.number.desc())
        .limit(1)
    )
    if version is not None:
        wanted = wanted.where(AgendaVersion.number == version)
    row = db.session.execute(wanted).first()
    return _sheet(actor, *row) if row else None


def _sheet(actor: Actor, meeting: Meeting, committee: Committee, version: AgendaVersion | None) -> MeetingSheet:
    written = draft_of(meeting, committee) if version is None or can(actor, Permission.MEETING_EDIT) else None
    content: dict[str, Any] = version.content if version else content_of(written) if written else {}
    shown = draft_from(content, committee.slug)
    return MeetingSheet(
        id=meeting.id,
        slug=meeting.slug,
        state=MeetingState(meeting.state),
        kind=shown.kind,
        title=shown.title,
        note=shown.note,
        starts_at=shown.starts_at,
        ends_at=shown.ends_at,
        timed=shown.timed,
        standing=standing(shown.starts_at),
        place=shown.place,
        step_free=shown.step_free,
        remote_link=shown.remote_link,
        links=shown.links,
        comments_close_at=shown.comments_close_at or shown.starts_at,
        takes_speakers=shown.takes_speakers,
        speakers_close_at=shown.speakers_close_at or shown.starts_at,
        committee_id=committee.id,
        committee_slug=committee.slug,
        committee_name=Translated(content["committee"]["name"]) if version else committee.name,
        posting_rules=_rules_of_its_day(content) if version else committee.posting_rules,
        illustrative=committee.illustrative,
        attribution=committee.attribution,
        imported=meeting.source is not None,
        source_status=meeting.source_status,
        items=item_cards(content["items"]),
        draft=written,
        amended=meeting.amendment is not None,
        posted_at=meeting.posted_at,
        version=version.number if version else None,
        change=Change(version.change) if version else None,
        changed_at=version.posted_at if version else None,
        reason=version.reason if version else NOTHING,
        record_seq=version.record_seq if version else None,
    )


def _rules_of_its_day(content: dict[str, Any]) -> str:
    """The posting rules that were the committee's when this was posted; none were before versions told them."""
    code: str = content["committee"].get("posting_rules", "")
    return code
