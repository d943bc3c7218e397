"""The forms of a receipt's holder: to change a comment that waits, and to hide words of one."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectMultipleField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.comments.forms.posting import ItemCommentForm
from portal.comments.masking import passages_of
from portal.comments.models import LONGEST_BODY, Stance
from portal.comments.privacy import MUST_MASK, noticed
from portal.core.forms import TextField, VisitorForm, choices
from portal.receipts.forms import HolderForm

SHOW = "show"


class EditForm(HolderForm, ItemCommentForm):
    """What the author of a waiting comment may still change: checked as when it was first sent."""

    CHANGEABLE = ("body", "display_name", "audience", "area", "stance")

    def __init__(self, takes_stance: bool, **kwargs: Any) -> None:
        VisitorForm.__init__(self, "receipt", **kwargs)
        wanted = {"nonce", "code", *self.CHANGEABLE} - (set() if takes_stance else {"stance"})
        for name in set(self._fields) - wanted:
            del self[name]

    def validate_body(self, field: Field) -> None:
        """Numbers that nobody can want to be public are not let in by a change either."""
        if any(detail.kind in MUST_MASK for detail in noticed(field.data or "")):
            raise ValidationError(_("Take out card, account and ID numbers, or write █████ in their place"))

    @property
    def chosen_stance(self) -> Stance | None:
        """As on the form of an agenda item, if it is about one."""
        return super().chosen_stance if "stance" in self else None


class MaskForm(HolderForm):
    """Which words of a comment its author wants hidden."""

    found = SelectMultipleField(
        _l("Private details that we noticed"),
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        validate_choice=False,  # only what stands in the text can be hidden
    )
    passages = TextField(
        _l("Words to hide"),
        [Length(max=LONGEST_BODY, message=_l("Shorten the list to 3,000 characters or fewer"))],
        description=_l("Copy them from your text, one word or passage on each line. Each becomes █████."),
    )
    hide_name = BooleanField(_l("Show “Anonymous” instead of my name"))
    hide_area = BooleanField(_l("Do not show my neighborhood"))

    def offer(self, text: str) -> None:
        """Let the private details that are noticed in `text` be ticked."""
        self.found.choices = choices({detail.text: detail.text for detail in noticed(text)})

    @property
    def chosen(self) -> list[str]:
        """The passages to hide."""
        return passages_of(self.passages.data or "", self.found.data or ())

    @property
    def showing(self) -> bool:
        """Whether it was sent to see what the text would be."""
        return request.method == "POST" and SHOW in request.form

    def changes(self, old_text: str, new_text: str) -> bool:
        """Whether anything at all would be hidden."""
        return old_text != new_text or self.hide_name.data or self.hide_area.data

    def validate_passages(self, _field: Field) -> None:
        """Something must be chosen."""
        if not (self.chosen or self.hide_name.data or self.hide_area.data):
            raise ValidationError(_("Enter the words that you want to hide"))
