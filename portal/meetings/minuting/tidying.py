"""Minutes as they will be read back: no empty rows, no reference to a seat or an item that is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.meetings.minuting.drafts import (
    Conflict,
    Handling,
    ItemMinutes,
    Method,
    MinutesDraft,
    Motion,
    Presence,
    SeatRow,
)


def tidied(draft: MinutesDraft, posted: bool) -> MinutesDraft:
    """`draft` without what says nothing. Before the first posting motions are numbered in the order of the day."""
    begun, ended = _whole_minute(draft.called_to_order), _whole_minute(draft.adjourned)
    if begun and ended and ended <= begun:
        raise Refused(_("Enter an end that is after the beginning"), "adjourned")
    seats = {seat.key for seat in draft.seats}
    known = {item.number for item in draft.items}
    items = tuple(_tidied_item(item, seats, known) for item in draft.items)
    return replace(
        draft,
        seats=tuple(replace(seat, presence=Presence.UNKNOWN) if seat.is_vacant else seat for seat in draft.seats),
        called_to_order=begun,
        adjourned=ended,
        items=tuple(_distinct(items)) if posted else tuple(_renumbered(items)),
        last_motion=draft.last_motion if posted else 0,
    )


def _whole_minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0, microsecond=0) if moment else None


def _tidied_item(item: ItemMinutes, seats: Collection[int], known: Collection[int]) -> ItemMinutes:
    return replace(
        item,
        continued_to=item.continued_to if item.handling is Handling.CONTINUED else "",
        conflicts=tuple(
            Conflict(_one_of(conflict.seat, seats), conflict.text, conflict.recused)
            for conflict in item.conflicts
            if conflict.text or conflict.seat in seats
        ),
        motions=tuple(_tidied_motion(motion, item, seats, known) for motion in item.motions if not is_blank(motion)),
    )


def is_blank(motion: Motion) -> bool:
    """Whether nothing was said about a motion."""
    said = (motion.text, motion.mover, motion.seconder, motion.typed, motion.votes, motion.outcome)
    return not any((*said, motion.conditions, motion.follow_up))


def _tidied_motion(motion: Motion, item: ItemMinutes, seats: Collection[int], known: Collection[int]) -> Motion:
    roll_call = motion.method is Method.ROLL_CALL
    votes = {seat: vote for seat, vote in motion.votes if seat in seats} if roll_call else {}
    return replace(
        motion,
        also=tuple(sorted(set(motion.also) & set(known) - {item.number})),
        mover=_one_of(motion.mover, seats),
        seconder=_one_of(motion.seconder, seats),
        votes=tuple(sorted(votes.items())),
        typed=None if votes else motion.typed,
    )


def _one_of(seat: int | None, seats: Collection[int]) -> int | None:
    return seat if seat in seats else None


def _renumbered(items: Iterable[ItemMinutes]) -> Iterable[ItemMinutes]:
    number = 0
    for item in items:
        motions = []
        for motion in item.motions:
            number += 1
            motions.append(replace(motion, number=number))
        yield replace(item, motions=tuple(motions))


def _distinct(items: Iterable[ItemMinutes]) -> Iterable[ItemMinutes]:
    """Each number once: a row that claims another's gets a new one."""
    taken: set[int] = set()
    for item in items:
        motions = []
        for motion in item.motions:
            number = None if motion.number in taken else motion.number
            taken |= {number} if number else set()
            motions.append(replace(motion, number=number))
        yield replace(item, motions=tuple(motions))


def with_items(draft: MinutesDraft, numbers: Sequence[int]) -> MinutesDraft:
    """The minutes of exactly the items of the agenda, in its order; what was written of others stays behind them."""
    written = {item.number: item for item in draft.items}
    others = [item for item in draft.items if item.number not in numbers and item != ItemMinutes(item.number)]
    return replace(draft, items=(*(written.get(n, ItemMinutes(n)) for n in numbers), *others))


def reseated(draft: MinutesDraft, seats: Sequence[SeatRow], rule: int | None) -> MinutesDraft:
    """The minutes with the seats as the committee has them now; who is still there keeps key and attendance."""
    known = {(seat.name, seat.role, seat.organisation): seat for seat in draft.seats}
    last = max((seat.key for seat in draft.seats), default=0)
    rows = []
    for seat in seats:
        old = known.pop((seat.name, seat.role, seat.organisation), None)
        last += old is None
        rows.append(replace(old, votes=seat.votes) if old else replace(seat, key=last))
    return replace(draft, seats=tuple(rows), quorum_rule=rule)
