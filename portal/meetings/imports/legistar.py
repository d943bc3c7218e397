"""Answers of the Legistar Web API: events (a day and a time apart, many nulls), and items of their agendas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from portal.core.imports import BadRecord, shortened
from portal.core.plain_texts import LONGEST_TEXT, joined, line, lines
from portal.meetings.imports.links import distinct, links_in
from portal.meetings.imports.making import Parts, made
from portal.meetings.imports.moments import Moment, read_clock, read_moment
from portal.meetings.imports.records import Found, ItemRecord, Link
from portal.meetings.models import ItemKind

LONGEST_ITEM_TITLE = 200
LONGEST_FACT = 200
_FILES = (
    ("Agenda", "EventAgendaFile"),
    ("Minutes", "EventMinutesFile"),
    ("Video", "EventVideoPath"),
    ("Media", "EventMedia"),
    ("Meeting page", "EventInSiteURL"),
)
_CLOSED = re.compile(r"\b(?:closed|executive) session\b|\bsesión (?:cerrada|ejecutiva)\b", re.I)
_ROLL_CALL = re.compile(r"\broll call\b|\bpase de lista\b", re.I)
_RECESS = re.compile(r"^\W*(?:recess|receso)\b", re.I)
_COMMENT = re.compile(
    r"\bpublic (?:comments?|participation|input|testimony|forum)\b|\bcomentarios? (?:del )?público", re.I
)
_INFORMATION = re.compile(
    r"\b(?:report|presentation|communication|informational|information|briefing|announcement)s?\b", re.I
)
_KINDS = (
    (_CLOSED, ItemKind.CLOSED_SESSION),
    (_ROLL_CALL, ItemKind.ROLL_CALL),
    (_RECESS, ItemKind.RECESS),
    (_COMMENT, ItemKind.PUBLIC_COMMENT),
)
_DECISION = re.compile(r"\b(?:bill|ordinance|resolution|motion|order|contract|appointment|action|petition)s?\b", re.I)


def is_event(value: Any) -> bool:
    """Whether a JSON value is an event of Legistar."""
    return isinstance(value, Mapping) and "EventDate" in value and ("EventId" in value or "EventBodyName" in value)


def is_item(value: Any) -> bool:
    """Whether a JSON value is an item of an event's agenda."""
    return isinstance(value, Mapping) and "EventItemId" in value and "EventItemTitle" in value


def read_event(number: int, event: Mapping[str, Any], zone: tzinfo) -> Found:
    """The meeting of an event; raises `BadRecord`. Items that come with it and have no words are left out."""
    day, unread = _when(event)
    event_id, guid = _text(event, "EventId"), _text(event, "EventGuid").lower()
    record = made(
        Parts(
            number=number,
            source_id=event_id,
            external_id=":".join(part for part in ("legistar", event_id, guid) if part) if event_id or guid else "",
            body=_text(event, "EventBodyName"),
            starts_at=day.at(zone),
            timed=day.clock is not None,
            place=", ".join(_parts(event.get("EventLocation"))),
            descriptions=(_text(event, "EventComment"), unread),
            status=_text(event, "EventAgendaStatusName"),
            kinds=_text(event, "EventComment"),
            links=tuple(_links(event)),
            items=tuple(_items_of(event, number)),
        )
    )
    return Found(record, (day.day.isoformat(), record.title, record.body), (_text(event, "EventLastModifiedUtc"),))


def read_item(number: int, item: Mapping[str, Any]) -> ItemRecord:
    """An item of an agenda; raises `BadRecord`."""
    title = next(filter(None, (line(item.get(f"EventItem{part}")) for part in _TITLES)), "")
    event_id, item_id = _text(item, "EventItemEventId"), _text(item, "EventItemId")
    if not title:
        raise BadRecord("it has no title")
    if not event_id:
        raise BadRecord("it does not say which meeting it belongs to")
    note = lines(item.get("EventItemAgendaNote"))
    whole = title if len(title) > LONGEST_ITEM_TITLE else ""
    return ItemRecord(
        number=number,
        external_id=f"legistar-item:{item_id}" if item_id else "",
        meeting_id=event_id,
        position=_number(item, "AgendaSequence") or _number(item, "MinutesSequence") or number,
        label=_fact(item, "AgendaNumber"),
        file=_fact(item, "MatterFile"),
        title=shortened(title, LONGEST_ITEM_TITLE),
        description=shortened(joined((whole, "" if note == title else note)), LONGEST_TEXT),
        kind=_kind(item, title),
        consent=_flag(item, "Consent"),
        roll_call=_flag(item, "RollCallFlag"),
        minutes_note=shortened(lines(item.get("EventItemMinutesNote")), LONGEST_TEXT),
        action=_fact(item, "ActionName"),
        mover=_fact(item, "Mover"),
        seconder=_fact(item, "Seconder"),
        passed=_fact(item, "PassedFlagName"),
        links=distinct(links_in(item.get("EventItemMatterAttachments"), "Attachment")),
    )


_TITLES = ("Title", "MatterName", "AgendaNote", "ActionText", "MinutesNote", "ActionName")


def item_name(item: Any) -> str:
    """What to call an item that is refused."""
    return f"item {_text(item, 'EventItemId')}" if isinstance(item, Mapping) and _text(item, "EventItemId") else ""


def _when(event: Mapping[str, Any]) -> tuple[Moment, str]:
    if not _text(event, "EventDate"):
        raise BadRecord("it has no date")
    day = read_moment(event["EventDate"])
    words = _text(event, "EventTime")
    clock = read_clock(words) or day.clock
    return Moment(day.day, clock), ("" if clock or not words else words)


def _links(event: Mapping[str, Any]) -> Iterator[Link]:
    for label, name in _FILES:
        yield from links_in(event.get(name), label)


def _items_of(event: Mapping[str, Any], number: int) -> Iterator[ItemRecord]:
    inside = event.get("EventItems")
    for place, item in enumerate(inside if isinstance(inside, list) else (), 1):
        if isinstance(item, Mapping):
            try:
                yield read_item(place, {"EventItemEventId": event.get("EventId") or number, **item})
            except BadRecord:
                continue


def _kind(item: Mapping[str, Any], title: str) -> ItemKind:
    matter = _text(item, "EventItemMatterType")
    for signs, kind in _KINDS:
        if signs.search(title):
            return kind
    if _DECISION.search(matter) or any(_text(item, f"EventItem{name}") for name in ("Mover", "PassedFlagName")):
        return ItemKind.DECISION
    return ItemKind.INFORMATION if _INFORMATION.search(matter or title) else ItemKind.DISCUSSION


def _parts(value: Any) -> Iterator[str]:
    return (part.strip(" ,") for part in lines(value).split("\n") if part.strip(" ,"))


def _fact(item: Mapping[str, Any], name: str) -> str:
    return shortened(line(item.get(f"EventItem{name}")), LONGEST_FACT)


def _flag(item: Mapping[str, Any], name: str) -> bool:
    return item.get(f"EventItem{name}") in (1, True, "1")


def _number(item: Mapping[str, Any], name: str) -> int:
    value = item.get(f"EventItem{name}")
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 100_000 else 0


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return line(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
