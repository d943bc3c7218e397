"""The desk's forms for projects: shape, limits, and the words of errors."""

from __future__ import annotations

from portal.projects.forms.projects import ProjectForm
from portal.projects.forms.updates import UpdateForm

__all__ = [
    "ProjectForm",
    "UpdateForm",
]
