"""The desk's form for the next version of a charter: shape, limits, and the words of errors."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField
from wtforms.validators import InputRequired, Length, ValidationError

from portal.core.desk_fields import FIRST_YEAR, FirstLanguage, TranslatedForm
from portal.core.formats import day
from portal.core.forms import DayField, MarkdownField, TextField

# about as many words as differences are looked for between (core/differences.py)
TEXT_RULES = [
    FirstLanguage(_l("Write the charter")),
    Length(max=24_000, message=_l("Shorten the charter to 24,000 characters or fewer")),
]
REASON_RULES = [
    Length(max=1000, message=_l("Shorten the reason to 1,000 characters or fewer")),
]


class CharterForm(TranslatedForm):
    """One version. `number` is the number it will have, as seen when the form was shown."""

    number = HiddenField()
    text_en = MarkdownField(_l("Charter"), TEXT_RULES)
    text_es = MarkdownField(_l("Charter"), TEXT_RULES)
    adopted_on = DayField(_l("Adopted on"), [InputRequired(_l("Enter the day on which the committee adopted it"))])
    reason_en = TextField(_l("Reason for the change"), REASON_RULES)
    reason_es = TextField(_l("Reason for the change"), REASON_RULES)

    def __init__(self, *, today: date, adopted_before: date | None, **kwargs: Any) -> None:
        """`adopted_before` is the day of the version in force; None where this is the first one."""
        super().__init__(**kwargs)
        self.today, self.adopted_before = today, adopted_before

    def validate_adopted_on(self, field: Field) -> None:
        """A day of this age, not in the future, and not before the version that it follows."""
        if not field.data:
            return  # what was typed is no day; that is said already
        if field.data.year < FIRST_YEAR:
            raise ValidationError(_("Enter a year between 1900 and 2199"))
        if field.data > self.today:
            raise ValidationError(_("Enter a day that is not in the future"))
        if self.adopted_before and field.data < self.adopted_before:
            before = day(self.adopted_before)
            raise ValidationError(
                _("The version in force was adopted on %(day)s. Enter that day or a later one.", day=before)
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """A change needs its reason; the first version changes nothing."""
        needed = FirstLanguage(_l("Write why the charter changes")) if self.expected != 1 else None
        reasons = {name: [needed] for name in self._fields if needed and name.startswith("reason_")}
        return bool(super().validate(extra_validators=reasons))

    @property
    def expected(self) -> int | None:
        """The number that the version shall have; None where the field holds none."""
        typed = self.number.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
