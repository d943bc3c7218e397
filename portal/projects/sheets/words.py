"""The published words of a project sheet, with their plain meanings: strengths, states, verdicts, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.projects.models import RequirementState, Strength, Verdict
from portal.projects.sheets.levels import LEVELS

STRENGTH_NAMES = {
    Strength.MUST: _l("Must"),
    Strength.SHOULD: _l("Should"),
    Strength.COULD: _l("Could"),
}

STRENGTH_MEANINGS = {
    Strength.MUST: _l("Without it the project fails."),
    Strength.SHOULD: _l("It matters, but the project can go on without it for a time."),
    Strength.COULD: _l("It would be nice to have."),
}

REQUIREMENT_STATE_NAMES = {
    RequirementState.PROPOSED: _l("Proposed"),
    RequirementState.AGREED: _l("Agreed"),
    RequirementState.MET: _l("Met"),
    RequirementState.DROPPED: _l("Dropped"),
    RequirementState.SUPERSEDED: _l("Replaced"),
}

REQUIREMENT_STATE_MEANINGS = {
    RequirementState.PROPOSED: _l("Somebody asked for it. The partners have not agreed yet."),
    RequirementState.AGREED: _l("The partners agreed to it. It is not met yet."),
    RequirementState.MET: _l("The test was done, and it passed."),
    RequirementState.DROPPED: _l("The partners gave it up."),
    RequirementState.SUPERSEDED: _l("Another requirement took its place."),
}

VERDICT_NAMES = {
    Verdict.MET: _l("Met"),
    Verdict.PARTLY_MET: _l("Partly met"),
    Verdict.NOT_MET: _l("Not met"),
    Verdict.NOT_MEASURED: _l("Not measured"),
}

SECTION_NAMES = {
    "sheet": _l("Vision and goal"),
    "champions": _l("Champions"),
    "mandate": _l("Mandate"),
    "requirements": _l("Requirements"),
    "milestones": _l("Milestones"),
    "maturity": _l("Technology maturity"),
    "budget": _l("Budget"),
    "criteria": _l("Success criteria"),
    "partners": _l("Partners"),
    "links": _l("Links"),
}

FIELD_NAMES = {
    "vision": _l("Vision"),
    "goal": _l("Goal"),
    "name": _l("Name"),
    "organisation": _l("Organization"),
    "role": _l("Role in the project"),
    "freedom": _l("What the partners may explore"),
    "limits": _l("Limits"),
    "starts_on": _l("From"),
    "ends_on": _l("Until"),
    "given_by": _l("Given by"),
    "given_on": _l("Given on"),
    "text": _l("Requirement"),
    "owner": _l("Owner"),
    "strength": _l("Strength"),
    "test": _l("Test"),
    "constraint": _l("Constraint"),
    "state": _l("State"),
    "superseded_by": _l("Replaced by"),
    "title": _l("Title"),
    "planned_on": _l("Planned day"),
    "level": _l("Level"),
    "evidence": _l("What shows it"),
    "target": _l("Target"),
    "amount": _l("Amount"),
    "currency": _l("Currency"),
    "source": _l("Source"),
    "measure": _l("What is measured"),
    "method": _l("How it is measured"),
    "due_on": _l("Due by"),
    "contribution": _l("Contribution"),
    "capability": _l("Capability"),
    "public_value": _l("Public value"),
    "private_value": _l("Private value"),
    "stated_on": _l("Stated on"),
    "label": _l("Label"),
    "url": _l("Address"),
}


@dataclass(frozen=True)
class SheetWords:
    """The published words of sheets, for templates."""

    strengths = STRENGTH_NAMES
    strength_meanings = STRENGTH_MEANINGS
    states = REQUIREMENT_STATE_NAMES
    state_meanings = REQUIREMENT_STATE_MEANINGS
    verdicts = VERDICT_NAMES
    levels = LEVELS
    sections = SECTION_NAMES
    fields = FIELD_NAMES


SHEET_WORDS = SheetWords()
