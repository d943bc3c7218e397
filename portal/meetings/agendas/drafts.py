"""What a clerk writes, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.core.translated import Translated
from portal.meetings.models import ItemKind, MeetingKind

NOTHING = Translated()


@dataclass(frozen=True)
class ItemDraft:
    """One agenda item as written. `number` is empty until the item was posted once, and its own from then on.

    `projects` are slugs, `papers` keys; `minutes` may be unknown. `approves` is the slug of the meeting whose minutes
    it approves, `continues` the "slug/number" of the item that it goes on with. `source` is the id of an imported item
    where it came from.
    """

    title: Translated
    kind: ItemKind = ItemKind.DISCUSSION
    summary: Translated = NOTHING
    minutes: int | None = None
    projects: tuple[str, ...] = ()
    number: int | None = None
    consent: bool = False
    presenter: str = ""
    citation: str = ""
    papers: tuple[str, ...] = ()
    approves: str = ""
    continues: str = ""
    source: str = ""


@dataclass(frozen=True)
class Link:
    """Something about a meeting that lies elsewhere: a recording, or the agenda on another site."""

    label: str
    url: str


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting and its agenda as written, the items in the order of the day."""

    committee_slug: str
    title: Translated
    starts_at: datetime
    place: Translated = NOTHING
    step_free: Translated = NOTHING
    remote_link: str = ""
    items: tuple[ItemDraft, ...] = ()
    kind: MeetingKind = MeetingKind.REGULAR
    ends_at: datetime | None = None
    timed: bool = True
    note: Translated = NOTHING
    links: tuple[Link, ...] = ()
    comments_close_at: datetime | None = None
    takes_speakers: bool = False
    speakers_close_at: datetime | None = None
