"""The desk's forms for projects: shape, limits, and the words of errors."""

from __future__ import annotations

from portal.projects.forms.projects import FIELD_NAMES, ProjectForm, shown
from portal.projects.forms.updates import UpdateForm

__all__ = [
    "FIELD_NAMES",
    "ProjectForm",
    "UpdateForm",
    "shown",
]
