"""A sheet as its page shows it: with the names, sums and groups that the page needs. Pure, so that previews use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from portal.core.translated import Translated
from portal.projects.models import RequirementState
from portal.projects.sheets.noted import Freezing, MilestoneLine, Score
from portal.projects.sheets.shapes import BudgetLine, Part, Sheet

Word = TypeVar("Word")


@dataclass(frozen=True)
class Values:
    """The partners by the value that they state: for the public alone, for both, for themselves alone, none."""

    public_only: tuple[Part, ...]
    both: tuple[Part, ...]
    private_only: tuple[Part, ...]
    neither: tuple[Part, ...]


@dataclass(frozen=True)
class SheetView:
    """A sheet with all that its page shows.

    `names` are the partners' by slug; `goal` is the title of its goal. `milestones` are None where only the planned
    days are shown, as in an older version; `freezing` where the criteria can still change.
    """

    sheet: Sheet
    names: Mapping[str, str]
    goal: Translated | None = None
    milestones: tuple[MilestoneLine, ...] | None = None
    scores: Mapping[str, tuple[Score, ...]] = field(default_factory=dict)
    freezing: Freezing | None = None

    @property
    def totals(self) -> tuple[tuple[str, Decimal], ...]:
        """The sum in each currency that more than one budget line has. Currencies are never added up."""
        return tuple(totals(self.sheet.budget))

    @property
    def values(self) -> Values:
        """Where public and private value meet."""
        return values(self.sheet.partners)

    def states(self, names: Mapping[RequirementState, Word]) -> list[tuple[Word, int]]:
        """How many requirements are in each state that there is, by its name."""
        counts = Counter(requirement.state for requirement in self.sheet.requirements)
        return [(name, counts[state]) for state, name in names.items() if counts[state]]


def totals(lines: Iterable[BudgetLine]) -> list[tuple[str, Decimal]]:
    """The sum in each currency that more than one line has, in the order of the lines."""
    amounts: dict[str, list[Decimal]] = {}
    for line in lines:
        if line.amount is not None:
            amounts.setdefault(line.currency, []).append(line.amount)
    return [(currency, sum(known, Decimal())) for currency, known in amounts.items() if len(known) > 1]


def values(parts: Iterable[Part]) -> Values:
    """The partners by the value that they state."""
    groups: dict[tuple[bool, bool], list[Part]] = {}
    for part in parts:
        groups.setdefault((bool(part.public_value), bool(part.private_value)), []).append(part)
    order = ((True, False), (True, True), (False, True), (False, False))
    return Values(*(tuple(groups.get(kind, ())) for kind in order))
