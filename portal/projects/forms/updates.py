"""The desk's form for a status update."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Length

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import MarkdownField, choices
from portal.projects.words import CONDITION_NAMES, PHASE_NAMES

UPDATE_RULES = [
    FirstLanguage(_l("Write what happened")),
    Length(max=5000, message=_l("Shorten the text to 5,000 characters or fewer")),
]


class UpdateForm(TranslatedForm):
    """One status update. `number` is the number it will have, as seen when the form was shown."""

    number = HiddenField()
    phase = RadioField(
        _l("Phase"),
        [InputRequired(_l("Choose a phase"))],
        choices=choices(PHASE_NAMES),
    )
    condition = RadioField(
        _l("Condition"),
        [InputRequired(_l("Choose a condition"))],
        choices=choices(CONDITION_NAMES),
    )
    text_en = MarkdownField(_l("What happened"), UPDATE_RULES)
    text_es = MarkdownField(_l("What happened"), UPDATE_RULES)
