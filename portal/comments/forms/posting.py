"""The comment form: shape, limits, and the words of its errors."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, RadioField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from portal.comments.forms.fields import MaskField, NameField, SaidField, email_address, no_name_of_staff
from portal.comments.forms.words import AUDIENCE_NAMES, DETAIL_NAMES, STANCE_NAMES
from portal.comments.models import LONGEST_ALT, LONGEST_BODY, LONGEST_NAME, Stance
from portal.comments.privacy import MUST_MASK, Detail, masked, noticed
from portal.core import mail
from portal.core.forms import PREVIEW, LineField, VisitorForm, choices

SHOWN = "shown"
READ_BY_ALL = ("body", "display_name", "area", "photo_alt")  # what everybody will read of it


class CommentForm(VisitorForm):
    """One required field; everything about the author is optional.

    `looked` holds what its sender saw in a preview: that it was shown, and a mark of each private detail in it.
    """

    body = SaidField(
        _l("Your comment"),
        [
            DataRequired(_l("Write your comment")),
            Length(max=LONGEST_BODY, message=_l("Shorten your comment to 3,000 characters or fewer")),
        ],
        description=_l("Leave out private details, such as a phone number. Your comment will be public."),
    )
    display_name = NameField(
        _l("Name to show"),
        [
            Optional(),
            Length(max=LONGEST_NAME, message=_l("Shorten the name to 60 characters or fewer")),
            no_name_of_staff,
        ],
        description=_l("Without a name we show “Anonymous”."),
    )
    audience = RadioField(
        _l("I am writing as"),
        [Optional()],
        choices=choices(AUDIENCE_NAMES),
    )
    area = NameField(
        _l("Your neighborhood"),
        [Optional(), Length(max=80, message=_l("Shorten the neighborhood to 80 characters or fewer"))],
    )
    email = LineField(
        _l("Email for news of this comment"),
        [Optional(), email_address],
        description=_l("Nobody sees it. We first ask at this address whether it is yours."),
    )
    photo = FileField(
        _l("Photo"),
        [Optional()],
        description=_l("JPEG, PNG or WebP. We take out where and when it was taken."),
    )
    photo_alt = LineField(
        _l("What the photo shows"),
        [Length(max=LONGEST_ALT, message=_l("Shorten the description to 300 characters or fewer"))],
        description=_l("Needed with a photo, for people who cannot see it."),
    )
    without_photo = BooleanField(_l("Send it without the photo"))
    mask = MaskField(_l("Hide these private details"))
    homepage = StringField(_l("Leave this field empty"))
    looked = HiddenField()
    kept_photo = HiddenField()

    def __init__(self, about: str, **kwargs: Any) -> None:
        """`about` names the target, so that the form of one does not serve another."""
        super().__init__(f"comment:{about}", **kwargs)
        if not mail.enabled():
            del self.email
        self.mask.choices = [
            (detail.text, f"{DETAIL_NAMES[detail.kind]}: {detail.text}")
            for detail in {detail.text: detail for detail in self.details}.values()
        ]

    @property
    def previewing(self) -> bool:
        """Whether the button "Preview" sent it."""
        return request.method == "POST" and PREVIEW in request.form

    @property
    def chosen_stance(self) -> Stance | None:
        """What the author says to an agenda item; other targets are not asked about."""
        return None

    @cached_property
    def details(self) -> tuple[Detail, ...]:
        """The private details in all that everybody will read."""
        return tuple(detail for name in READ_BY_ALL for detail in self._details_in(name))

    def _details_in(self, name: str) -> tuple[Detail, ...]:
        return noticed(self[name].data or "")

    def open_to_all(self, name: str) -> str:
        """One of its texts with the chosen details masked."""
        hidden = [detail.span for detail in self._details_in(name) if detail.text in (self.mask.data or ())]
        return masked(self[name].data or "", hidden)

    @property
    def said(self) -> str:
        """The text with its chosen details masked: what is received."""
        return self.open_to_all("body")

    @property
    def address(self) -> str:
        """Where news may go; "" where no address was given, or none is asked for."""
        return (self.email.data or "") if "email" in self else ""

    @property
    def was_looked_at(self) -> bool:
        """Whether its sender saw a preview, and all its private details in it."""
        seen = self._seen
        return SHOWN in seen and all(_mark(detail) in seen for detail in self.details)

    @property
    def _seen(self) -> set[str]:
        return set((self.looked.data or "").split())

    def show_look(self) -> None:
        """Note what the preview shows, and tick the details that nobody may send."""
        new = [d.text for d in self.details if d.kind in MUST_MASK and _mark(d) not in self._seen]
        self.mask.data = list(dict.fromkeys([*(self.mask.data or ()), *new]))
        self.looked.data = " ".join(sorted({SHOWN, *map(_mark, self.details)}))

    def validate_mask(self, field: Field) -> None:
        """Numbers of cards, accounts and people are not sent by whoever was shown them."""
        open_ = [d for d in self.details if d.kind in MUST_MASK and d.text not in (field.data or ())]
        if any(_mark(detail) in self._seen for detail in open_):
            raise ValidationError(_("Hide the card, account or ID number, or take it out of your text"))

    @property
    def has_photo(self) -> bool:
        """Whether a photo comes with it."""
        return bool(self.photo.data or self.kept_photo.data) and not self.without_photo.data

    def validate_photo_alt(self, field: Field) -> None:
        """A photo needs words for those who do not see it."""
        if self.has_photo and not field.data:
            raise ValidationError(_("Describe the photo for people who cannot see it"))


def _mark(detail: Detail) -> str:
    """By what a form knows a detail again without holding it once more."""
    return hashlib.sha256(detail.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


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
