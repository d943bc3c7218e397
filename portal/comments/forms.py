"""The comment form: shape, limits, and the words of its errors."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired, Length, Optional

from portal.comments.models import LONGEST_BODY, LONGEST_NAME, Audience
from portal.core.forms import LineField, TextField, VisitorForm, choices

AUDIENCE_NAMES = {
    Audience.RESIDENT: _l("Resident"),
    Audience.BUSINESS: _l("Business"),
    Audience.VISITOR: _l("Visitor"),
    Audience.PARTNER: _l("Partner"),
    Audience.OTHER: _l("Other"),
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

    def __init__(self, project_slug: str, **kwargs: Any) -> None:
        super().__init__(f"comment:{project_slug}", **kwargs)
