"""Erasing again what a restored backup brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core import base32
from portal.core.permissions import Actor
from portal.core.usecase import transaction
from portal.retention import queries
from portal.retention.erasing import bury, erase
from portal.retention.tombstones import Line

BATCH = 100


@dataclass(frozen=True)
class Replayed:
    """What became of the lines of the list: erased again, erased already (or never here), held since by the law."""

    again: int = 0
    already: int = 0
    held: int = 0


def replay(actor: Actor, lines: Sequence[Line]) -> Replayed:
    """Erase what these lines name, as far as it is here. Again does no harm."""
    wanted = {key: line for line in lines if (key := _key(line)) is not None}
    here = queries.still_here(list(wanted))
    again = held = 0
    for start in range(0, len(wanted), BATCH):
        part = dict(list(wanted.items())[start : start + BATCH])
        with transaction():
            # a hold that is older than the erasure had ended by then; the backup does not know it yet
            kept = {key for key, line in part.items() if queries.held_after([key], line.erased_at)} & here
            held += len(kept)
            for key, line in part.items():
                if key in here - kept:
                    again += erase(actor, [key], line.asked_by, "replayed", line.erased_at)
            bury([line for key, line in part.items() if key not in kept])
    return Replayed(again, len({line.subject for line in lines}) - again - held, held)


def missing(lines: Sequence[Line]) -> list[Line]:
    """The lines without a tombstone in the database: it is older than they are."""
    known = queries.buried([line.subject for line in lines])
    return [line for line in lines if line.subject not in known]


def _key(line: Line) -> int | None:
    kind, _, key = line.subject.partition(":")
    try:
        return base32.decode(base32.tidy(key)) if kind == "comment" and key else None
    except ValueError:
        return None
