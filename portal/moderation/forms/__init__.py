"""The forms of moderation."""

from __future__ import annotations

from portal.moderation.forms.families import DeclineFamilyForm, letters_from
from portal.moderation.forms.guidelines import GuidelineForm, NewGuidelineForm
from portal.moderation.forms.redacting import RedactForm
from portal.moderation.forms.ruling import KeepBackForm, MoveForm, SetAsideForm
from portal.moderation.forms.sealed import OpenSealForm
from portal.moderation.forms.templates import ReplyTemplateForm

__all__ = [
    "DeclineFamilyForm",
    "GuidelineForm",
    "KeepBackForm",
    "MoveForm",
    "NewGuidelineForm",
    "OpenSealForm",
    "RedactForm",
    "ReplyTemplateForm",
    "SetAsideForm",
    "letters_from",
]
