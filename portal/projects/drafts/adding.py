"""A partner's requirement on its way into the sheet: it is added to what is written, and the clerk publishes that."""

from __future__ import annotations

import re
from dataclasses import replace

from portal.projects import queries
from portal.projects.models import Project
from portal.projects.sheets.contents import content_of
from portal.projects.sheets.shapes import Requirement

_KEY = re.compile(r"R([1-9][0-9]{0,5})")


def add_requirement(project: Project, requirement: Requirement) -> str:
    """Add it, under a key that no requirement of the project ever had, to what is written of the sheet; the key."""
    written = queries.written_sheet(project)
    keys = [row.key for row in written.requirements] + queries.requirement_keys_ever(project.id)
    key = f"R{max((int(found[1]) for each in keys if (found := _KEY.fullmatch(each))), default=0) + 1}"
    added = (*written.requirements, replace(requirement, key=key))
    project.sheet_draft = content_of(replace(written, requirements=added))
    return key
