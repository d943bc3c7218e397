"""Requirements that took the place of others: each names one of the same sheet, and no chain runs in a circle."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from portal.projects.models import RequirementState
from portal.projects.sheets.shapes import Requirement


class Fault(StrEnum):
    """What can be wrong with the name of the requirement that took another's place."""

    LACKS = "lacks"
    IS_IDLE = "is idle"
    IS_ITSELF = "is itself"
    IS_UNKNOWN = "is unknown"
    RUNS_IN_A_CIRCLE = "runs in a circle"


def superseding_faults(requirements: Sequence[Requirement]) -> dict[int, Fault]:
    """What is wrong, by the place of the requirement, counted from 0."""
    follows = {row.key: row.superseded_by for row in requirements if row.key}
    found = ((at, _fault(row, follows)) for at, row in enumerate(requirements))
    return {at: fault for at, fault in found if fault is not None}


def _fault(row: Requirement, follows: dict[str, str]) -> Fault | None:
    is_superseded = row.state is RequirementState.SUPERSEDED
    if not row.superseded_by:
        return Fault.LACKS if is_superseded else None
    if not is_superseded:
        return Fault.IS_IDLE
    if row.superseded_by == row.key:
        return Fault.IS_ITSELF
    if row.superseded_by not in follows:
        return Fault.IS_UNKNOWN
    return Fault.RUNS_IN_A_CIRCLE if _returns(row.key, follows) else None


def _returns(key: str, follows: dict[str, str]) -> bool:
    """Whether whoever follows the chain from `key` comes to a place for the second time."""
    seen, at = {key}, follows.get(key, "")
    while at:
        if at in seen:
            return True
        seen.add(at)
        at = follows.get(at, "")
    return False
