"""The forms of moderation."""

from __future__ import annotations

from portal.moderation.forms.desk import AssignForm, NoteForm, QuestionForm
from portal.moderation.forms.guidelines import GuidelineForm, NewGuidelineForm
from portal.moderation.forms.redacting import RedactForm
from portal.moderation.forms.ruling import KeepBackForm, MoveForm, SetAsideForm
from portal.moderation.forms.sealed import OpenSealForm
from portal.moderation.forms.templates import ReplyTemplateForm

__all__ = [
    "AssignForm",
    "GuidelineForm",
    "KeepBackForm",
    "MoveForm",
    "NewGuidelineForm",
    "NoteForm",
    "OpenSealForm",
    "QuestionForm",
    "RedactForm",
    "ReplyTemplateForm",
    "SetAsideForm",
]
