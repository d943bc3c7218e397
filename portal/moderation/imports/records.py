"""One record of a feedback file: what it must hold, and the words that say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from portal.core.imports import BadRecord, quoted

LONGEST_BODY = 10_000
LONGEST_ID = 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")
_LARGEST_COUNT = 2**31 - 1
VERDICTS = {"1": True, "0": None, "-1": False}


@dataclass(frozen=True)
class FeedbackRecord:
    """One comment as the file has it. `accepted` is None where nobody had looked at it yet."""

    number: int
    external_id: str
    body: str
    received_at: datetime
    accepted: bool | None
    agrees: int | None
    disagrees: int | None
    seed: bool


def read_record(number: int, cells: Mapping[str, str], latest: datetime) -> FeedbackRecord:
    """The record with these cells by column name; raises `BadRecord`. No time after `latest` is believed."""
    for name, value in cells.items():
        _refuse_unreadable(name, value)
    return FeedbackRecord(
        number=number,
        external_id=_external_id(cells["comment-id"].strip()),
        body=_body(cells["comment-body"]),
        received_at=_time(cells["timestamp"].strip(), latest),
        accepted=_verdict(cells["moderated"].strip()),
        agrees=_count(cells.get("agrees", "")),
        disagrees=_count(cells.get("disagrees", "")),
        seed=_seed(cells),
    )


def _refuse_unreadable(name: str, value: str) -> None:
    if "\0" in value:
        raise BadRecord(f"{name} holds a NUL character")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadRecord(f"{name} holds bytes that cannot be read in the file's encoding")


def _external_id(value: str) -> str:
    if not value:
        raise BadRecord("comment-id is empty")
    if len(value) > LONGEST_ID:
        raise BadRecord(f"comment-id is longer than {LONGEST_ID} characters")
    return value


def _body(value: str) -> str:
    """The text to the letter: only what is empty or too long is refused."""
    if not value.strip():
        raise BadRecord("comment-body is empty")
    if len(value) > LONGEST_BODY:
        raise BadRecord(f"comment-body has {len(value):,} characters; the most is {LONGEST_BODY:,}")
    return value


def _time(value: str, latest: datetime) -> datetime:
    if not _WHOLE_NUMBER.fullmatch(value):
        raise BadRecord(f"timestamp is not a whole number of milliseconds: {quoted(value)}")
    try:
        moment = _EPOCH + timedelta(milliseconds=int(value))
    except OverflowError:
        raise BadRecord(f"timestamp is out of range: {quoted(value)}") from None
    if moment < _EARLIEST:
        raise BadRecord(f"timestamp {value} lies before 1990; it counts milliseconds since 1970")
    if moment > latest:
        raise BadRecord(f"timestamp {value} lies in the future")
    return moment


def _verdict(value: str) -> bool | None:
    if value not in VERDICTS:
        raise BadRecord(f"moderated is neither 1, 0 nor -1: {quoted(value)}")
    return VERDICTS[value]


def _count(value: str) -> int | None:
    """A number of votes; anything else is unknown rather than a reason to lose the comment."""
    stripped = value.strip()
    if not _WHOLE_NUMBER.fullmatch(stripped):
        return None
    return int(stripped) if 0 <= int(stripped) <= _LARGEST_COUNT else None


def _seed(cells: Mapping[str, str]) -> bool:
    """Whether the organisers wrote it: the file says so, or its author has the number 0."""
    if "is-seed" in cells:
        return cells["is-seed"].strip().lower() in {"true", "1"}
    return cells.get("author-id", "").strip() == "0"
