"""A sheet that is written and not public, as its page will show it, and what it changes."""

from __future__ import annotations

from portal.projects import queries
from portal.projects.queries import ProjectFacts, SheetDesk
from portal.projects.sheets.differences import SheetDifferences, differences
from portal.projects.sheets.reading import SheetView
from portal.projects.sheets.sections import Section, with_section
from portal.projects.sheets.shapes import Sheet
from portal.projects.views.sheet_words import saying


def preview_of(desk: SheetDesk, project: ProjectFacts) -> SheetView:
    """What is written, as the public page will draw it; of milestones the planned days alone."""
    freezing = queries.freezing(project, desk.sheet.mandate)
    return SheetView(
        sheet=desk.sheet,
        names=desk.partners,
        goal=desk.goals.get(desk.sheet.goal),
        scores=queries.scores(project.id) if freezing else {},
        freezing=freezing,
    )


def differences_of(desk: SheetDesk) -> SheetDifferences:
    """What is written changes this in the public version; before the first, in an empty sheet."""
    return _compared(desk.public.sheet if desk.public else Sheet(), desk.sheet)


def section_differences(desk: SheetDesk, section: Section, typed: Sheet) -> SheetDifferences:
    """What a section as typed would change in what somebody else saved meanwhile."""
    return _compared(desk.sheet, with_section(desk.sheet, section, typed))


def _compared(old: Sheet, new: Sheet) -> SheetDifferences:
    return differences(old, new, saying(old, new))
