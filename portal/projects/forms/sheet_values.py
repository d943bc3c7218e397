"""Between the plain values of a sheet and the fields of its forms, which have the same names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, get_args, get_type_hints

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.validators import Length, Optional, ValidationError

from portal.core.desk_fields import FIRST_YEAR, LAST_YEAR
from portal.core.forms import DayField, LineField, translated
from portal.core.translated import Translated

T = TypeVar("T")
AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,4})?")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")

NAME_RULES = [Optional(), Length(max=150, message=_l("Shorten the name to 150 characters or fewer"))]
LINE_RULES = [Optional(), Length(max=200, message=_l("Shorten the text to 200 characters or fewer"))]
TEXT_RULES = [Optional(), Length(max=2000, message=_l("Shorten the text to 2,000 characters or fewer"))]


class YearDayField(DayField):
    """A day in a year that somebody can mean."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        super().process_formdata(valuelist)
        if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(str(_l("Enter a year between 1900 and 2199")))


class AmountField(LineField):
    """Some money as people type it: 1250.50 or 1,250.50. `amount` is what was meant."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no amount."""
        if self.data and not AMOUNT.fullmatch(self._bare()):
            raise ValidationError(str(_l("Enter the amount in digits, such as 1250.50")))

    @property
    def amount(self) -> Decimal | None:
        """The amount; to be asked once the form is valid."""
        return Decimal(self._bare()) if self.data else None

    def _bare(self) -> str:
        return _THOUSANDS.sub("", self.data or "").replace(" ", "").removeprefix("$")


def typed(form: Any, shape: type[T], *left_out: str, **given: Any) -> T:
    """What was typed, as a `shape`: each of its values is that of the field with its name, but those `left_out`."""
    hints = get_type_hints(shape)
    values = {name: _read(form, name, hint) for name, hint in hints.items() if name not in {*left_out, *given}}
    return shape(**values, **given)


def _read(form: Any, name: str, hint: Any) -> Any:
    [kind] = [each for each in (get_args(hint) or (hint,)) if each is not type(None)]
    if kind is Translated:
        return translated(form, name)
    field = form[name]
    if kind is Decimal:
        return field.amount
    if kind is date:
        return field.data
    if kind is int:
        return int(field.data) if field.data else None
    return kind(field.data) if issubclass(kind, Enum) else field.data or ""


def shown(thing: Any) -> dict[str, Any]:
    """A dataclass of a sheet as the data of its form; what is no single value is left out."""
    return dict(pair for each in fields(thing) for pair in _pairs(each.name, getattr(thing, each.name)))


def _pairs(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Translated):
        yield from ((f"{name}_{tag}", text) for tag, text in value.items())
    elif isinstance(value, Enum):
        yield name, value.value
    elif isinstance(value, Decimal):
        yield name, format(value, "f")
    elif isinstance(value, int):
        yield name, str(value)
    elif isinstance(value, str | date) or value is None:
        yield name, value


def first_field(form: Form, name: str) -> Any:
    """The field of a text in the site's first language."""
    return form[f"{name}_{current_app.config['SETTINGS'].default_language}"]


def not_before(first: Any, last: Any) -> None:
    """Refuse a last day before the first one."""
    if first.data and last.data and last.data < first.data:
        raise ValidationError(str(_l("Enter a last day that is not before the first day")))
