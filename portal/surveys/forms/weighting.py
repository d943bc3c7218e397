"""The desk's form for known totals: one number for each group by which a survey is broken down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from portal.core.forms import DeskForm

MOST = 1_000_000_000
Group = tuple[str, str, int]  # name, label, how many of it answered


class TotalsForm(DeskForm):
    """The fields come from the survey. A dimension without any number is not weighted by."""

    groups: Mapping[str, Sequence[Group]] = {}

    def fields_of(self, dimension: str) -> list[Any]:
        """The fields of the groups of one dimension."""
        return [self[_field_name(dimension, at)] for at in range(len(self.groups[dimension]))]

    @property
    def totals(self) -> dict[str, dict[str, float]]:
        """What is typed, by dimension and group."""
        typed = {
            dimension: {
                group[0]: float(field.data or 0) for group, field in zip(groups, self.fields_of(dimension), strict=True)
            }
            for dimension, groups in self.groups.items()
        }
        return {dimension: numbers for dimension, numbers in typed.items() if any(numbers.values())}

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As WTForms does; whoever answered must belong to a group of at least one."""
        valid = bool(super().validate(*args, **kwargs))
        if valid and not self.totals:
            self.form_errors.append(_("Enter the known number of each group of one question at least."))
            return False
        for dimension in self.totals if valid else ():
            for group, field in zip(self.groups[dimension], self.fields_of(dimension), strict=True):
                if group[2] and not field.data:
                    field.errors = [*field.errors, _("Enter a number: some of this group answered.")]
                    valid = False
        return valid


def totals_form(groups: Mapping[str, Sequence[Group]]) -> TotalsForm:
    """A form for these groups."""
    rules = [Optional(), NumberRange(0, MOST, message=_("Enter a whole number, 0 or more"))]
    fields = {
        _field_name(dimension, at): IntegerField(label, rules)
        for dimension, those in groups.items()
        for at, (_name, label, _n) in enumerate(those)
    }
    made: TotalsForm = type("SurveyTotalsForm", (TotalsForm,), {"groups": groups, **fields})()
    return made


def _field_name(dimension: str, at: int) -> str:
    return f"{dimension}-{at}"
