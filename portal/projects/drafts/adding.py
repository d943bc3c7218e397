"""A partner's requirement on its way into the sheet: it is added to what is written, and the clerk publishes that."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.projects import queries
from portal.projects.models import Project
from portal.projects.sheets.contents import content_of
from portal.projects.sheets.keys import farthest, highest, with_keys
from portal.projects.sheets.sections import has_too_many_rows
from portal.projects.sheets.shapes import Requirement


def add_requirement(project: Project, requirement: Requirement) -> str:
    """Add it, under a key that no requirement of the project ever had, to what is written of the sheet; the key."""
    written = queries.written_sheet(project)
    longer = replace(written, requirements=(*written.requirements, replace(requirement, key="")))
    if has_too_many_rows(longer, written):
        raise Refused(_("The sheet has too many requirements. Remove some, or join those that belong together."))
    keyed = with_keys(longer, farthest(project.sheet_keys or {}, highest(written)))
    project.sheet_draft = content_of(keyed)
    project.sheet_keys = farthest(project.sheet_keys or {}, highest(keyed))
    return keyed.requirements[-1].key
