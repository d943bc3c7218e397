"""The form that opens a sealed original."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from portal.core.forms import DeskForm, LineField
from portal.moderation.models import LONGEST_NOTE


class OpenSealForm(DeskForm):
    """Why somebody needs to read what was taken out."""

    reason = LineField(
        _l("Why do you need to read it?"),
        [
            DataRequired(_l("Write why you need to read it")),
            Length(max=LONGEST_NOTE, message=_l("Shorten the text to 1,000 characters or fewer")),
        ],
        description=_l("For example, “The author appealed”. Your colleagues can read this."),
    )
