"""The words of the desk's forms for sheets that no public page needs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.projects.models import Verdict
from portal.projects.sheets.sections import Section
from portal.projects.sheets.superseding import Fault

FAULT_WORDS = {
    Fault.LACKS: _l("Enter the key of the requirement that took its place, such as R7. Save a new one first."),
    Fault.IS_IDLE: _l("Choose the state “Replaced”, or empty the field “Replaced by”"),
    Fault.IS_ITSELF: _l("A requirement cannot take its own place. Enter another key."),
    Fault.IS_UNKNOWN: _l("Enter the key of a requirement in this list, such as R7. Save a new one first."),
    Fault.RUNS_IN_A_CIRCLE: _l("These requirements replace each other in a circle. Enter another key."),
}

SECTION_TITLES = {
    Section.PURPOSE: _l("Vision, goal and champions"),
    Section.MANDATE: _l("Mandate"),
    Section.REQUIREMENTS: _l("Requirements"),
    Section.MILESTONES: _l("Milestones"),
    Section.MATURITY: _l("Technology maturity"),
    Section.BUDGET: _l("Budget"),
    Section.CRITERIA: _l("Success criteria"),
    Section.PARTNERS: _l("Partners"),
    Section.LINKS: _l("Links"),
}

SECTION_HELP = {
    Section.PURPOSE: _l("What becomes better and for whom, which goal it serves, and who stands up for it by name."),
    Section.MANDATE: _l("What the partners may try out without asking again, what they may not, and who said so."),
    Section.REQUIREMENTS: _l("What the project must, should or could do, and how everybody can tell that it does."),
    Section.MILESTONES: _l("The steps with the days that the partners agree on. Later changes are noted beside them."),
    Section.MATURITY: _l("How ready the technology is today, and how ready it shall be at the end."),
    Section.BUDGET: _l("What the project costs and who pays. Leave it out where nobody knows yet."),
    Section.CRITERIA: _l("How the partners will tell whether the project succeeded. Set them before work begins."),
    Section.PARTNERS: _l("Who takes part, what each brings, and what each gets out of it in its own words."),
    Section.LINKS: _l("Contracts, plans and data about the project on other sites."),
}

VERDICT_MEANINGS = {
    Verdict.MET: _l("The target was reached."),
    Verdict.PARTLY_MET: _l("Part of the target was reached. The result says which part."),
    Verdict.NOT_MET: _l("The target was not reached."),
    Verdict.NOT_MEASURED: _l("Nobody could measure it. The result says why."),
}
