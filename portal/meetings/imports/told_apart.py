"""Seeing to it that each record of a file has an id of its own, the same at every import.

Two records with one id: the newer revision stands for both; where none is newer, and both tell the same meeting, the
first stands; where they tell different meetings, the id was no id, and their days go with it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.core.imports import Refusal, shortened
from portal.meetings.imports.records import LONGEST_ID, Found, MeetingRecord

# How ids begin that we make where a source has none.
MADE = "row:"


def told_apart(found: Iterable[Found]) -> Iterator[MeetingRecord | Refusal]:
    """Each record under an id that no other has, or refused because another stands for it."""
    by_id: dict[str, list[Found]] = defaultdict(list)
    nameless: list[Found] = []
    for each in found:
        if each.record.external_id:
            by_id[each.record.external_id].append(each)
        else:
            nameless.append(each)
    yield from _numbered(nameless)
    for group in by_id.values():
        yield from (_of_one_id(group) if len(group) > 1 else [group[0].record])


def _numbered(nameless: Iterable[Found]) -> Iterator[MeetingRecord | Refusal]:
    """Records without an id are called by their day, title and committee; repeats are counted."""
    seen: dict[MeetingRecord, int] = {}
    counted: Counter[tuple[str, ...]] = Counter()
    for each in nameless:
        bare = replace(each.record, number=0)
        if bare in seen:
            yield Refusal(each.record.number, f"it repeats record {seen[bare]} word for word", each.record.title)
            continue
        seen[bare] = each.record.number
        counted[each.key] += 1
        digest = hashlib.sha256("\x1f".join(each.key).encode("utf-8", "replace")).hexdigest()[:24]
        number = f"-{counted[each.key]}" if counted[each.key] > 1 else ""
        yield replace(each.record, external_id=f"{MADE}{digest}{number}")


def _of_one_id(group: list[Found]) -> Iterator[MeetingRecord | Refusal]:
    newest = max(each.revision for each in group)
    newer = [each for each in group if each.revision == newest]
    for each in group:
        if each.revision != newest:
            reason = f"record {newer[0].record.number} has the same id and is newer"
            yield Refusal(each.record.number, reason, each.record.title)
    meetings: dict[tuple[object, ...], MeetingRecord] = {}
    for each in newer:
        record = each.record
        first = meetings.setdefault((record.starts_at, record.title, record.body), record)
        if first is not record:
            yield Refusal(
                record.number, f"it has the id, the time and the title of record {first.number}", record.title
            )
    if len(meetings) == 1:
        yield from meetings.values()
    else:
        yield from (_dated(record) for record in meetings.values())


def _dated(record: MeetingRecord) -> MeetingRecord:
    """The record under its id, its time and a few signs of its title."""
    title = hashlib.sha256(f"{record.title}\x1f{record.body}".encode("utf-8", "replace")).hexdigest()[:6]
    suffix = f"#{record.starts_at:%Y%m%dT%H%MZ}{title}"
    return replace(record, external_id=shortened(record.external_id, LONGEST_ID - len(suffix)) + suffix)
