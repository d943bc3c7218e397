"""The forms of moderation."""

from __future__ import annotations

from portal.moderation.forms.desk import AssignForm, NoteForm, QuestionForm
from portal.moderation.forms.ruling import DeclineForm

__all__ = [
    "AssignForm",
    "DeclineForm",
    "NoteForm",
    "QuestionForm",
]
