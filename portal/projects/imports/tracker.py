"""A row of a city's project tracker as a record. `docs/integrator.md` has the table; keep it in step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.core.imports import BadRecord, quoted, shortened
from portal.core.translated import Translated
from portal.projects.imports import names
from portal.projects.imports.phases import condition_in, phase_in
from portal.projects.imports.records import (
    MoveRecord,
    PageRecord,
    PartnerRecord,
    ProjectRecord,
    Remarks,
    Standing,
)
from portal.projects.imports.said import MANAGES, PROJECT_ENDS, PROJECT_STARTS, everywhere
from portal.projects.imports.values import (
    LONGEST_ID,
    LONGEST_LINE,
    amount,
    day,
    geometry,
    moment_text,
    one_line,
    position,
    summary_of,
    web_address,
    whole,
)
from portal.projects.models import Condition, PartnerKind
from portal.projects.sheets.shapes import BudgetLine, Milestone, Part, Sheet, SheetLink

THOUSAND = 1000
GEOMETRY = "geometry"


@dataclass(frozen=True)
class Units:
    """What the amounts of a file are, where somebody said so: as written otherwise, in no currency."""

    currency: str = ""
    thousands: bool = False


def read_row(number: int, cells: Mapping[str, Any], lang: str, units: Units, remarks: Remarks) -> ProjectRecord:
    """The project of a row; raises `BadRecord` with the column."""
    row = _Row(number, cells, remarks)
    id_column, identity = row.first(names.IDS)
    if not identity:
        raise BadRecord(f"{id_column or 'project_id'}: it is empty")
    if len(one_line(identity, LONGEST_ID + 1)) > LONGEST_ID:
        raise BadRecord(f"{id_column}: it is longer than {LONGEST_ID} characters")
    title_column, title = row.first(names.TITLES)
    if not title:
        raise BadRecord(f"{title_column or 'project_name'}: it is empty")
    _, status = row.first(names.STATUSES)
    _, agency = row.first(names.AGENCIES)
    partner = _partner(one_line(agency, 200))
    schedule = _Schedule(row, lang)
    phase = phase_in(status)
    return ProjectRecord(
        number=number,
        external_id=one_line(identity, LONGEST_ID),
        sheet=Sheet(
            milestones=tuple(schedule.milestones),
            budget=tuple(_budget(row, lang, units)),
            partners=(Part(partner.identity, role=everywhere(MANAGES)),) if partner else (),
            links=tuple(_links(row)),
        ),
        partners=(partner,) if partner else (),
        moves=tuple(schedule.moves),
        standing=Standing(phase, schedule.condition or condition_in(status)) if phase else None,
        status_word=one_line(status, 60),
        revision=moment_text(row.first(names.REVISIONS)[1]),
        page=_page(row, title, lang),
    )


def _page(row: _Row, title: str, lang: str) -> PageRecord:
    _, scope = row.first(names.SUMMARIES)
    area, address = (one_line(row.first(group)[1], 1000) for group in (names.AREAS, names.ADDRESSES))
    topic = one_line(row.first(names.CATEGORIES)[1], 1000)
    where = row.geometry()
    text, line = whole(scope) or one_line(title, 1000), one_line(title, 1000)
    summary = summary_of(" ".join(text.split()))
    # what is cut, and what has no place of its own, stands on the page: nothing of a row is lost
    cut = [each for each, most in ((line, LONGEST_LINE), (area, 80), (address, 300), (topic, 80)) if len(each) > most]
    parts = [*cut, text if " ".join(text.split()) != summary else "", "\n".join(row.rest())]
    return PageRecord(
        title=Translated({lang: shortened(line, LONGEST_LINE)}),
        summary=Translated({lang: summary}),
        body=Translated({lang: "\n\n".join(dict.fromkeys(filter(None, parts)))}),
        area=shortened(area, 80),
        address=shortened(address, 300),
        geometry=where,
        topics=(shortened(topic, 80),) if topic else (),
    )


def _partner(name: str) -> PartnerRecord | None:
    if not name:
        return None
    city = name.casefold().startswith(
        ("city of ", "town of ", "county of ", "village of ", "ayuntamiento ", "municipio ")
    )
    return PartnerRecord(
        identity=f"name:{' '.join(name.split()).casefold()}"[:255],
        name=name,
        kind=PartnerKind.MUNICIPALITY if city else PartnerKind.PUBLIC_BODY,
    )


def _budget(row: _Row, lang: str, units: Units) -> list[BudgetLine]:
    currency = units.currency or one_line(row.first(names.CURRENCIES)[1], 3).upper()
    found: list[BudgetLine] = []
    for name, cell in row.money():
        try:
            value = amount(cell)
        except ValueError as error:
            row.bad(name, cell, str(error))
            continue
        if value is not None:
            whole_amount = value * THOUSAND if units.thousands else value
            title = Translated({lang: one_line(names.as_words(name))})
            found.append(BudgetLine(f"B{len(found) + 1}", title, Decimal(whole_amount), currency))
    return found


def _links(row: _Row) -> list[SheetLink]:
    name, cell = row.first(names.LINKS)
    address = web_address(cell)
    if cell and not address:
        row.bad(name, cell, "it is no https address")
    return [SheetLink(one_line(names.as_words(name)), address)] if address else []


class _Schedule:
    """The milestones of a row, and why the last one moved."""

    def __init__(self, row: _Row, lang: str) -> None:
        self.milestones: list[Milestone] = []
        self.moves: list[MoveRecord] = []
        self.condition: Condition | None = None
        starts = row.day(names.STARTS)
        if starts:
            self.milestones.append(Milestone("M1", everywhere(PROJECT_STARTS), starts))
        planned, forecast, actual = (
            row.day(group) for group in (names.PLANNED_ENDS, names.FORECAST_ENDS, names.ACTUAL_ENDS)
        )
        if planned is None:
            planned, forecast = forecast, None
        reason = Translated({lang: whole(row.first(names.REASONS)[1])})
        if planned or actual or reason:
            key = f"M{len(self.milestones) + 1}"
            self.milestones.append(Milestone(key, everywhere(PROJECT_ENDS), planned))
            self._move(key, planned, forecast, actual, reason)

    def _move(
        self, key: str, planned: date | None, forecast: date | None, actual: date | None, reason: Translated
    ) -> None:
        if reason or (forecast and forecast != planned):
            self.moves.append(MoveRecord(key, forecast_on=forecast, reason=reason))
            self.condition = Condition.DELAYED if reason or (planned and forecast and forecast > planned) else None
        if actual:
            self.moves.append(MoveRecord(key, actual_on=actual))


class _Row:
    """The cells of a row by what their names mean. What was asked for is told from the rest."""

    def __init__(self, number: int, cells: Mapping[str, Any], remarks: Remarks) -> None:
        self._number = number
        self._cells = {name: cell for name, cell in cells.items() if name != GEOMETRY}
        self._shape = cells.get(GEOMETRY)
        self._plain: dict[str, str] = {}
        for name in self._cells:
            self._plain.setdefault(names.plain(name), name)
        self._asked: set[str] = set()
        self._remarks = remarks

    def first(self, wanted: Sequence[str]) -> tuple[str, str]:
        """The first filled cell under these names that nothing else took, with the name of its column."""
        column = ""
        for plain in wanted:
            name = self._plain.get(plain, "")
            if not name or name in self._asked:
                continue
            column = column or name
            text = self._text(name)
            if text:
                self._asked.add(name)
                return name, text
        return column, ""

    def day(self, wanted: Sequence[str]) -> date | None:
        """A day."""
        name, cell = self.first(wanted)
        try:
            return day(cell)
        except ValueError as error:
            self._asked.discard(name)  # it stays readable on the page
            self.bad(name, cell, str(error))
            return None

    def money(self) -> list[tuple[str, str]]:
        """The columns that hold amounts."""
        found = [name for name in self._cells if names.is_money(name)]
        self._asked.update(found)
        return [(name, self._text(name)) for name in found]

    def geometry(self) -> dict[str, Any] | None:
        """Where it is: a geometry of its own, or latitude and longitude."""
        (lat_name, latitude), (_, longitude) = self.first(names.LATITUDES), self.first(names.LONGITUDES)
        try:
            if self._shape is not None:
                return geometry(self._shape)
            if latitude and longitude:
                return {"type": "Point", "coordinates": position(latitude, longitude)}
        except ValueError as error:
            self.bad(lat_name or GEOMETRY, f"{latitude} {longitude}", str(error))
        return None

    def rest(self) -> list[str]:
        """What nothing asked for, as lines."""
        left = ((name, self._text(name)) for name in self._cells if name not in self._asked)
        return [f"{names.as_words(name)}: {text}" for name, text in left if text]

    def bad(self, name: str, cell: str, reason: str) -> None:
        """Say that a cell is not usable."""
        self._remarks.unusable.append(f"record {self._number}: {name} ({quoted(cell)}): {reason}")

    def _text(self, name: str) -> str:
        cell = self._cells[name]
        text = whole(cell) if isinstance(cell, str) else one_line(cell, 1000)
        return "" if names.says_nothing(text) else text
