"""The form of whoever answers an appeal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.core.forms import DeskForm, TextField, choices
from portal.moderation.models import LONGEST_APPEAL

GRANT, REFUSE = "grant", "refuse"
OUTCOMES = {GRANT: _l("The author is right"), REFUSE: _l("The ruling stands")}


class AnswerForm(DeskForm):
    """Who is right, and why, in words for the author."""

    outcome = RadioField(
        _l("Who is right?"),
        [InputRequired(_l("Choose who is right"))],
        choices=choices(OUTCOMES),
    )
    answer = TextField(
        _l("Your answer to the author"),
        [
            DataRequired(_l("Answer in your own words")),
            Length(max=LONGEST_APPEAL, message=_l("Shorten this to 2,000 characters or fewer")),
        ],
        description=_l("The author reads this with the receipt. It is final."),
    )
