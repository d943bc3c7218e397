"""The rows of a sheet's sections: shape, limits, and the words of errors, each told which row it is about."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.core.addresses import is_web_address
from portal.core.desk_fields import TranslatedForm
from portal.core.forms import LineField, TextField, choices
from portal.projects.forms.sheet_values import (
    LINE_RULES,
    NAME_RULES,
    TEXT_RULES,
    AmountField,
    YearDayField,
    first_field,
    not_before,
    typed,
)
from portal.projects.models import RequirementState, Strength
from portal.projects.sheets.shapes import (
    BudgetLine,
    Champion,
    Criterion,
    Milestone,
    Part,
    Requirement,
    SheetLink,
)
from portal.projects.sheets.words import REQUIREMENT_STATE_NAMES, STRENGTH_NAMES

CHOSEN = {"key", "strength", "state"}  # what a row holds before anybody typed
SHOWN = 120
CURRENCY = re.compile(r"[A-Za-z]{3}")


class RowForm(TranslatedForm):
    """One row. `key` is the one that it has for life, if it has one; `place` counts the rows from 1.

    `main` is the field without which the row says nothing, `lacks` the words that ask for it. A row in which nothing
    was typed is none.
    """

    class Meta:
        csrf = False

    place = 0
    shape: ClassVar[type[Any]]
    main: ClassVar[str]
    lacks: ClassVar[Any]

    key = HiddenField()

    @property
    def row_name(self) -> str:
        """What the page calls it."""
        return self.key.data or _("Row %(number)s", number=self.place)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(_says(field) for field in self if field.short_name not in CHOSEN)

    @property
    def said(self) -> str:
        """What it is about, in one line, for whoever looks for it in a long list."""
        return next((field.data for field in self._mains() if field.data), "")[:SHOWN]

    @property
    def draft(self) -> Any:
        """The row as typed; to be asked once the form is valid."""
        return typed(self, self.shape)

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual, with the main text in any language; then every message is told which row it is about."""
        if self.is_blank:
            return True
        valid = bool(super().validate(extra_validators))
        mains = self._mains()
        if not any(_says(field) for field in mains):
            mains[0].errors = [*mains[0].errors, str(self.lacks)]
            valid = False
        for field in self:
            field.errors = [_("%(row)s: %(problem)s", row=self.row_name, problem=problem) for problem in field.errors]
        return valid

    def _mains(self) -> list[Field]:
        if self.main in self:
            return [self[self.main]]
        first = first_field(self, self.main)
        return [first, *(each for each in self if each.short_name.startswith(f"{self.main}_") and each is not first)]


def _says(field: Field) -> bool:
    return bool(field.data) or any(field.raw_data or ())


class ChampionRow(RowForm):
    """Somebody who stands up for the project."""

    shape, main, lacks = Champion, "name", _l("Write the champion's name")

    name = LineField(_l("Name"), NAME_RULES)
    organisation = LineField(_l("Organization"), NAME_RULES)
    role_en = LineField(_l("Role"), LINE_RULES)
    role_es = LineField(_l("Role"), LINE_RULES)


class RequirementRow(RowForm):
    """One requirement. Which one took its place is judged where all of them are known."""

    shape, main, lacks = Requirement, "text", _l("Write the requirement")

    text_en = TextField(_l("Requirement"), TEXT_RULES)
    text_es = TextField(_l("Requirement"), TEXT_RULES)
    owner = LineField(_l("Who answers for it"), NAME_RULES)
    strength = SelectField(_l("How much it binds"), choices=choices(STRENGTH_NAMES), default=Strength.MUST.value)
    test_en = TextField(_l("Acceptance test"), TEXT_RULES)
    test_es = TextField(_l("Acceptance test"), TEXT_RULES)
    constraint_en = TextField(_l("Constraint"), TEXT_RULES)
    constraint_es = TextField(_l("Constraint"), TEXT_RULES)
    state = SelectField(_l("State"), choices=choices(REQUIREMENT_STATE_NAMES), default=RequirementState.PROPOSED.value)
    superseded_by = LineField(_l("Replaced by"), LINE_RULES)

    @property
    def draft(self) -> Requirement:
        """The requirement as typed; a key is meant however it is written."""
        return typed(self, Requirement, superseded_by=(self.superseded_by.data or "").upper())


class MilestoneRow(RowForm):
    """A step with the day that is planned for it."""

    shape, main, lacks = Milestone, "title", _l("Write what is reached")

    title_en = LineField(_l("What is reached"), LINE_RULES)
    title_es = LineField(_l("What is reached"), LINE_RULES)
    planned_on = YearDayField(_l("Planned day"), [Optional()])


class BudgetRow(RowForm):
    """Some money for a time, from whom."""

    shape, main, lacks = BudgetLine, "title", _l("Write what the money is for")

    title_en = LineField(_l("What the money is for"), LINE_RULES)
    title_es = LineField(_l("What the money is for"), LINE_RULES)
    amount = AmountField(_l("Amount"), [Optional()])
    currency = LineField(_l("Currency"), [Optional()])
    source = LineField(_l("From whom"), NAME_RULES)
    starts_on = YearDayField(_l("First day"), [Optional()])
    ends_on = YearDayField(_l("Last day"), [Optional()])

    @property
    def draft(self) -> BudgetLine:
        """The line as typed."""
        return typed(self, BudgetLine, currency=(self.currency.data or "").upper())

    def validate_currency(self, field: Field) -> None:
        """Three letters, as banks write it."""
        if not CURRENCY.fullmatch(field.data or ""):
            raise ValidationError(_("Enter the currency in three letters, such as USD"))

    def validate_amount(self, field: Field) -> None:
        """An amount of nothing says nothing."""
        if not self.currency.data:
            raise ValidationError(_("Enter the currency, too, such as USD"))

    def validate_ends_on(self, field: Field) -> None:
        """Time runs forward."""
        not_before(self.starts_on, field)


class CriterionRow(RowForm):
    """How the partners will tell whether the project succeeded."""

    shape, main, lacks = Criterion, "measure", _l("Write what is measured")

    measure_en = TextField(_l("What is measured"), TEXT_RULES)
    measure_es = TextField(_l("What is measured"), TEXT_RULES)
    target_en = LineField(_l("Target"), LINE_RULES)
    target_es = LineField(_l("Target"), LINE_RULES)
    method_en = TextField(_l("How it is measured"), TEXT_RULES)
    method_es = TextField(_l("How it is measured"), TEXT_RULES)
    due_on = YearDayField(_l("By which day"), [Optional()])


class PartRow(RowForm):
    """A partner's part. `is_kept`: the partner stands in what is written, so it is named and not chosen."""

    shape, main, lacks = Part, "partner", _l("Choose the partner")
    is_kept = False

    partner = SelectField(_l("Partner"), validate_choice=False)
    role_en = LineField(_l("Role"), LINE_RULES)
    role_es = LineField(_l("Role"), LINE_RULES)
    contribution_en = TextField(_l("What it contributes"), TEXT_RULES)
    contribution_es = TextField(_l("What it contributes"), TEXT_RULES)
    capability_en = TextField(_l("What it is able to do that others are not"), TEXT_RULES)
    capability_es = TextField(_l("What it is able to do that others are not"), TEXT_RULES)
    public_value_en = TextField(_l("Public value"), TEXT_RULES)
    public_value_es = TextField(_l("Public value"), TEXT_RULES)
    private_value_en = TextField(_l("Private value"), TEXT_RULES)
    private_value_es = TextField(_l("Private value"), TEXT_RULES)
    stated_on = YearDayField(_l("Stated on"), [Optional()])

    def validate_partner(self, field: SelectField) -> None:
        """One of the list; an empty choice is asked for by the row."""
        if field.data and field.data not in {choice[0] for choice in field.iter_choices()}:
            raise ValidationError(_("Choose a partner from the list"))


class LinkRow(RowForm):
    """Something about the project that lies elsewhere."""

    shape, main, lacks = SheetLink, "url", _l("Write the address of the link")

    label = LineField(_l("What is there"), LINE_RULES[1:])
    url = LineField(_l("Address"), [Optional()])

    def validate_url(self, field: Field) -> None:
        """Nothing but secure web addresses may become links."""
        if not (is_web_address(field.data) and field.data.startswith("https://")):
            raise ValidationError(_("Enter an address that begins with https:// and has at most 500 characters"))

    def validate_label(self, field: Field) -> None:
        """A link says where it leads."""
        if not field.data:
            raise ValidationError(_("Write in a few words what is there"))
