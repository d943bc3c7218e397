"""One meeting of a file, one item of an agenda, and what a whole file holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.core.imports import Refusal
from portal.meetings.models import ItemKind, MeetingKind

LONGEST_ID = 200
MOST_RECORDS = 50_000

Link = tuple[str, str]


class FileKind(StrEnum):
    """What a file is, told by its content."""

    LEGISTAR_EVENTS = "Legistar events"
    LEGISTAR_ITEMS = "Legistar event items"
    LIST = "JSON list"
    CALENDAR = "iCalendar"
    TABLE = "CSV"


@dataclass(frozen=True)
class ItemRecord:
    """One agenda item as its source has it. `meeting_id` is the source's own id of the meeting it belongs to."""

    number: int
    external_id: str
    meeting_id: str
    position: int
    label: str
    file: str
    title: str
    description: str
    kind: ItemKind
    consent: bool
    roll_call: bool
    minutes_note: str
    action: str
    mover: str
    seconder: str
    passed: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class MeetingRecord:
    """One meeting as its source has it. Where only the day is known, `starts_at` is its local midnight.

    `source_id` is the id by which the source's own items name it; `external_id` is ours to find it again.
    """

    number: int
    external_id: str
    source_id: str
    body: str
    title: str
    kind: MeetingKind
    starts_at: datetime
    timed: bool
    ends_at: datetime | None
    place: str
    step_free: str
    remote_link: str
    description: str
    status_word: str
    cancelled: bool
    links: tuple[Link, ...]
    items: tuple[ItemRecord, ...]


@dataclass(frozen=True)
class Found:
    """A record before all are told apart: `revision` says which of two is newer, `key` names it where it has no id."""

    record: MeetingRecord
    key: tuple[str, ...]
    revision: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeetingFile:
    """What a file holds: records that can be used and those that cannot. `name` is what it calls itself."""

    kind: FileKind
    records: tuple[MeetingRecord, ...]
    refusals: tuple[Refusal, ...]
    items: tuple[ItemRecord, ...] = ()
    name: str = ""
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many records the file has."""
        return len(self.records) + len(self.items) + len(self.refusals)
