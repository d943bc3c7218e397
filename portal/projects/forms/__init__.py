"""The forms of projects: shape, limits, and the words of errors."""

from __future__ import annotations

from portal.projects.forms.drafts import DRAFT_FORMS, DraftForm, DraftPaperForm, GiveBackForm
from portal.projects.forms.goals import GoalForm, VisionForm
from portal.projects.forms.noted import EXPECTED, REACHED, MoveForm, ScoreForm
from portal.projects.forms.partners import AskForm, PartnerForm
from portal.projects.forms.projects import FIELD_NAMES, ProjectForm, shown
from portal.projects.forms.publishing import PublishForm
from portal.projects.forms.sheet_sections import SECTION_FORMS, SectionForm, SheetOffer, shown_section
from portal.projects.forms.sheet_words import SECTION_HELP, SECTION_TITLES, VERDICT_MEANINGS
from portal.projects.forms.signing import LINK_MISSES, SignForm
from portal.projects.forms.spokespeople import SpokespersonForm
from portal.projects.forms.updates import Offer, UpdateForm, file_id

__all__ = [
    "DRAFT_FORMS",
    "EXPECTED",
    "FIELD_NAMES",
    "LINK_MISSES",
    "REACHED",
    "SECTION_FORMS",
    "SECTION_HELP",
    "SECTION_TITLES",
    "VERDICT_MEANINGS",
    "AskForm",
    "DraftForm",
    "DraftPaperForm",
    "GiveBackForm",
    "GoalForm",
    "MoveForm",
    "Offer",
    "PartnerForm",
    "ProjectForm",
    "PublishForm",
    "ScoreForm",
    "SectionForm",
    "SheetOffer",
    "SignForm",
    "SpokespersonForm",
    "UpdateForm",
    "VisionForm",
    "file_id",
    "shown",
    "shown_section",
]
