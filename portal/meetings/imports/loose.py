"""A meeting whose parts go by the names that some other program gave them: rows of tables, objects of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Any

from portal.core.plain_texts import line, lines
from portal.meetings.imports import names
from portal.meetings.imports.hours import end_of, hours
from portal.meetings.imports.links import addresses_in, links_in
from portal.meetings.imports.making import LONGEST_BODY, Parts, made
from portal.meetings.imports.moments import zone_named
from portal.meetings.imports.records import Found, Link
from portal.meetings.imports.values import Values, says_nothing, scalar, text_of

_OF_A_PLACE = ("name", "venue", "title", "address", "street", "city", "state", "stateprovince")
_A_FILE = re.compile(r"^/|^\S+\.(?:pdf|docx?|html?|aspx?)\b", re.I)
_LONGEST_WORDS = 200
_NO_LINKS = {
    *names.NO_LINKS, *names.DESCRIPTIONS, *names.TITLES, *names.BODIES, *names.PLACES, *names.ADDRESSES, *names.REMOTE
} - {"meetingdetails"}  # fmt: skip


def read_loose(
    number: int, parts: Mapping[str, Any], zone: tzinfo, *, day_first: bool = False, untitled: str = ""
) -> Found:
    """The meeting that these values tell; raises `BadRecord`. `untitled` is its title where nothing gives it one."""
    values = Values(parts)
    when = hours(values, day_first)
    # where only the day is known, it is the site's day
    there = (zone_named(values.first(names.ZONES)) if when.start.clock else None) or zone
    body, title = _body(values), values.first(names.TITLES)
    record = made(
        Parts(
            number=number,
            source_id=values.first(names.IDS),
            body=body,
            title=title or body or untitled,
            starts_at=when.start.at(there),
            timed=when.start.clock is not None,
            ends_at=end_of(values, when.start, there, day_first),
            place=_place(values),
            remote=values.first(names.REMOTE),
            descriptions=(*_descriptions(values, {title, body}), when.unread, *_without_address(values)),
            status=next((text for text in values.texts(names.STATUSES) if len(line(text)) > 2), ""),
            flagged=values.is_true(names.CANCELLED),
            kinds=values.first(names.KINDS),
            links=tuple(_links(values)),
            all_day=when.all_day,
        )
    )
    revision = tuple(f"{text:>40}" for text in values.texts(names.REVISIONS))
    return Found(record, (when.start.day.isoformat(), record.title, record.body), revision)


def called(parts: Mapping[str, Any]) -> str:
    """What to call a record that is refused."""
    return Values(parts).first((*names.TITLES, *names.BODIES, *names.IDS))


def _body(values: Values) -> str:
    for name, value in values.named(names.BODIES):
        text = text_of(value)
        if not says_nothing(text) and (name != "body" or _may_be_a_name(text)):
            return text
    return ""


def _may_be_a_name(text: str) -> bool:
    """Some call the committee "body", others the text of an entry."""
    return len(text) <= LONGEST_BODY and not re.search(r"[<\n]", text)


def _place(values: Values) -> str:
    found: list[str] = []
    for _, value in values.named((*names.PLACES, *names.ADDRESSES)):
        for text in _of_a_place(value):
            parts = [part.strip(" ,;") for part in lines(text).split("\n")]
            whole = ", ".join(part for part in parts if part)
            if not says_nothing(whole) and whole not in ", ".join(found):
                found.append(whole)
    return ", ".join(found)


def _of_a_place(value: Any) -> list[str]:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, Mapping):
        return [scalar(value)]
    inside = {names.plain(name): each for name, each in value.items()}
    return [scalar(inside.get(name)) for name in _OF_A_PLACE]


def _descriptions(values: Values, used: set[str]) -> list[str]:
    return [text for text in values.texts(names.DESCRIPTIONS) if text not in used and not _is_filler(text)]


def _is_filler(text: str) -> bool:
    return line(text).casefold() in names.NOTHING


def _without_address(values: Values) -> Iterator[str]:
    """What stands where a link would stand, such as "Minutes: not yet approved"."""
    for name, value in values.named(names.LINKS):
        words = line(value) if isinstance(value, str) and len(value) <= _LONGEST_WORDS else ""
        if not (addresses_in(words) or _is_filler(words) or _A_FILE.search(words) or words.isdigit()):
            yield f"{names.as_words(values.labels[name])}: {words}"


def _links(values: Values) -> Iterator[Link]:
    for name, value in values.values.items():
        if name not in _NO_LINKS:
            yield from links_in(value, names.as_words(values.labels[name]))
