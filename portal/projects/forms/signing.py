"""The form with which a partner signs a version of a sheet, for whoever holds the link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.core.forms import LineField, TextField, VisitorForm, choices
from portal.core.limits import Misses
from portal.projects.models import SignOffAnswer
from portal.projects.partner_words import ANSWER_NAMES
from portal.projects.signing import SignDraft

# As with receipts: 120 random bits need no limit, this keeps the log of a guesser short.
LINK_MISSES = Misses("sign-off-miss", most=10, window=timedelta(hours=1))


class SignForm(VisitorForm):
    """One answer, and who gives it."""

    answer = RadioField(_l("Your answer"), [InputRequired(_l("Choose an answer"))], choices=choices(ANSWER_NAMES))
    words = TextField(
        _l("Your reservation, or why you decline"),
        [Length(max=2000, message=_l("Shorten the text to 2,000 characters or fewer"))],
        description=_l("Leave it empty if you agree. It will be public."),
    )
    signed_by = LineField(
        _l("Your name"),
        [
            DataRequired(_l("Write your name")),
            Length(max=100, message=_l("Shorten the name to 100 characters or fewer")),
        ],
        description=_l("It will be public beside your answer."),
    )
    role = LineField(
        _l("Your role"),
        [
            DataRequired(_l("Write your role")),
            Length(max=100, message=_l("Shorten the role to 100 characters or fewer")),
        ],
        description=_l("For example, director, or head of transport. It will be public, too."),
    )

    def __init__(self, link_id: int, **kwargs: Any) -> None:
        super().__init__(f"sign-off:{link_id}", **kwargs)

    def validate_words(self, field: Field) -> None:
        """A reservation and a refusal need words; who agrees to everything has none, or has chosen wrong."""
        if self.answer.data == SignOffAnswer.RESERVATION and not field.data:
            raise ValidationError(_("Write your reservation"))
        if self.answer.data == SignOffAnswer.DECLINE and not field.data:
            raise ValidationError(_("Write why you decline"))
        if self.answer.data == SignOffAnswer.AGREE and field.data:
            raise ValidationError(_("To add words, choose “We agree with a reservation”. To agree, empty this field."))

    @property
    def draft(self) -> SignDraft | None:
        """What was chosen and typed; None where no answer was chosen."""
        if self.answer.data not in set(SignOffAnswer):
            return None
        return SignDraft(
            answer=SignOffAnswer(self.answer.data),
            signed_by=self.signed_by.data or "",
            role=self.role.data or "",
            words=self.words.data or "",
        )
