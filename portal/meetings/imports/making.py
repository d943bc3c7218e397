"""From the parts of a record to the record: cleaned, cut to our lengths without losing a word, and judged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.core.imports import BadRecord, shortened
from portal.core.plain_texts import LONGEST_TEXT, joined, line, lines
from portal.meetings.imports.links import addresses_in, distinct
from portal.meetings.imports.records import LONGEST_ID, ItemRecord, Link, MeetingRecord
from portal.meetings.imports.words import cancelled_in, kind_in, says_cancelled, why_no_meeting

LONGEST_TITLE = 150
LONGEST_BODY = 150
LONGEST_PLACE = 300
LONGEST_STATUS = 60
_SHORT_COMMENT = 120
_CONDITION = re.compile(r"\b(?:if|si|unless|in case)\b", re.I)
_TAKING_PART = re.compile(
    r"\b(?:zoom(?:gov)?\.(?:us|com)|teams\.(?:microsoft|live)\.com|webex\.com|meet\.google\.com|gotomeet\w*\.com"
    r"|bluejeans\.com|whereby\.com|goto\.com|join\.skype\.com)/",
    re.I,
)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of a record as found: texts may hold markup and be of any length."""

    number: int
    starts_at: datetime
    timed: bool
    source_id: str = ""
    external_id: str = ""
    body: str = ""
    title: str = ""
    ends_at: datetime | None = None
    place: str = ""
    remote: str = ""
    descriptions: tuple[str, ...] = ()
    status: str = ""
    flagged: bool = False
    kinds: str = ""
    links: tuple[Link, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    all_day: bool = False


def made(parts: Parts) -> MeetingRecord:
    """The record of these parts; raises `BadRecord` where they are no meeting."""
    body, title, place, status = (line(part) for part in (parts.body, parts.title, parts.place, parts.status))
    title = title or body
    if not title:
        raise BadRecord("it has no title")
    if reason := why_no_meeting(title, body, parts.all_day):
        raise BadRecord(reason)
    descriptions = [lines(text) for text in parts.descriptions]
    said = _said(status, title, place, descriptions)
    remote = _remote(parts, place, descriptions)
    return MeetingRecord(
        number=parts.number,
        external_id=short_id(parts.external_id or parts.source_id),
        source_id=short_id(parts.source_id),
        body=shortened(body, LONGEST_BODY),
        title=shortened(title, LONGEST_TITLE),
        kind=kind_in(title, line(parts.kinds)),
        starts_at=parts.starts_at,
        timed=parts.timed,
        ends_at=parts.ends_at if parts.ends_at and parts.ends_at > parts.starts_at else None,
        place="" if place == remote else shortened(place, LONGEST_PLACE),
        step_free="",
        remote_link=remote,
        description=shortened(joined(_too_long(title, body, place) + descriptions), LONGEST_TEXT),
        status_word=shortened(status or said or ("Cancelled" if parts.flagged else ""), LONGEST_STATUS),
        cancelled=parts.flagged or bool(said),
        links=distinct(link for link in parts.links if link[1] != remote),
        items=parts.items,
    )


def short_id(identity: str) -> str:
    """An id that fits its column; a longer one is told by its digest."""
    clean = line(identity)
    return clean if len(clean) <= LONGEST_ID else hashlib.sha256(clean.encode()).hexdigest()


def _said(status: str, title: str, place: str, descriptions: Iterable[str]) -> str:
    """The words by which the record says that the meeting is not held."""
    if says_cancelled(status):
        return status
    comments = [text for text in descriptions if len(text) <= _SHORT_COMMENT and not _CONDITION.search(text)]
    return next((said for text in (title, place, *comments) if (said := cancelled_in(text))), "")


def _too_long(title: str, body: str, place: str) -> list[str]:
    """What would be lost where a text is cut: it goes to the description whole."""
    lengths = ((title, LONGEST_TITLE), (body, LONGEST_BODY), (place, LONGEST_PLACE))
    return [text for text, most in lengths if len(text) > most]


def _remote(parts: Parts, place: str, descriptions: list[str]) -> str:
    """Where people take part online: told as such, or recognized by its address."""
    told = addresses_in(parts.remote)
    if told:
        return told[0]
    everywhere = addresses_in(place) + [address for text in descriptions for address in addresses_in(text)]
    taking_part = [address for address in everywhere if _TAKING_PART.search(address)]
    alone = [address for address in addresses_in(place) if address == place]
    return next(iter(taking_part + alone), "")
