"""The form of an author who appeals."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from portal.core.forms import TextField
from portal.moderation.models import LONGEST_APPEAL
from portal.receipts.forms import HolderForm


class AppealForm(HolderForm):
    """The code, and why the ruling is wrong."""

    words = TextField(
        _l("Why is the ruling wrong?"),
        [
            DataRequired(_l("Write why the ruling is wrong")),
            Length(max=LONGEST_APPEAL, message=_l("Shorten this to 2,000 characters or fewer")),
        ],
        description=_l("Say which part of the guideline does not fit. Only the people who answer read this."),
    )
