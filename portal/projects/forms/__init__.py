"""The forms of projects: shape, limits, and the words of errors."""

from __future__ import annotations

from portal.projects.forms.drafts import (
    DRAFT_FORMS,
    DraftForm,
    DraftPaperForm,
    GiveBackForm,
)
from portal.projects.forms.partners import (
    AskForm,
    PartnerForm,
)
from portal.projects.forms.projects import (
    ProjectForm,
)
from portal.projects.forms.signing import (
    LINK_MISSES,
    SignForm,
)
from portal.projects.forms.spokespeople import (
    SpokespersonForm,
)
from portal.projects.forms.updates import (
    Offer,
    UpdateForm,
    file_id,
)

__all__ = [
    "DRAFT_FORMS",
    "LINK_MISSES",
    "AskForm",
    "DraftForm",
    "DraftPaperForm",
    "GiveBackForm",
    "Offer",
    "PartnerForm",
    "ProjectForm",
    "SignForm",
    "SpokespersonForm",
    "UpdateForm",
    "file_id",
]
