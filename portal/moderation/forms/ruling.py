"""The form of a decline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import DeskForm, TextField
from portal.moderation.models import LONGEST_NOTE


class DeclineForm(DeskForm):
    """Which guideline the comment does not meet, and a word to its author."""

    guideline = RadioField(
        _l("Which guideline does the comment not meet?"),
        [InputRequired(_l("Choose the guideline that the comment does not meet"))],
        validate_choice=False,  # the use case knows the codes, and its words are ours
    )
    note = TextField(
        _l("Note to the author"),
        [Optional(), Length(max=LONGEST_NOTE, message=_l("Shorten the note to 1,000 characters or fewer"))],
        description=_l("The author reads this with the receipt."),
    )

    def __init__(self, guidelines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`guidelines` are (code, title), in their order."""
        super().__init__(**kwargs)
        self.guideline.choices = list(guidelines)
