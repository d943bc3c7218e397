"""The forms of dangers: escalating a text, noting who was told, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from portal.config import LANGUAGE_NAMES
from portal.core.desk_fields import LocalTimeField, TranslatedForm
from portal.core.forms import ChoiceField, DeskForm, LineField, MarkdownField, TextField, choices
from portal.moderation.models import LONGEST_HELP, LONGEST_NOTE, LONGEST_TELL, Danger

DANGERS = {
    Danger.THREAT: _l("A threat to somebody"),
    Danger.SELF_HARM: _l("Somebody may hurt themselves"),
    Danger.CHILD: _l("A child is in danger"),
}
CLOSE = "close"


class EscalateForm(DeskForm):
    """What the danger is, and a word to colleagues; for a published comment also the guideline that hides it."""

    danger = RadioField(
        _l("What is the danger?"),
        [InputRequired(_l("Choose what the danger is"))],
        choices=choices(DANGERS),
        validate_choice=False,
    )
    guideline = ChoiceField(_l("Hide it under this guideline"))
    note = TextField(
        _l("Note to colleagues"),
        [Optional(), Length(max=LONGEST_NOTE, message=_l("Shorten the note to 1,000 characters or fewer"))],
        description=_l("Neither the author nor the public reads this."),
    )
    read = HiddenField()

    def __init__(self, guidelines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`guidelines` are (code, title), for a comment that is public; else none."""
        super().__init__(**kwargs)
        if guidelines:
            self.guideline.choices = list(guidelines)
        else:
            del self.guideline

    @property
    def chosen(self) -> Danger:
        """The danger; what is in no list is a threat, which is told to most."""
        return Danger(self.danger.data) if self.danger.data in set(Danger) else Danger.THREAT


class ToldForm(DeskForm):
    """Who was told, how, and when."""

    whom = LineField(
        _l("Who was told?"),
        [
            DataRequired(_l("Write who was told, or why nobody was")),
            Length(max=160, message=_l("Shorten this to 160 characters or fewer")),
        ],
    )
    how = LineField(
        _l("How?"),
        [Optional(), Length(max=160, message=_l("Shorten this to 160 characters or fewer"))],
        description=_l("For example, by phone, with the number of the case."),
    )
    at = LocalTimeField(_l("When?"), [InputRequired(_l("Enter when"))])


class PlanForm(TranslatedForm):
    """For each danger (below) whom to tell, and words of help in the languages of the site."""


for _danger in Danger:
    setattr(
        PlanForm,
        f"tell_{_danger}",
        MarkdownField(
            _l("Who must be told, and how"),
            [Optional(), Length(max=LONGEST_TELL, message=_l("Shorten this to 2,000 characters or fewer"))],
            description=_l("Names, telephone numbers, and what to say. Only the desk reads this."),
        ),
    )
    for _tag in LANGUAGE_NAMES:
        setattr(
            PlanForm,
            f"help_{_danger}_{_tag}",
            MarkdownField(
                _l("Words of help for the author"),
                [Optional(), Length(max=LONGEST_HELP, message=_l("Shorten this to 3,000 characters or fewer"))],
                description=_l("The author reads this with the receipt."),
            ),
        )
