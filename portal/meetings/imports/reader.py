"""Reading a file of meetings, whatever kind it is: its content says, never its name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from portal.core.imports import Refusal, UnreadableFile
from portal.core.tables import decode_leniently
from portal.meetings.imports.calendars import read_calendar
from portal.meetings.imports.lists import kind_of, read_json, read_list
from portal.meetings.imports.records import MOST_RECORDS, FileKind, Found, ItemRecord, MeetingFile, MeetingRecord
from portal.meetings.imports.sheets import read_table
from portal.meetings.imports.told_apart import told_apart

_OTHERS = (
    ("%PDF", "the file is a PDF; import takes JSON, iCalendar and CSV"),
    ("PK\x03\x04", "the file is a workbook or an archive; save its sheet as CSV first"),
    ("<", "the file is a web page or XML; import takes JSON, iCalendar and CSV"),
)


def read_meetings(raw: bytes, zone: tzinfo, now: datetime) -> MeetingFile:
    """Read a whole file; raises `UnreadableFile`. Times that name no zone are meant in `zone`.

    `now` bounds what repeats without end.
    """
    text, notes = decode_leniently(raw)
    start = text.lstrip("\ufeff \t\r\n")[:100]
    if not start:
        raise UnreadableFile("the file is empty")
    for sign, words in _OTHERS:
        if start.startswith(sign):
            raise UnreadableFile(words)
    if start.upper().startswith("BEGIN:VCALENDAR"):
        calendar = read_calendar(text, zone, now)
        return _file(FileKind.CALENDAR, calendar.found, calendar.name, (*notes, *calendar.notes))
    if start[0] in "{[":
        found = read_json(text.lstrip("\ufeff"))
        return _file(kind_of(found), read_list(found, zone), notes=notes)
    return _file(FileKind.TABLE, read_table(text, zone), notes=notes)


def _file(
    kind: FileKind, found: Iterable[Found | ItemRecord | Refusal], name: str = "", notes: tuple[str, ...] = ()
) -> MeetingFile:
    meetings: list[Found] = []
    items: dict[str, ItemRecord] = {}
    refusals: list[Refusal] = []
    for each in found:
        if isinstance(each, Found):
            meetings.append(each)
        elif isinstance(each, Refusal):
            refusals.append(each)
        elif (first := items.setdefault(each.external_id or f"#{each.number}", each)) is not each:
            refusals.append(Refusal(each.number, f"it has the id of record {first.number}", each.title))
        if len(meetings) + len(items) + len(refusals) > MOST_RECORDS:
            raise UnreadableFile(f"the file has more than {MOST_RECORDS:,} records")
    records: list[MeetingRecord] = []
    for result in told_apart(meetings):
        if isinstance(result, Refusal):
            refusals.append(result)
        else:
            records.append(result)
    return MeetingFile(
        kind=kind,
        records=tuple(sorted(records, key=lambda record: record.number)),
        refusals=tuple(sorted(refusals, key=lambda refusal: refusal.number)),
        items=tuple(items.values()),
        name=name,
        notes=notes,
    )
