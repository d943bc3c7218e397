"""The form of a reply template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import ChoiceField, LineField, TextField, choices
from portal.moderation.models import LONGEST_NOTE

TEXT_RULES = [
    FirstLanguage(_l("Write the words to the author")),
    Length(max=LONGEST_NOTE, message=_l("Shorten the text to 1,000 characters or fewer")),
]


class ReplyTemplateForm(TranslatedForm):
    """Words that are ready, for one guideline or for any."""

    title = LineField(
        _l("Name of the template"),
        [
            DataRequired(_l("Write a short name")),
            Length(max=80, message=_l("Shorten the name to 80 characters or fewer")),
        ],
        description=_l("Moderators choose it by this name. Authors do not see it."),
    )
    guideline = ChoiceField(_l("Guideline"))
    text_en = TextField(_l("Words to the author"), TEXT_RULES)
    text_es = TextField(_l("Words to the author"), TEXT_RULES)

    def __init__(self, guidelines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`guidelines` are (code, title), in their order."""
        super().__init__(**kwargs)
        self.guideline.choices = choices({"": _("For any guideline"), **dict(guidelines)})
