"""The desk's forms for the vision and its goals."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import Length

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import LineField, MarkdownField, TextField

VISION_RULES = [
    FirstLanguage(_l("Write the vision")),
    Length(max=5000, message=_l("Shorten the text to 5,000 characters or fewer")),
]
TITLE_RULES = [
    FirstLanguage(_l("Write a title")),
    Length(max=150, message=_l("Shorten the title to 150 characters or fewer")),
]
TEXT_RULES = [
    FirstLanguage(_l("Say in plain words what the goal means")),
    Length(max=2000, message=_l("Shorten the text to 2,000 characters or fewer")),
]
INDICATOR_RULES = [
    FirstLanguage(_l("Say what shows that the goal comes nearer")),
    Length(max=500, message=_l("Shorten the text to 500 characters or fewer")),
]


class VisionForm(TranslatedForm):
    """What the programme wants to become true. `loaded` is the fingerprint of what the page showed."""

    loaded = HiddenField()
    text_en = MarkdownField(_l("Vision"), VISION_RULES)
    text_es = MarkdownField(_l("Vision"), VISION_RULES)


class GoalForm(TranslatedForm):
    """One goal. `loaded` is the fingerprint of what the page showed."""

    loaded = HiddenField()
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    text_en = TextField(_l("What it means"), TEXT_RULES)
    text_es = TextField(_l("What it means"), TEXT_RULES)
    indicator_en = LineField(_l("What shows that it comes nearer"), INDICATOR_RULES)
    indicator_es = LineField(_l("What shows that it comes nearer"), INDICATOR_RULES)
    retired = BooleanField(_l("Retired: no new project may choose it"))
