"""The forms of guidelines: another version of one, and a new one."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField
from wtforms.validators import DataRequired, Length, ValidationError

from portal.core.addresses import slugify
from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.errors import Refused
from portal.core.forms import LineField, TextField

LONGEST_CODE = 60
_SHORT = Length(max=120, message=_l("Shorten the title to 120 characters or fewer"))
_LONG = Length(max=1000, message=_l("Shorten the text to 1,000 characters or fewer"))
TITLE_RULES = [FirstLanguage(_l("Write a title")), _SHORT]
TEXT_RULES = [FirstLanguage(_l("Write what a comment must not do")), _LONG]
ADVICE_RULES = [FirstLanguage(_l("Write what an author can do")), _LONG]
PRACTICE_RULES = [FirstLanguage(_l("Write how the desk applies it")), _LONG]


class GuidelineForm(TranslatedForm):
    """The words of a guideline. `loaded` is the number of the version that the page showed."""

    loaded = HiddenField()
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    text_en = TextField(_l("What a comment must not do"), TEXT_RULES)
    text_es = TextField(_l("What a comment must not do"), TEXT_RULES)
    advice_en = TextField(_l("What an author can do"), ADVICE_RULES)
    advice_es = TextField(_l("What an author can do"), ADVICE_RULES)
    practice_en = TextField(_l("How the desk applies it"), PRACTICE_RULES)
    practice_es = TextField(_l("How the desk applies it"), PRACTICE_RULES)
    reason_en = TextField(_l("Reason for the change"), [_LONG])
    reason_es = TextField(_l("Reason for the change"), [_LONG])

    @property
    def seen(self) -> int:
        """The version that the page showed; 0 where somebody sent what is no number."""
        typed = self.loaded.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0

    def validate(self, extra_validators: Any = None) -> bool:
        """A change needs its reason, which is public."""
        needed = FirstLanguage(_l("Write why the words change"))
        return bool(super().validate({name: [needed] for name in self._fields if name.startswith("reason_")}))


class NewGuidelineForm(GuidelineForm):
    """A guideline that is not there yet."""

    code = LineField(
        _l("Code"),
        [
            DataRequired(_l("Write a code")),
            Length(max=LONGEST_CODE, message=_l("Shorten the code to 60 characters or fewer")),
        ],
        description=_l("It stands in addresses and in the public record, and never changes. For example, off-topic."),
    )

    @property
    def taken(self) -> Refused:
        """What to say where the code is taken."""
        return Refused(_("There is a guideline with this code already. Choose another code."), "code")

    def validate(self, extra_validators: Any = None) -> bool:
        """The first words change nothing, so they need no reason."""
        return bool(super(GuidelineForm, self).validate(extra_validators))

    def validate_code(self, field: Field) -> None:
        """A word for addresses."""
        if field.data and (field.data != slugify(field.data) or field.data == "new"):
            raise ValidationError(_("Use lower-case letters and dashes, for example: off-topic"))
