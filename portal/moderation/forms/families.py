"""The forms of a family: which letters the page showed, and why they are declined."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length, Optional

from portal.core import base32
from portal.core.addresses import KEY_LENGTH
from portal.core.forms import TextField
from portal.moderation.forms.ruling import CitingForm
from portal.moderation.models import LONGEST_NOTE, MOST_AT_ONCE


def letters_from(sent: str | None) -> list[int]:
    """The comments that a form names, by their keys; what is no key is passed over."""
    keys = [base32.tidy(key) for key in (sent or "").split()[:MOST_AT_ONCE]]
    return [base32.decode(key) for key in keys if len(key) == KEY_LENGTH and set(key) <= set(base32.ALPHABET)]


class DeclineFamilyForm(CitingForm):
    """Which guideline the shared text does not meet. `letters` are those that the page showed."""

    letters = HiddenField()
    remedy = TextField(
        _l("What would make it publishable?"),
        [Optional(), Length(max=LONGEST_NOTE, message=_l("Shorten the text to 1,000 characters or fewer"))],
        description=_l("Leave this empty to send what the guideline advises."),
    )
