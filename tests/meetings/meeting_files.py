"""Small files of meetings in our own words, and the one way in which these tests read them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.meetings.imports.reader import read_meetings
from portal.meetings.imports.records import MeetingFile, MeetingRecord

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 4, 15, 17, 0, tzinfo=UTC)


def read(raw: bytes | str) -> MeetingFile:
    """A file, read on the day of these tests by a site in Chicago."""
    return read_meetings(raw.encode() if isinstance(raw, str) else raw, ZONE, NOW)


def read_values(*values: Any) -> MeetingFile:
    """A JSON list of these values."""
    return read(json.dumps(values))


def one(found: MeetingFile) -> MeetingRecord:
    """The only record of a file."""
    (record,) = found.records
    return record


def said(found: MeetingFile) -> list[str]:
    """What was refused, in words."""
    return [str(refusal) for refusal in found.refusals]


def calendar(*events: str, head: str = "", line_end: str = "\r\n") -> str:
    """A calendar of these events."""
    return line_end.join(["BEGIN:VCALENDAR", "VERSION:2.0", *head.splitlines(), *events, "END:VCALENDAR", ""])


def event(*properties: str, uid: str = "one@town", start: str = "DTSTART:20260505T180000") -> str:
    """An event of a calendar: a meeting of the parks board unless its properties say something else."""
    summary = () if any(each.startswith("SUMMARY") for each in properties) else ("SUMMARY:Parks board",)
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *summary, *properties, "END:VEVENT"])


def legistar_event(**values: Any) -> dict[str, Any]:
    """An event as the Legistar Web API answers it, with its many nulls."""
    return {
        "EventId": 71,
        "EventGuid": "AB12",
        "EventLastModifiedUtc": "2026-04-01T10:00:00",
        "EventBodyName": "Library Board",
        "EventDate": "2026-05-05T00:00:00",
        "EventTime": "6:30 PM",
        "EventAgendaStatusName": "Final",
        "EventLocation": "Main library\r\n2nd floor",
        "EventAgendaFile": None,
        "EventMinutesFile": None,
        "EventComment": None,
        "EventVideoPath": None,
        "EventInSiteURL": "https://town.example/meeting?id=71",
        "EventItems": [],
    } | values


def legistar_item(**values: Any) -> dict[str, Any]:
    """An item as the Legistar Web API answers it."""
    return {
        "EventItemId": 900,
        "EventItemEventId": 71,
        "EventItemAgendaSequence": 1,
        "EventItemAgendaNumber": None,
        "EventItemTitle": "Longer opening hours",
        "EventItemConsent": 0,
        "EventItemRollCallFlag": 0,
        "EventItemMover": None,
        "EventItemSeconder": None,
        "EventItemPassedFlagName": None,
        "EventItemMatterType": None,
        "EventItemMatterAttachments": [],
    } | values
