"""The one form in which minutes are kept and committed to: plain JSON values, made of a draft and read back."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import rfc8785

from portal.core.formats import iso
from portal.core.translated import Translated
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


def content_of(draft: MinutesDraft) -> dict[str, Any]:
    """The whole of `draft` as JSON values. Motions without a number get those after the highest there ever was."""
    known = (motion.number or 0 for item in draft.items for motion in item.motions)
    last = max([draft.last_motion, *known])
    fresh = itertools.count(last + 1)
    items = [_item_content(item, fresh) for item in draft.items]
    return {
        "seats": [_seat_content(seat) for seat in draft.seats],
        "quorum_rule": draft.quorum_rule,
        "called_to_order": iso(draft.called_to_order) if draft.called_to_order else None,
        "adjourned": iso(draft.adjourned) if draft.adjourned else None,
        "guests": dict(draft.guests),
        "notes": dict(draft.notes),
        "items": items,
        "last_motion": max([last, *(motion["number"] for item in items for motion in item["motions"])]),
    }


def _seat_content(seat: SeatRow) -> dict[str, Any]:
    return {
        "key": seat.key,
        "name": seat.name,
        "role": dict(seat.role),
        "organisation": seat.organisation,
        "votes": seat.votes,
        "presence": seat.presence.value,
        "note": seat.note,
    }


def _item_content(item: ItemMinutes, fresh: Iterator[int]) -> dict[str, Any]:
    return {
        "number": item.number,
        "notes": dict(item.notes),
        "handling": item.handling.value,
        "continued_to": item.continued_to,
        "conflicts": [{"seat": c.seat, "text": c.text, "recused": c.recused} for c in item.conflicts],
        "motions": [_motion_content(motion, motion.number or next(fresh)) for motion in item.motions],
    }


def _motion_content(motion: Motion, number: int) -> dict[str, Any]:
    count, due = motion.typed, motion.follow_up.due_on
    return {
        "number": number,
        "text": dict(motion.text),
        "also": list(motion.also),
        "mover": motion.mover,
        "seconder": motion.seconder,
        "method": motion.method.value,
        "typed": {"yes": count.yes, "no": count.no, "abstain": count.abstain} if count else None,
        "votes": [{"seat": seat, "vote": vote.value} for seat, vote in motion.votes],
        "outcome": motion.outcome.value if motion.outcome else None,
        "conditions": dict(motion.conditions),
        "follow_up": {
            "text": dict(motion.follow_up.text),
            "owner": motion.follow_up.owner,
            "due_on": due.isoformat() if due else None,
        },
    }


def draft_from(content: Mapping[str, Any]) -> MinutesDraft:
    """The draft that `content` was made of."""
    return MinutesDraft(
        seats=tuple(_seat_from(seat) for seat in content["seats"]),
        quorum_rule=content["quorum_rule"],
        called_to_order=_moment(content["called_to_order"]),
        adjourned=_moment(content["adjourned"]),
        guests=Translated(content["guests"]),
        notes=Translated(content["notes"]),
        items=tuple(_item_from(item) for item in content["items"]),
        last_motion=content["last_motion"],
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _seat_from(seat: Mapping[str, Any]) -> SeatRow:
    return SeatRow(
        key=seat["key"],
        name=seat["name"],
        role=Translated(seat["role"]),
        organisation=seat["organisation"],
        votes=seat["votes"],
        presence=Presence(seat["presence"]),
        note=seat["note"],
    )


def _item_from(item: Mapping[str, Any]) -> ItemMinutes:
    return ItemMinutes(
        number=item["number"],
        notes=Translated(item["notes"]),
        handling=Handling(item["handling"]),
        continued_to=item["continued_to"],
        conflicts=tuple(Conflict(c["seat"], c["text"], c["recused"]) for c in item["conflicts"]),
        motions=tuple(_motion_from(motion) for motion in item["motions"]),
    )


def _motion_from(motion: Mapping[str, Any]) -> Motion:
    later = motion["follow_up"]
    return Motion(
        text=Translated(motion["text"]),
        number=motion["number"],
        also=tuple(motion["also"]),
        mover=motion["mover"],
        seconder=motion["seconder"],
        method=Method(motion["method"]),
        typed=Tally(**motion["typed"]) if motion["typed"] else None,
        votes=tuple((vote["seat"], Vote(vote["vote"])) for vote in motion["votes"]),
        outcome=Outcome(motion["outcome"]) if motion["outcome"] else None,
        conditions=Translated(motion["conditions"]),
        follow_up=FollowUp(
            Translated(later["text"]), later["owner"], date.fromisoformat(later["due_on"]) if later["due_on"] else None
        ),
    )


def minutes_text(content: Mapping[str, Any]) -> str:
    """What the public record commits to for posted minutes: RFC 8785 JSON of their content."""
    return rfc8785.dumps(dict(content)).decode()


def fingerprint(draft: MinutesDraft) -> str:
    """Tells one state of the minutes from another; forms carry it, so that nobody saves over somebody else."""
    return hashlib.sha256(minutes_text(content_of(draft)).encode()).hexdigest()[:20]
