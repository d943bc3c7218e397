"""Comparing a file's records with what is already here: the same import twice adds nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from portal.core.imports import Refusal
from portal.moderation.imports.records import FeedbackRecord


@dataclass(frozen=True)
class Plan:
    """What an import does: `new` is written, `known` are already there, the rest is refused.

    `erased` of those that are known were erased here; their texts do not come back.
    """

    new: tuple[FeedbackRecord, ...]
    known: int
    refusals: tuple[Refusal, ...]
    erased: int = 0


def plan(
    records: Iterable[FeedbackRecord], known: Mapping[str, str | None], erased: Container[str] = frozenset()
) -> Plan:
    """Sort records out against the texts that are `known` by comment-id, and against one another.

    None is a text that is not comparable any more, so its record is known by its id alone.
    """
    new: list[FeedbackRecord] = []
    refusals: list[Refusal] = []
    earlier: dict[str, FeedbackRecord] = {}
    again = gone = 0
    for record in records:
        twin = earlier.get(record.external_id)
        there = twin.body if twin else known.get(record.external_id)
        if twin is None and there is None and record.external_id in known:
            again += 1
            gone += record.external_id in erased
        elif there is None:
            earlier[record.external_id] = record
            new.append(record)
        elif _alike(there, record.body):
            again += 1
        else:
            refusals.append(Refusal(record.number, _taken(record, twin)))
    return Plan(tuple(new), again, tuple(refusals), gone)


def _alike(one: str, other: str) -> bool:
    """The same text; spreadsheets change line ends when they save."""
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def _taken(record: FeedbackRecord, twin: FeedbackRecord | None) -> str:
    if twin is not None:
        return f"record {twin.number} has the same comment-id {record.external_id} and another text"
    return (
        f"comment-id {record.external_id} was imported before with another text; "
        "for another conversation, give it a name of its own with --conversation"
    )
