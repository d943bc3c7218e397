"""The desk's forms for papers: sending new ones, and one paper with its title and its items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import Length, ValidationError

from portal.config import LANGUAGE_NAMES
from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import ChoiceField, LineField

MOST_AT_ONCE = 20
NO_ITEM = "0"
PAPER_TITLE_RULES = [
    FirstLanguage(_l("Write a title")),
    Length(max=150, message=_l("Shorten the title to 150 characters or fewer")),
]


class PapersForm(TranslatedForm):
    """New papers. `loaded` is the fingerprint of the agenda from which the item was chosen."""

    loaded = HiddenField()
    files = MultipleFileField(_l("Files"))
    item = ChoiceField(_l("Agenda item"), default=NO_ITEM)
    lang = ChoiceField(_l("Language of the papers"))

    def __init__(self, items: Sequence[Any], **kwargs: Any) -> None:
        """`items` are pairs of a position in the agenda and the words that are read."""
        super().__init__(**kwargs)
        self.item.choices = [(NO_ITEM, str(_l("Choose the item later"))), *items]
        self.lang.choices = language_choices()

    def validate_files(self, field: Field) -> None:
        """Some, and not too many; what each of them is, is judged later."""
        if not field.data:
            raise ValidationError(_("Choose at least one file"))
        if len(field.data) > MOST_AT_ONCE:
            raise ValidationError(_("Choose at most %(most)s files at once", most=MOST_AT_ONCE))

    @property
    def position(self) -> int | None:
        """The place in the agenda of the item that the papers go to, if any."""
        return int(self.item.data or NO_ITEM) or None


class PaperForm(TranslatedForm):
    """One paper. What is posted keeps its title."""

    loaded = HiddenField()
    title_en = LineField(_l("Title"), PAPER_TITLE_RULES)
    title_es = LineField(_l("Title"), PAPER_TITLE_RULES)
    lang = ChoiceField(_l("Language of the paper"))
    items = SelectMultipleField(_l("Agenda items with this paper"), coerce=int, validate_choice=False)

    def __init__(self, items: Sequence[Any], posted: bool, **kwargs: Any) -> None:
        """`items` are pairs of a position in the agenda and the words that are read."""
        super().__init__(**kwargs)
        if posted:
            for name in [name for name in self._fields if name.startswith("title_")]:
                del self[name]
        self.items.choices = list(items)
        self.lang.choices = language_choices()


def language_choices() -> list[Any]:
    """The languages of the site, by tag."""
    return [(tag, LANGUAGE_NAMES[tag]) for tag in current_app.config["SETTINGS"].languages]
