"""The desk's forms for projects: shape, limits, and the words of errors."""

from __future__ import annotations

from portal.projects.forms.drafts import DRAFT_FORMS, DraftForm, GiveBackForm
from portal.projects.forms.projects import ProjectForm
from portal.projects.forms.spokespeople import SpokespersonForm
from portal.projects.forms.updates import UpdateForm

__all__ = [
    "DRAFT_FORMS",
    "DraftForm",
    "GiveBackForm",
    "ProjectForm",
    "SpokespersonForm",
    "UpdateForm",
]
