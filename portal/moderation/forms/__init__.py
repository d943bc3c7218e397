"""The forms of moderation."""

from __future__ import annotations

from portal.moderation.forms.answering import GRANT, REFUSE, AnswerForm
from portal.moderation.forms.appealing import AppealForm
from portal.moderation.forms.desk import AssignForm, NoteForm, QuestionForm
from portal.moderation.forms.escalating import CLOSE, DANGERS, EscalateForm, PlanForm, ToldForm
from portal.moderation.forms.families import DeclineFamilyForm, letters_from
from portal.moderation.forms.guidelines import GuidelineForm, NewGuidelineForm
from portal.moderation.forms.redacting import RedactForm
from portal.moderation.forms.reporting import REASONS, KeepForm, ReportForm
from portal.moderation.forms.ruling import KeepBackForm, MoveForm, SetAsideForm
from portal.moderation.forms.sealed import OpenSealForm
from portal.moderation.forms.templates import ReplyTemplateForm

__all__ = [
    "CLOSE",
    "DANGERS",
    "GRANT",
    "REASONS",
    "REFUSE",
    "AnswerForm",
    "AppealForm",
    "AssignForm",
    "DeclineFamilyForm",
    "EscalateForm",
    "GuidelineForm",
    "KeepBackForm",
    "KeepForm",
    "MoveForm",
    "NewGuidelineForm",
    "NoteForm",
    "OpenSealForm",
    "PlanForm",
    "QuestionForm",
    "RedactForm",
    "ReplyTemplateForm",
    "ReportForm",
    "SetAsideForm",
    "ToldForm",
    "letters_from",
]
