"""The tables of results as they are kept in PublishedResults and shown on pages. None is a figure that is hidden."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from portal.core.translated import Translated


@dataclass(frozen=True)
class Line:
    """One choice or bin. `n` gave it, `share` of those who were asked; `place` is its mean place in a ranking.

    `low` and `high` bound a bin of numbers: from `low` on, below `high`; None is open. `refused` is a choice by which
    people say that they do not know or do not want to say: it stands apart from the others, the last.
    """

    name: str
    label: Translated
    n: int | None
    share: float | None
    place: float | None = None
    low: float | None = None
    high: float | None = None
    refused: bool = False


@dataclass(frozen=True)
class Quartiles:
    """A quarter of all numbers lies at about `first` or below, half by `median`, three quarters by `third`.

    They are reckoned from the bins; None where one lies in a bin that is open to one side.
    """

    first: float | None
    median: float | None
    third: float | None


@dataclass(frozen=True)
class CrossRow:
    """A group with its figures in the order of the table's lines; `name` is "" for all other groups together.

    `asked` and `blank` are as in Table.
    """

    name: str
    label: Translated
    asked: int | None
    blank: int | None
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Cross:
    """A question broken down by one of DIMENSIONS."""

    dimension: str
    rows: tuple[CrossRow, ...]


@dataclass(frozen=True)
class Table:
    """What was answered to one question. `shape` is "choices", "several", "rank", "numbers" or "count".

    `withheld`: so few answered that nothing of it can be shown.
    """

    path: str
    label: Translated
    shape: str
    lines: tuple[Line, ...]
    asked: int | None
    answered: int | None
    blank: int | None
    not_asked: int | None
    quartiles: Quartiles | None = None
    crosses: tuple[Cross, ...] = ()
    withheld: bool = False


@dataclass(frozen=True)
class Results:
    """All tables of a survey, and how many responses they count; None: fewer than can be told.

    `reached` is how many an invitation reached, None where anybody could answer.
    """

    responses: int | None
    tables: tuple[Table, ...]
    reached: int | None = None

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return self.responses is None or any(map(_hides, self.tables))


def _hides(table: Table) -> bool:
    figures = [table.asked, table.blank, table.not_asked, *(line.n for line in table.lines)]
    rows = [row for cross in table.crosses for row in cross.rows]
    return table.withheld or None in figures or any(None in (row.asked, row.blank, *row.cells) for row in rows)


def as_json(results: Results) -> list[Any]:
    """What is kept of `results`: first how many responses, then the tables."""
    head = {"responses": results.responses, "reached": results.reached}
    return [head, *(_plain(asdict(table)) for table in results.tables)]


def from_json(kept: list[Any]) -> Results:
    """The results that `as_json` wrote."""
    return Results(kept[0]["responses"], tuple(map(_table, kept[1:])), kept[0].get("reached"))


def _plain(value: Any) -> Any:
    if isinstance(value, dict | Translated):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _table(kept: dict[str, Any]) -> Table:
    quartiles = kept["quartiles"]
    said = {
        "label": Translated(kept["label"]),
        "lines": tuple(Line(**_labelled(line)) for line in kept["lines"]),
        "quartiles": Quartiles(**quartiles) if quartiles else None,
        "crosses": tuple(Cross(one["dimension"], tuple(map(_row, one["rows"]))) for one in kept["crosses"]),
    }
    return Table(**{**kept, **said})


def _row(kept: dict[str, Any]) -> CrossRow:
    return CrossRow(**{**_labelled(kept), "cells": tuple(kept["cells"])})


def _labelled(kept: dict[str, Any]) -> dict[str, Any]:
    return {**kept, "label": Translated(kept["label"])}
