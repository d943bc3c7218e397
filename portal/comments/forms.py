"""The comment form: shape, limits, and the words of its errors."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from portal.comments.models import LONGEST_BODY, LONGEST_NAME, Audience, Stance
from portal.core.forms import LineField, TextField, VisitorForm, choices
from portal.receipts.forms import HolderForm

SHOW = "show"
AUDIENCE_NAMES = {
    Audience.RESIDENT: _l("Resident"),
    Audience.BUSINESS: _l("Business"),
    Audience.VISITOR: _l("Visitor"),
    Audience.PARTNER: _l("Partner"),
    Audience.OTHER: _l("Other"),
}


STANCE_NAMES = {
    Stance.SUPPORT: _l("Support"),
    Stance.OPPOSE: _l("Oppose"),
    Stance.NEUTRAL: _l("Neither"),
}
# How a page tells of somebody else's comment what the choice above was.
STANCES_SAID = {
    Stance.SUPPORT: _l("Supports this item"),
    Stance.OPPOSE: _l("Opposes this item"),
    Stance.NEUTRAL: _l("Neither supports nor opposes this item"),
}


class CommentForm(VisitorForm):
    """One required field; everything about the author is optional."""

    body = TextField(
        _l("Your comment"),
        [
            DataRequired(_l("Write your comment")),
            Length(max=LONGEST_BODY, message=_l("Shorten your comment to 3,000 characters or fewer")),
        ],
        description=_l("Leave out private details, such as a phone number. Your comment will be public."),
    )
    display_name = LineField(
        _l("Name to show"),
        [Optional(), Length(max=LONGEST_NAME, message=_l("Shorten the name to 60 characters or fewer"))],
        description=_l("Without a name we show “Anonymous”."),
    )
    audience = RadioField(
        _l("I am writing as"),
        [Optional()],
        choices=choices(AUDIENCE_NAMES),
    )
    area = LineField(
        _l("Your neighborhood"),
        [Optional(), Length(max=80, message=_l("Shorten the neighborhood to 80 characters or fewer"))],
    )

    def __init__(self, about: str, **kwargs: Any) -> None:
        """`about` names the target, so that the form of one does not serve another."""
        super().__init__(f"comment:{about}", **kwargs)

    @property
    def chosen_stance(self) -> Stance | None:
        """What the author says to an agenda item; other targets are not asked about."""
        return None


class ItemCommentForm(CommentForm):
    """The same on an agenda item, with one more choice that is as optional as the others."""

    stance = RadioField(
        _l("Do you support this item?"),
        [Optional()],
        choices=choices(STANCE_NAMES),
    )

    @property
    def chosen_stance(self) -> Stance | None:
        """What the author chose, if it is one of the choices."""
        return Stance(self.stance.data) if self.stance.data in set(Stance) else None


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
