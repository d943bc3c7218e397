"""The forms of projects: shape, limits, and the words of errors."""

from __future__ import annotations

from portal.projects.forms.partners import (
    AskForm,
    PartnerForm,
)
from portal.projects.forms.projects import (
    FIELD_NAMES,
    ProjectForm,
    shown,
)
from portal.projects.forms.signing import (
    LINK_MISSES,
    SignForm,
)
from portal.projects.forms.updates import (
    Offer,
    UpdateForm,
)

__all__ = [
    "FIELD_NAMES",
    "LINK_MISSES",
    "AskForm",
    "Offer",
    "PartnerForm",
    "ProjectForm",
    "SignForm",
    "UpdateForm",
    "shown",
]
