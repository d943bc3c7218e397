"""The desk's form for who does what: shape, limits, and the words of errors, each told which row it is about."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import Length

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import LineField, translated
from portal.core.translated import Translated

MOST_RESPONSIBILITIES = 40
RESPONSIBILITY_NAMES = ("matter", "proposes", "decides", "heard")
RULES = [
    Length(max=300, message=_l("Shorten the text to 300 characters or fewer")),
]
NEEDED = {
    "matter": _l("Write which kind of decision it is about"),
    "proposes": _l("Write who proposes"),
    "decides": _l("Write who decides"),
    "heard": _l("Write who is heard, or “Nobody”"),
}


class ResponsibilityForm(TranslatedForm):
    """One row. A row with nothing in it is left out."""

    class Meta:
        csrf = False

    number = 0

    matter_en = LineField(_l("Kind of decision"), RULES)
    matter_es = LineField(_l("Kind of decision"), RULES)
    proposes_en = LineField(_l("Who proposes"), RULES)
    proposes_es = LineField(_l("Who proposes"), RULES)
    decides_en = LineField(_l("Who decides"), RULES)
    decides_es = LineField(_l("Who decides"), RULES)
    heard_en = LineField(_l("Who is heard"), RULES)
    heard_es = LineField(_l("Who is heard"), RULES)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(translated(self, name) for name in RESPONSIBILITY_NAMES)

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that is kept says all four; then every message is told which row it is about."""
        if self.is_blank:
            return True
        needed = {field: [FirstLanguage(NEEDED[field.rpartition("_")[0]])] for field in self._fields}
        valid = bool(super().validate(extra_validators=needed))
        for field in self:
            field.errors = [
                _("Row %(number)s: %(problem)s", number=self.number, problem=problem) for problem in field.errors
            ]
        return valid


class ResponsibilitiesForm(TranslatedForm):
    """The whole table. `loaded` is the fingerprint of the table that the page showed."""

    loaded = HiddenField()
    rows = FieldList(FormField(ResponsibilityForm), min_entries=1, max_entries=MOST_RESPONSIBILITIES)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for number, entry in enumerate(self.rows, 1):
            entry.form.number = number

    def kept_rows(self) -> list[dict[str, Translated]]:
        """The rows as typed, without the empty ones: for each of `RESPONSIBILITY_NAMES` its text."""
        forms = [entry.form for entry in self.rows if not entry.form.is_blank]
        return [{name: translated(form, name) for name in RESPONSIBILITY_NAMES} for form in forms]
