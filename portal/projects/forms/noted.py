"""The desk's forms for what is noted beside a public sheet: moved milestones, scored criteria."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Length, Optional

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import TextField, choices
from portal.projects.forms.sheet_values import YearDayField
from portal.projects.sheets.words import VERDICT_NAMES

EXPECTED, UNKNOWN, REACHED = "expected", "unknown", "reached"
NEWS = {
    EXPECTED: _l("It is expected on another day"),
    UNKNOWN: _l("Nobody knows the day any more"),
    REACHED: _l("It was reached"),
}
REASON_RULES = [Optional(), Length(max=1000, message=_l("Shorten the reason to 1,000 characters or fewer"))]
RESULT_RULES = [
    FirstLanguage(_l("Write the result")),
    Length(max=2000, message=_l("Shorten the result to 2,000 characters or fewer")),
]


class MoveForm(TranslatedForm):
    """News of a milestone. `number` is the one that the note will have, as seen when the form was shown."""

    number = HiddenField()
    news = RadioField(_l("What is new"), [InputRequired(_l("Choose what is new"))], choices=choices(NEWS))
    forecast_on = YearDayField(_l("New day"), [Optional()])
    actual_on = YearDayField(_l("Reached on"), [Optional()])
    reason_en = TextField(_l("Reason"), REASON_RULES)
    reason_es = TextField(_l("Reason"), REASON_RULES)

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual; then whether the day that belongs to the news is there, and no other."""
        valid = bool(super().validate(extra_validators))
        for field, news, words in (
            (self.forecast_on, EXPECTED, _l("Enter the new day")),
            (self.actual_on, REACHED, _l("Enter the day on which it was reached")),
        ):
            is_wanted = self.news.data == news
            if field.errors or is_wanted == bool(field.data) or not self.news.data:
                continue
            field.errors = [str(words if is_wanted else _l("Empty this day, or choose what is new anew"))]
            valid = False
        return valid


class ScoreForm(TranslatedForm):
    """How a frozen criterion was found. `number` is the one that the score will have."""

    number = HiddenField()
    verdict = RadioField(_l("Verdict"), [InputRequired(_l("Choose a verdict"))], choices=choices(VERDICT_NAMES))
    result_en = TextField(_l("Result"), RESULT_RULES)
    result_es = TextField(_l("Result"), RESULT_RULES)
    measured_on = YearDayField(_l("Measured on"), [Optional()])
