"""The forms of moderation."""

from __future__ import annotations

from portal.moderation.forms.answering import GRANT, REFUSE, AnswerForm
from portal.moderation.forms.appealing import AppealForm
from portal.moderation.forms.escalating import CLOSE, DANGERS, EscalateForm, PlanForm, ToldForm
from portal.moderation.forms.reporting import REASONS, KeepForm, ReportForm
from portal.moderation.forms.ruling import DeclineForm

__all__ = [
    "CLOSE",
    "DANGERS",
    "GRANT",
    "REASONS",
    "REFUSE",
    "AnswerForm",
    "AppealForm",
    "DeclineForm",
    "EscalateForm",
    "KeepForm",
    "PlanForm",
    "ReportForm",
    "ToldForm",
]
