"""Budgets of the standard as budget lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from portal.core.translated import Translated
from portal.projects.imports.said import BUDGET, BUDGET_LINE, FINAL_COST, everywhere
from portal.projects.oc4ids.parts import Part
from portal.projects.sheets.shapes import BudgetLine


class Money:
    """The budget lines of a project."""

    def __init__(self) -> None:
        self.lines: list[BudgetLine] = []

    def take_project(self, project: Part) -> None:
        """The budget, broken down where the source does so, and what it cost in the end."""
        budget = project.part("budget")
        if budget is not None:
            self._take_budget(budget)
        completion = project.part("completion")
        if completion is not None:
            final = completion.value("finalValue")
            if final[0] is not None:
                self._add(everywhere(FINAL_COST), *final)
            for asked_elsewhere in ("endDate", "endDateDetails"):
                completion.text(asked_elsewhere)
            completion.done()

    def _take_budget(self, budget: Part) -> None:
        total, currency = budget.value("amount")
        groups = budget.parts("budgetBreakdowns")
        flat = budget.parts("budgetBreakdown")  # before 0.9.4
        first = _breakdowns(groups[0]) if groups else flat
        for group in groups[1:]:
            # further groups divide the same money in another way
            group.left_out("further breakdown")
        before = len(self.lines)
        for each in first:
            self._take_line(each)
        added = self.lines[before:]
        if total is not None and not _adds_up(added, total, currency):
            self.lines.insert(before, BudgetLine("", everywhere(BUDGET), total, currency))
        budget.done()

    def _take_line(self, each: Part) -> None:
        amount, currency = each.value("amount")
        period, source = each.part("period"), each.part("sourceParty")
        starts = ends = None
        if period is not None:
            starts, ends = period.day("startDate"), period.day("endDate")
            period.done()
        name = source.text("name", 200) or source.text("id", 200) if source is not None else ""
        each.text("id")
        self._add(each.words("description") or everywhere(BUDGET_LINE), amount, currency, name, starts, ends)
        each.done()

    def _add(
        self,
        title: Translated,
        amount: Decimal | None,
        currency: str,
        source: str = "",
        starts: date | None = None,
        ends: date | None = None,
    ) -> None:
        self.lines.append(BudgetLine("", title, amount, currency, source, starts, ends))

    def keyed(self) -> tuple[BudgetLine, ...]:
        """All lines, each with its key."""
        return tuple(
            BudgetLine(f"B{number}", line.title, line.amount, line.currency, line.source, line.starts_on, line.ends_on)
            for number, line in enumerate(self.lines, 1)
        )


def _breakdowns(group: Part) -> list[Part]:
    found = group.parts("budgetBreakdown")
    for name in ("id", "description"):
        group.text(name)
    group.done()
    return found


def _adds_up(lines: list[BudgetLine], total: Decimal, currency: str) -> bool:
    return (
        bool(lines)
        and {line.currency for line in lines} == {currency}
        and total == sum((line.amount for line in lines if line.amount is not None), Decimal())
    )
