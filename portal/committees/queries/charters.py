"""Reads of charters: their versions, and what the public record committed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import rfc8785
from sqlalchemy import func, select

from portal.committees.models import Charter, Committee
from portal.core.db import db
from portal.core.translated import Translated


@dataclass(frozen=True)
class CharterLine:
    """One version as lists show it. `reason` says why it took the place of the one before."""

    number: int
    adopted_on: date
    reason: Translated
    posted_at: datetime
    record_seq: int


@dataclass(frozen=True)
class CharterCard(CharterLine):
    """One version with its text, Markdown in each language."""

    text: Translated


@dataclass(frozen=True)
class KeptCharter:
    """A version as the public record must have it; `name` is what a fault calls it."""

    name: str
    record_seq: int
    posted_at: datetime
    text: str


def charter_lines(committee_id: int) -> list[CharterLine]:
    """Every version of a committee's charter, the first one first: numbers count from 1 without a gap."""
    wanted = (
        select(Charter.number, Charter.adopted_on, Charter.reason, Charter.posted_at, Charter.record_seq)
        .where(Charter.committee_id == committee_id)
        .order_by(Charter.number)
    )
    return [CharterLine(*row) for row in db.session.execute(wanted)]


def charter(committee_id: int, number: int) -> CharterCard | None:
    """One version by its number."""
    row = db.session.scalar(select(Charter).where(Charter.committee_id == committee_id, Charter.number == number))
    if row is None:
        return None
    return CharterCard(row.number, row.adopted_on, row.reason, row.posted_at, row.record_seq, row.text)


def last_charter_number(committee_id: int) -> int:
    """The number of the version in force; 0 before the first."""
    return db.session.scalar(select(func.max(Charter.number)).where(Charter.committee_id == committee_id)) or 0


def charter_text(text: Translated, adopted_on: date, reason: Translated) -> str:
    """What the public record commits to for a version: RFC 8785 JSON of its day, its reason and its text."""
    return rfc8785.dumps({"adopted_on": adopted_on.isoformat(), "reason": dict(reason), "text": dict(text)}).decode()


def charter_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the versions `<committee slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    slugs = {key.partition("/")[0] for key in wanted}
    rows = db.session.execute(
        select(Committee.slug, Charter)
        .join(Charter, Charter.committee_id == Committee.id)
        .where(Committee.slug.in_(slugs))
    )
    texts = {f"{slug}/{row.number}": charter_text(row.text, row.adopted_on, row.reason) for slug, row in rows}
    return {key: text for key, text in texts.items() if key in wanted}


def kept_charters() -> Iterator[KeptCharter]:
    """Every version of every charter, without holding them all in memory."""
    rows = db.session.execute(
        select(Committee.slug, Charter)
        .join(Charter, Charter.committee_id == Committee.id)
        .order_by(Charter.record_seq)
        .execution_options(yield_per=100)
    )
    for slug, row in rows:
        text = charter_text(row.text, row.adopted_on, row.reason)
        yield KeptCharter(f"version {row.number} of the charter of {slug}", row.record_seq, row.posted_at, text)
