"""The forms of a receipt's holder: to change a comment that waits, and to hide words of one."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field
from wtforms.validators import Length, ValidationError

from portal.comments.forms.posting import ItemCommentForm
from portal.comments.models import LONGEST_BODY, Stance
from portal.core.forms import TextField, VisitorForm
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

    @property
    def chosen_stance(self) -> Stance | None:
        """As on the form of an agenda item, if it is about one."""
        return super().chosen_stance if "stance" in self else None


class MaskForm(HolderForm):
    """Which words of a comment its author wants hidden."""

    passages = TextField(
        _l("Words to hide"),
        [Length(max=LONGEST_BODY, message=_l("Shorten the list to 3,000 characters or fewer"))],
        description=_l("Copy them from your text, one word or passage on each line. Each becomes █████."),
    )
    hide_name = BooleanField(_l("Show “Anonymous” instead of my name"))
    hide_area = BooleanField(_l("Do not show my neighborhood"))

    @property
    def showing(self) -> bool:
        """Whether it was sent to see what the text would be."""
        return request.method == "POST" and SHOW in request.form

    def changes(self, old_text: str, new_text: str) -> bool:
        """Whether anything at all would be hidden."""
        return old_text != new_text or self.hide_name.data or self.hide_area.data

    def validate_passages(self, _field: Field) -> None:
        """Something must be chosen."""
        if not (self.passages.data or self.hide_name.data or self.hide_area.data):
            raise ValidationError(_("Enter the words that you want to hide"))
