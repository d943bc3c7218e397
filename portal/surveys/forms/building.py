"""The builder's forms: a new survey, and one question or section of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, SelectField
from wtforms.validators import Length, Optional, ValidationError

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import ChoiceField, LineField, TextField
from portal.core.forms import choices as options
from portal.surveys.building import BARE, NAME, Test
from portal.surveys.expression_words import sentence
from portal.surveys.expressions import ExpressionError, compile_expression

MOST_CHOICES, MOST_LINES = 200, 5
TEST_NAMES = {
    Test.IS: _l("is"),
    Test.IS_NOT: _l("is not"),
    Test.INCLUDES: _l("includes"),
    Test.EXCLUDES: _l("does not include"),
    Test.MORE: _l("is more than"),
    Test.LESS: _l("is less than"),
    Test.ANSWERED: _l("was answered"),
    Test.BLANK: _l("was not answered"),
}
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_TEXT = [Length(max=2000, message=_l("Shorten the text to 2,000 characters or fewer"))]
_SHORT = [Length(max=300, message=_l("Shorten the text to 300 characters or fewer"))]


class NewSurveyForm(TranslatedForm):
    """The title of a survey that is built on screen."""

    title_en = LineField(_l("Title"), [FirstLanguage(_l("Write a title")), *_SHORT])
    title_es = LineField(_l("Title"), _SHORT)


class ChoiceRow(TranslatedForm):
    """One choice; a row with nothing in it is none. `name` is what answers hold, and stays."""

    class Meta:
        csrf = False

    name = HiddenField()
    label_en = LineField(_l("Choice"), _SHORT)
    label_es = LineField(_l("Choice"), _SHORT)


@dataclass(frozen=True)
class Asked:
    """An earlier question as a rule may ask for it; `choices` are its choices' words by their names."""

    label: str
    tests: tuple[Test, ...]
    choices: Mapping[str, str]
    is_number: bool


class RuleRow(TranslatedForm):
    """One condition of a skip rule; a row without a question is none. `choice` or `value` is what it compares with."""

    class Meta:
        csrf = False

    question = ChoiceField(_l("Question"), [Optional()])
    test = ChoiceField(_l("Its answer"), default=Test.IS.value)
    choice = ChoiceField(_l("Choice"))
    value = LineField(_l("Text or number"), _SHORT)
    asked: Asked | None = None

    def fit(self, earlier: Mapping[str, Asked]) -> None:
        """Offer the earlier questions, and what fits the chosen one."""
        self.question.choices = options(
            {"": _("Choose a question"), **{name: one.label for name, one in earlier.items()}}
        )
        self.asked = earlier.get(self.question.data or "")
        offered = self.asked.choices if self.asked else {}
        if self.choice.data not in offered:
            self.choice.data = ""
        self.choice.choices = options({"": _("Choose an answer"), **offered})
        fitting = self.asked.tests if self.asked else tuple(Test)
        if self.test.data not in fitting and not self.choice.data and not self.value.data:
            self.test.data = fitting[0].value
        self.test.choices = options(
            {one: words for one, words in TEST_NAMES.items() if one in {*fitting, self.test.data}}
        )

    def validate_choice(self, field: Field) -> None:
        """A question with choices is compared with one of them."""
        if self.asked and self.asked.choices and self.test.data not in BARE and not field.data:
            raise ValidationError(_("Choose the answer of the condition"))

    def validate_value(self, field: Field) -> None:
        """Any other question is compared with what is written."""
        if not self.asked or self.asked.choices or self.test.data in BARE:
            return
        if not field.data or {"'", '"'} <= set(field.data):
            raise ValidationError(_("Write what the answer is compared with"))
        if self.asked.is_number and not _NUMBER.fullmatch(field.data):
            raise ValidationError(_("Enter a number, for example 5"))


def _number(_form: Any, field: Field) -> None:
    if field.data and not _NUMBER.fullmatch(field.data):
        raise ValidationError(_("Enter a number, for example 5"))


def _rule(_form: Any, field: Field) -> None:
    try:
        if field.data:
            compile_expression(field.data)
    except ExpressionError as error:
        raise ValidationError(sentence(error)) from error


class ElementForm(TranslatedForm):
    """A question or a section. The page shows the fields that fit its type. `loaded` tells the form it began from."""

    loaded = HiddenField()
    label_en = TextField(_l("Question"), _TEXT)
    label_es = TextField(_l("Question"), _TEXT)
    hint_en = LineField(_l("Hint"), _SHORT)
    hint_es = LineField(_l("Hint"), _SHORT)
    name = LineField(_l("Name in the data"), [Optional()])
    required = BooleanField(_l("An answer is needed"))
    required_message_en = LineField(_l("What to say when the answer is missing"), _SHORT)
    required_message_es = LineField(_l("What to say when the answer is missing"), _SHORT)
    least = LineField(_l("Least number"), [_number])
    most = LineField(_l("Greatest number"), [_number])
    step = LineField(_l("Step"), [_number])
    longest = LineField(_l("Most characters"), [_number])
    constraint = LineField(_l("The answer must fit"), [_rule])
    choices = FieldList(FormField(ChoiceRow), max_entries=MOST_CHOICES)
    other = BooleanField(_l("People may write another answer"))
    randomize = BooleanField(_l("Show the choices in random order"))
    aggregate_only = BooleanField(_l("Totals only: nobody sees single answers to this question"))
    any_of = SelectField(
        _l("Show it if"), choices=options({"": _l("all of these hold"), "any": _l("one of these holds")})
    )
    rules = FieldList(FormField(RuleRow), max_entries=MOST_LINES)
    relevant = TextField(_l("Show it only if"), [_rule])

    def __init__(self, earlier: Mapping[str, Asked], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if len(self.rules) < MOST_LINES and all(row.form.question.data for row in self.rules):
            self.rules.append_entry()
        for row in self.rules:
            row.form.fit(earlier)

    def validate_name(self, field: Field) -> None:
        """A name that other programs can read."""
        if not NAME.fullmatch(field.data):
            raise ValidationError(_("Use letters without accents, digits and _, and begin with a letter"))
