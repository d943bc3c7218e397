"""Minutes as tests write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from portal.committees.models import Committee, Seat
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import queries, usecases
from portal.meetings.minuting.drafts import (
    Handling,
    ItemMinutes,
    Method,
    MinutesDraft,
    Motion,
    Presence,
    SeatRow,
    Vote,
)
from portal.meetings.models import ItemKind, Outcome
from tests.meetings.writing import an_item, post
from tests.support.builders import SCRIPT, words

NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eve")


def seat(name: str, committee: str = "steering", **others: Any) -> None:
    """One more seat of a committee."""
    with transaction():
        row = db.session.query(Committee).filter_by(slug=committee).one()
        count = db.session.query(Seat).filter_by(committee_id=row.id).count()
        db.session.add(Seat(committee_id=row.id, position=count + 1, name=name, **({"role": words("Member")} | others)))


def seats(*names: str) -> None:
    """Seats of the steering committee."""
    for name in names or NAMES:
        seat(name)


def held(slug: str | None = None, days_ago: int = 2, **others: Any) -> str:
    """A posted meeting that took place; its slug."""
    return post(**({"starts_at": now() - timedelta(days=days_ago)} | others))


def a_row(key: int, name: str = "", presence: Presence = Presence.PRESENT, **others: Any) -> SeatRow:
    """A seat as minutes hold it."""
    return SeatRow(key, name or NAMES[key - 1], words("Member"), presence=presence, **others)


def a_motion(text: str = "Buy ten lamps", **others: Any) -> Motion:
    """A motion that passed."""
    return Motion(text=words(text), **({"mover": 1, "seconder": 2, "outcome": Outcome.PASSED} | others))


def roll(yes: tuple[int, ...] = (), no: tuple[int, ...] = (), **others: tuple[int, ...]) -> dict[str, Any]:
    """A roll call as a motion's fields: the keys of who said what."""
    said = {Vote.YES: yes, Vote.NO: no} | {Vote(name): keys for name, keys in others.items()}
    votes = sorted((key, vote) for vote, keys in said.items() for key in keys)
    return {"method": Method.ROLL_CALL, "votes": tuple(votes)}


def written(slug: str) -> MinutesDraft:
    """The minutes of a meeting as they are written now."""
    meeting = queries.sheet(COMMAND_LINE, slug)
    assert meeting is not None
    found = queries.written_minutes(meeting.id)
    assert found is not None
    return found.draft


def record(slug: str, *items: ItemMinutes, presence: dict[int, Presence] | None = None, **others: Any) -> MinutesDraft:
    """Write minutes in which everybody was there, but as `presence` says, and these items; what is kept of them."""
    base = written(slug)
    said = presence or {}
    rows = tuple(
        row if row.is_vacant else replace(row, presence=said.get(row.key, Presence.PRESENT)) for row in base.seats
    )
    typed = {item.number: item for item in items}
    draft = replace(base, seats=rows, items=tuple(typed.get(item.number, item) for item in base.items), **others)
    usecases.write_minutes(actor=COMMAND_LINE, slug=slug, draft=draft)
    return written(slug)


def minuted(slug: str | None = None, *items: ItemMinutes, **others: Any) -> str:
    """A meeting with posted draft minutes; its slug."""
    slug = slug or held()
    record(slug, *(items or (ItemMinutes(1, words("We talked"), Handling.DECIDED, motions=(a_motion(),)),)), **others)
    usecases.post_minutes(actor=COMMAND_LINE, slug=slug)
    return slug


def approver(of: str, days_ago: int = 1, **others: Any) -> str:
    """A later meeting whose first item is to approve the minutes of `of`; its slug."""
    item = an_item("Approval", kind=ItemKind.APPROVAL, approves=of, **others)
    return held(days_ago=days_ago, title=Translated({"en": f"Later {SCRIPT}"}), items=(item,))
