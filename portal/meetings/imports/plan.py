"""Comparing what a file holds with what is already here: the same import twice adds nothing.

A meeting is known by its source's id. Where its source says something else now, and nobody but imports has written
it here, that becomes a further version; what a clerk has changed here is left alone, and said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from portal.core.imports import Refusal
from portal.core.translated import Translated
from portal.meetings.agendas.drafts import NOTHING, MeetingDraft
from portal.meetings.imports.agendas import item_drafts, meeting_draft, merged
from portal.meetings.imports.records import FileKind, ItemRecord, MeetingFile, MeetingRecord
from portal.meetings.imports.told_apart import MADE

A_DAY = timedelta(days=1)

SOURCES = {
    FileKind.LEGISTAR_EVENTS: "legistar",
    FileKind.LEGISTAR_ITEMS: "legistar",
    FileKind.LIST: "json",
    FileKind.CALENDAR: "ics",
    FileKind.TABLE: "csv",
}


@dataclass(frozen=True)
class Target:
    """Where meetings go: to the committee with this slug, or each to that of its body, or `otherwise` by name."""

    committee: str = ""
    otherwise: str = ""
    attribution: Translated = NOTHING
    lang: str = "en"


@dataclass(frozen=True)
class Known:
    """A meeting that was imported before. `untouched`: nobody but imports has written it since."""

    meeting_id: int
    committee: str
    external_id: str
    draft: MeetingDraft
    cancelled: bool
    status_word: str
    untouched: bool


@dataclass(frozen=True)
class New:
    """A meeting to add, to the committee of that slug, or to one of that name that is still to be made."""

    committee: str
    committee_name: str
    record: MeetingRecord
    draft: MeetingDraft


@dataclass(frozen=True)
class Changed:
    """A meeting whose source says something else now. Without `draft` it is only another status word."""

    known: Known
    draft: MeetingDraft | None
    cancelled: bool
    status_word: str


@dataclass
class Plan:
    """What an import does: `new_count` and `known_count` count records, of meetings and of items."""

    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    new_count: int = 0
    known_count: int = 0


def folded(name: str) -> str:
    """A committee's name as it is compared."""
    return " ".join(name.split()).casefold()


def plan(file: MeetingFile, target: Target, known: Iterable[Known], slugs: Mapping[str, str]) -> Plan:
    """Compare a file with what is known of its source; `slugs` are those of the committees by folded name."""
    todo = Plan(refusals=list(file.refusals))
    by_id: dict[str, list[Known]] = defaultdict(list)
    for each in known:
        by_id[each.external_id].append(each)
    for record in file.records:
        _place(record, target, by_id, slugs, todo)
    _attach(file.items, target, by_id, todo)
    for committee, count in todo.elsewhere.items():
        todo.notes.append(f"{count} were imported before, for committee {committee}: there they stay")
    return todo


def _place(
    record: MeetingRecord, target: Target, by_id: Mapping[str, list[Known]], slugs: Mapping[str, str], todo: Plan
) -> None:
    name = record.body or target.otherwise
    committee = target.committee or slugs.get(folded(name), "")
    draft = meeting_draft(record, committee, target.lang, with_body=bool(target.committee))
    candidates = by_id.get(record.external_id, ())
    there = next((known for known in candidates if known.committee == committee), None)
    if there is None and (elsewhere := next((known for known in candidates if _is_same(known, draft)), None)):
        todo.known_count += 1
        todo.elsewhere[elsewhere.committee] += 1
        return
    if there is None:
        whole = replace(draft, items=tuple(item_drafts(record.items, target.lang)))
        todo.new.append(New(committee, name, record, whole))
        todo.new_count += 1
        return
    todo.known_count += 1
    wanted = item_drafts(record.items, target.lang)
    items = merged(there.draft.items, wanted) if wanted else there.draft.items
    now = replace(draft, committee_slug=there.committee, items=items)
    _compare(record, there, now, todo)


def _is_same(known: Known, draft: MeetingDraft) -> bool:
    """Whether a meeting of another committee is this one. Two towns may use one number, or one title on one day."""
    there = known.draft
    same_day = abs(there.starts_at - draft.starts_at) < A_DAY and there.title == draft.title
    if known.external_id.startswith(MADE):
        return same_day and bool(draft.links) and there.links == draft.links
    return same_day


def _compare(record: MeetingRecord, there: Known, now: MeetingDraft, todo: Plan) -> None:
    same = now == there.draft and record.cancelled == there.cancelled
    if same and record.status_word == there.status_word:
        return
    name = f"record {record.number} (“{record.title}”)"
    if not there.untouched:
        todo.notes.append(f"{name} was changed here since its import; it stays as it is")
        return
    words = "only its status word is new" if same else "what its source says now is a new version of it"
    todo.notes.append(f"{name} has changed since its import: {words}")
    todo.changed.append(Changed(there, None if same else now, record.cancelled, record.status_word))


def _attach(items: Sequence[ItemRecord], target: Target, by_id: Mapping[str, list[Known]], todo: Plan) -> None:
    """Give items to their meetings, or refuse them by name."""
    by_event: dict[str, list[Known]] = defaultdict(list)
    for each in (known for group in by_id.values() for known in group):
        if not target.committee or each.committee == target.committee:
            by_event[each.external_id.split(":")[1] if ":" in each.external_id else ""].append(each)
    by_meeting: dict[str, list[ItemRecord]] = defaultdict(list)
    for item in items:
        by_meeting[item.meeting_id].append(item)
    for event, group in by_meeting.items():
        reason = _no_home(event, by_event.get(event, ()))
        if reason:
            todo.refusals.extend(Refusal(item.number, reason, item.title) for item in group)
        else:
            _add_items(by_event[event][0], group, target.lang, todo)


def _no_home(event: str, meetings: Sequence[Known]) -> str:
    if not meetings:
        return f"its meeting {event} is not here; import the events first"
    if len(meetings) > 1:
        return f"meetings of several committees have the number {event}; name one with --committee"
    return ""


def _add_items(meeting: Known, group: Sequence[ItemRecord], lang: str, todo: Plan) -> None:
    wanted = item_drafts(group, lang)
    there = {item.source: replace(item, number=None) for item in meeting.draft.items if item.source}
    fresh = {item.source for item in wanted if item.source not in there}
    if fresh and not meeting.untouched:
        reason = f"its meeting “{meeting.draft.title.best(lang)}” was changed here since; add the item on its page"
        todo.refusals.extend(Refusal(item.number, reason, item.title) for item in group if item.external_id in fresh)
        todo.known_count += len(group) - len(fresh)
        return
    todo.new_count += len(fresh)
    todo.known_count += len(group) - len(fresh)
    draft = replace(meeting.draft, items=merged(meeting.draft.items, wanted))
    if draft != meeting.draft and meeting.untouched:
        todo.changed.append(Changed(meeting, draft, meeting.cancelled, meeting.status_word))
        if changed := [item for item in wanted if item.source in there and there[item.source] != item]:
            todo.notes.append(f"{len(changed)} items of “{draft.title.best(lang)}” have changed since their import")
