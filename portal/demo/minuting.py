"""The minutes of the illustrative town: written and posted after a meeting, approved by the next one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from portal.core.formats import from_local, local
from portal.core.translated import Translated
from portal.demo.people import actor
from portal.meetings import queries
from portal.meetings.minuting.drafts import (
    Conflict,
    FollowUp,
    Handling,
    ItemMinutes,
    Method,
    MinutesDraft,
    Motion,
    Presence,
    SeatRow,
    Tally,
    Vote,
)
from portal.meetings.models import Outcome
from portal.meetings.usecases import approve_minutes, post_minutes, write_minutes


def record_minutes(words: dict[str, Any]) -> None:
    """Write the minutes of a meeting, as a clerk who was there."""
    clerk = actor("clerk")
    meeting = queries.sheet(clerk, words["meeting"])
    written = queries.written_minutes(meeting.id) if meeting else None
    if meeting is None or written is None:
        raise LookupError(f"the meeting {words['meeting']} was not posted")
    draft = _draft(words, written.draft, meeting.starts_at)
    write_minutes(actor=clerk, slug=meeting.slug, draft=draft, loaded=written.loaded)


def publish_minutes(words: dict[str, Any]) -> None:
    """Post them as draft minutes."""
    post_minutes(actor=actor("clerk"), slug=words["meeting"])


def note_approval(words: dict[str, Any]) -> None:
    """Note the item of the later meeting that approved them."""
    by = words["approved"]
    approve_minutes(actor=actor("clerk"), slug=words["meeting"], by_slug=by["meeting"], by_item=by["item"])


def _draft(words: dict[str, Any], blank: MinutesDraft, starts_at: datetime) -> MinutesDraft:
    keys = {seat.name: seat.key for seat in blank.seats}
    said = {item["number"]: item for item in words["items"]}
    day = local(starts_at).date()
    return MinutesDraft(
        seats=tuple(_seat(seat, words) for seat in blank.seats),
        quorum_rule=blank.quorum_rule,
        called_to_order=from_local(datetime.combine(day, time.fromisoformat(words["called_to_order"]))),
        adjourned=from_local(datetime.combine(day, time.fromisoformat(words["adjourned"]))),
        guests=Translated(words["guests"]),
        items=tuple(_item(said[item.number], keys, starts_at) if item.number in said else item for item in blank.items),
    )


def _seat(seat: SeatRow, words: dict[str, Any]) -> SeatRow:
    presence = Presence(words["elsewhere"].get(seat.name, "present"))
    note = words.get("notes_on", {}).get(seat.name, "")
    return SeatRow(seat.key, seat.name, seat.role, seat.organisation, seat.votes, presence, note)


def _item(words: dict[str, Any], keys: dict[str, int], starts_at: datetime) -> ItemMinutes:
    return ItemMinutes(
        number=words["number"],
        notes=Translated({tag: text.strip() for tag, text in words.get("notes", {}).items()}),
        handling=Handling(words["handling"]),
        continued_to=words.get("continued_to", ""),
        conflicts=tuple(Conflict(keys[c["name"]], c["text"], c["recused"]) for c in words.get("conflicts", ())),
        motions=tuple(_motion(motion, words, keys, starts_at) for motion in words.get("motions", ())),
    )


def _motion(words: dict[str, Any], item: dict[str, Any], keys: dict[str, int], starts_at: datetime) -> Motion:
    due = local(starts_at).date() + timedelta(days=words["due_days_after"]) if "due_days_after" in words else None
    method = Method(words["method"])
    return Motion(
        text=Translated(words["text"]),
        also=tuple(words.get("also", ())),
        mover=keys[words["mover"]],
        seconder=keys[words["seconder"]],
        method=method,
        typed=Tally(*words["count"]) if "count" in words else None,
        votes=tuple(_votes(words, item, keys)) if method is Method.ROLL_CALL else (),
        outcome=Outcome(words["outcome"]),
        conditions=Translated(words.get("conditions")),
        follow_up=FollowUp(Translated(words.get("follow_up")), words.get("owner", ""), due),
    )


def _votes(words: dict[str, Any], item: dict[str, Any], keys: dict[str, int]) -> list[tuple[int, Vote]]:
    said = {name: vote for vote in Vote for name in words.get(vote.value, ())}
    recused = {c["name"]: Vote.RECUSED for c in item.get("conflicts", ()) if c["recused"]}
    return [(keys[name], vote) for name, vote in (said | recused).items()]
