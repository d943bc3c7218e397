"""The small forms of an item's page: a note, whose it is, a question to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from portal.core.forms import ChoiceField, DeskForm, TextField, choices
from portal.moderation.models import LONGEST_INTERNAL_NOTE

NOBODY = ""


class NoteForm(DeskForm):
    """A word among moderators."""

    text = TextField(
        _l("Note for moderators"),
        [Length(max=LONGEST_INTERNAL_NOTE, message=_l("Shorten the note to 2,000 characters or fewer"))],
        description=_l("The author and the public never see it."),
    )


class QuestionForm(DeskForm):
    """What a colleague should look at."""

    question = TextField(
        _l("Your question"),
        [Length(max=LONGEST_INTERNAL_NOTE, message=_l("Shorten the question to 2,000 characters or fewer"))],
        description=_l("Until a colleague rules or answers, you cannot rule on this comment."),
    )


class AssignForm(DeskForm):
    """Whose an item is."""

    person = ChoiceField(_l("Assigned to"))

    def __init__(self, moderators: Mapping[int, str], **kwargs: Any) -> None:
        """`moderators` are those to choose from, by id."""
        super().__init__(**kwargs)
        self.person.choices = choices({NOBODY: _l("Nobody"), **moderators})
