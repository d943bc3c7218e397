"""The sections of a project sheet, each written on a page of its own: two clerks may write two of them at once."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from portal.projects.sheets.contents import fingerprint
from portal.projects.sheets.keys import LETTERS
from portal.projects.sheets.shapes import Sheet


class Section(StrEnum):
    """One section, named as in its address."""

    PURPOSE = "purpose"
    MANDATE = "mandate"
    REQUIREMENTS = "requirements"
    MILESTONES = "milestones"
    MATURITY = "maturity"
    BUDGET = "budget"
    CRITERIA = "criteria"
    PARTNERS = "partners"
    LINKS = "links"


PARTS = {section: (section.value,) for section in Section} | {Section.PURPOSE: ("vision", "goal", "champions")}
# How many rows may be added. What was imported may hold more, and stays.
MOST_ROWS = {
    "champions": 20,
    "requirements": 100,
    "milestones": 60,
    "budget": 60,
    "criteria": 40,
    "partners": 40,
    "links": 30,
}


def with_section(base: Sheet, section: Section, other: Sheet) -> Sheet:
    """`base` with the section as it is in `other`."""
    return replace(base, **{name: getattr(other, name) for name in PARTS[section]})


def section_fingerprint(sheet: Sheet, section: Section) -> str:
    """Tells one state of a section from another, whatever stands in the others."""
    return fingerprint(with_section(Sheet(), section, sheet))


def says_the_same(one: Sheet, other: Sheet, section: Section) -> bool:
    """Whether both say the same in the section, were it not for the keys that new rows have yet to be given."""
    return with_section(Sheet(), section, _keyless(one)) == with_section(Sheet(), section, _keyless(other))


def has_too_many_rows(sheet: Sheet, base: Sheet) -> str | None:
    """The part of `sheet` that has more rows than may be added to `base`; None where all is well."""
    for part, most in MOST_ROWS.items():
        if len(getattr(sheet, part)) > max(most, len(getattr(base, part))):
            return part
    return None


def _keyless(sheet: Sheet) -> Sheet:
    rows: dict[str, Any] = {part: tuple(replace(row, key="") for row in getattr(sheet, part)) for part in LETTERS}
    return replace(sheet, **rows)
