"""Comparing the rows of a table with what is already here: the same table twice enters nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from portal.comments.models import Stance
from portal.comments.taken_down.entries import Entry, Slip
from portal.comments.taken_down.keys import row_nonce
from portal.comments.taken_down.reading import Row, RowRefusal
from portal.comments.targets import TargetKey, TargetKind
from portal.core.errors import Refused


@dataclass(frozen=True)
class NewRow:
    """A row to enter: with the receipt of its slip, or one to be issued for `nonce`."""

    row: Row
    received_at: datetime
    nonce: bytes
    receipt_id: int | None


@dataclass(frozen=True)
class Plan:
    """What an import does: `new` is written, `known` is already there, the rest is refused."""

    new: tuple[NewRow, ...]
    known: int
    refusals: tuple[RowRefusal, ...]


def with_nonces(target: TargetKey, rows: Iterable[Row]) -> list[tuple[Row, bytes]]:
    """Each row with the nonce by which it is known again."""
    said: Counter[tuple[str, str, str]] = Counter()
    found = []
    for row in rows:
        same = (row.entry.occasion, row.entry.display_name, row.entry.body)
        said[same] += not row.id
        found.append((row, row_nonce(target, row.entry, row.id, said[same])))
    return found


def plan(
    rows: Iterable[tuple[Row, bytes]],
    slips: Mapping[str, Slip],
    entered: Mapping[bytes, str | None],
    moment_of: Callable[[Entry], datetime],
) -> Plan:
    """Sort rows out. `entered` are the nonces that were used, with the text where it still is as it was entered."""
    new: list[NewRow] = []
    refusals: list[RowRefusal] = []
    first: dict[str | bytes, Row] = {}
    known = 0
    for row, nonce in rows:
        key: str | bytes = row.entry.slip or nonce
        try:
            if _is_known(row, first.get(key), slips, entered, nonce):
                known += 1
                continue
            slip = slips.get(row.entry.slip)
            new.append(NewRow(row, moment_of(row.entry), nonce, slip.receipt_id if slip else None))
            first[key] = row
        except Refused as refusal:
            column = "day" if refusal.field == "said_on" else refusal.field or ""
            refusals.append(RowRefusal(row.number, column, refusal.message))
    return Plan(tuple(new), known, tuple(refusals))


def _is_known(
    row: Row, twin: Row | None, slips: Mapping[str, Slip], entered: Mapping[bytes, str | None], nonce: bytes
) -> bool:
    """Whether the row is here already; raises `Refused` where something else is in its place."""
    if twin is not None:
        if twin.entry.body == row.entry.body:
            return True
        words = _("Record %(number)s has the same one and another text.", number=twin.number)
        raise Refused(words, "slip" if row.entry.slip else "id")
    if row.entry.slip:
        return is_used(slips.get(row.entry.slip), row.entry.body)
    if nonce not in entered:
        return False
    if entered[nonce] not in {None, row.entry.body}:
        raise Refused(_("A comment with this id was entered before, with another text."), "id")
    return True


def is_used(slip: Slip | None, body: str) -> bool:
    """Whether this very text was entered for the slip; raises `Refused` for a slip that cannot take it."""
    if slip is None:
        raise Refused(_("No printed slip has this code. Compare it with the paper, group by group."), "slip")
    if slip.comment_id is None:
        return False
    if slip.body not in {None, body}:
        raise Refused(_("This slip was entered before, with another text."), "slip")
    return True


def refuse_stance(target: TargetKey, stance: Stance | None) -> None:
    """Only agenda items are supported or opposed."""
    if stance is not None and target.kind is not TargetKind.ITEM:
        raise Refused(_("Only a comment on an agenda item can support or oppose it."), "stance")
