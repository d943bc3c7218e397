"""What a sheet still lacks, in words for the clerk. It is advice: partners may agree on less, and go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.projects.models import RequirementState
from portal.projects.sheets.sections import Section
from portal.projects.sheets.shapes import Sheet

PAST = {RequirementState.DROPPED, RequirementState.SUPERSEDED}


@dataclass(frozen=True)
class Advice:
    """One thing that the sheet would be better with, and the section where it is written."""

    section: Section
    words: str


def advice(sheet: Sheet) -> list[Advice]:
    """All that lacks, in the order of the sections."""
    return [Advice(section, words) for section, found in _lacking(sheet) for words in found]


def _lacking(sheet: Sheet) -> Iterator[tuple[Section, Iterator[str]]]:
    yield Section.PURPOSE, _purpose(sheet)
    yield Section.MANDATE, _mandate(sheet)
    yield Section.REQUIREMENTS, _requirements(sheet)
    yield Section.MILESTONES, _milestones(sheet)
    yield Section.MATURITY, _maturity(sheet)
    yield Section.CRITERIA, _criteria(sheet)
    yield Section.PARTNERS, _partners(sheet)


def _purpose(sheet: Sheet) -> Iterator[str]:
    if not sheet.vision:
        yield _("Write the vision of the project.")
    if not sheet.goal:
        yield _("Choose the goal that the project serves.")
    if not sheet.champions:
        yield _("Name a champion.")


def _mandate(sheet: Sheet) -> Iterator[str]:
    if not sheet.mandate.freedom:
        yield _("Say what the partners may explore freely.")
    if not sheet.mandate.limits:
        yield _("Say where the limits are.")
    if not sheet.mandate.given_by:
        yield _("Say who gave the mandate.")


def _requirements(sheet: Sheet) -> Iterator[str]:
    live = [row for row in sheet.requirements if row.state not in PAST]
    if not live:
        yield _("Add at least one requirement.")
    if keys := _without(live, "test"):
        yield _("Say how it is tested: %(keys)s.", keys=keys)
    if keys := _without(live, "owner"):
        yield _("Say who answers for it: %(keys)s.", keys=keys)


def _milestones(sheet: Sheet) -> Iterator[str]:
    if not sheet.milestones:
        yield _("Add at least one milestone.")
    if keys := _without(sheet.milestones, "planned_on"):
        yield _("Enter the planned day: %(keys)s.", keys=keys)


def _maturity(sheet: Sheet) -> Iterator[str]:
    if sheet.maturity.level is None:
        yield _("Choose how ready the technology is.")
    elif not sheet.maturity.evidence:
        yield _("Say what shows that level.")


def _criteria(sheet: Sheet) -> Iterator[str]:
    if not sheet.criteria:
        yield _("Add at least one success criterion.")
    if keys := _without(sheet.criteria, "target"):
        yield _("Write the target: %(keys)s.", keys=keys)
    if keys := _without(sheet.criteria, "method"):
        yield _("Say how it is measured: %(keys)s.", keys=keys)
    if keys := _without(sheet.criteria, "due_on"):
        yield _("Enter by which day: %(keys)s.", keys=keys)


def _partners(sheet: Sheet) -> Iterator[str]:
    if not sheet.partners:
        yield _("Add at least one partner. Without one nobody can sign the sheet.")
    if silent := sum(not (part.public_value or part.private_value) for part in sheet.partners):
        yield ngettext(
            "%(num)s partner has not stated any value yet.", "%(num)s partners have not stated any value yet.", silent
        )


def _without(rows: Iterable[Any], name: str) -> str:
    """The keys of the rows that say nothing of `name`."""
    return ", ".join(row.key for row in rows if not getattr(row, name))
