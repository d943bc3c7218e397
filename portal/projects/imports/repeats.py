"""Seeing to it that each record of a file has an id of its own.

The rule for records of one id: the one that says it was updated last stands; where none says so, the first stands.
One that repeats another word for word is folded into it. The others are refused by name, and so counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from portal.core.imports import Refusal
from portal.projects.imports.records import ProjectRecord


def told_apart(records: Iterable[ProjectRecord]) -> Iterator[ProjectRecord | Refusal]:
    """One record of each id; for every other the refusal that says which record stands for it."""
    by_id: dict[str, list[ProjectRecord]] = defaultdict(list)
    for record in records:
        by_id[record.external_id].append(record)
    for group in by_id.values():
        winner = max(group, key=lambda record: (record.revision, -record.number))
        yield winner
        for record in group:
            if record is not winner:
                yield Refusal(record.number, _reason(record, winner), record.name)


def _reason(record: ProjectRecord, winner: ProjectRecord) -> str:
    identity = f"it has the id {record.external_id} of record {winner.number}"
    if record.digest == winner.digest:
        return f"{identity} and repeats it word for word"
    if record.revision != winner.revision:
        return f"{identity}, which was updated later and stands for both"
    return f"{identity}, which comes first and stands for both"
