"""The comment form: shape, limits, and the words of its errors."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired, Length, Optional

from portal.comments.forms.words import AUDIENCE_NAMES, STANCE_NAMES
from portal.comments.models import LONGEST_BODY, LONGEST_NAME, Stance
from portal.core.forms import LineField, TextField, VisitorForm, choices


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
