"""Parts of the desk's forms: texts in every language of the site, and times as typed in its zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import get_timezone_name
from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, Field, Form
from wtforms.validators import StopValidation, ValidationError

from portal.config import LANGUAGE_NAMES
from portal.core.formats import from_local, local, site_zone
from portal.core.forms import DeskForm
from portal.core.languages import page_locale

FIRST_YEAR, LAST_YEAR = 1900, 2199


def zone_name() -> str:
    """The site's zone as words of the page's language, such as "Central Time"."""
    return get_timezone_name(site_zone(), width="long", locale=page_locale(), zone_variant="generic")


class FirstLanguage:
    """Validator of a field `<name>_<tag>`: the site's first language must be written, the others may be."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Field) -> None:
        first = current_app.config["SETTINGS"].default_language
        if not field.data and field.short_name.endswith(f"_{first}"):
            raise StopValidation(str(self.message))


class MostWords:
    """Validator: at most `most` words."""

    def __init__(self, most: int, message: str) -> None:
        self.most = most
        self.message = message

    def __call__(self, _form: Form, field: Field) -> None:
        if len((field.data or "").split()) > self.most:
            raise ValidationError(str(self.message))


class TranslatedForm(DeskForm):
    """A desk form whose fields `<name>_<tag>` exist for the languages of this site alone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        spoken = current_app.config["SETTINGS"].languages
        silent = tuple(f"_{tag}" for tag in LANGUAGE_NAMES if tag not in spoken)
        for name in [name for name in self._fields if silent and name.endswith(silent)]:
            del self[name]


class LocalTimeField(DateTimeLocalField):
    """A day and time typed in the site's zone. `data` is naive, as typed; `moment` is aware UTC."""

    unreadable = _l("Enter a day and a time, for example 2026-04-15T18:30")
    far_away = _l("Enter a year between 1900 and 2199")
    left_out = _l("Clocks go forward that night, and this time is left out. Enter another time.")

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    @property
    def moment(self) -> datetime | None:
        """What was typed, as aware UTC; None where nothing was."""
        return from_local(self.data) if self.data else None

    def process_data(self, value: Any) -> None:
        """Show `value`, an aware time or None, in the site's zone."""
        self.data = local(value).replace(tzinfo=None) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed, with words of our own for what cannot be read."""
        try:
            super().process_formdata([value.strip().replace(" ", "T") for value in valuelist])
        except ValueError as error:
            raise ValueError(str(self.unreadable)) from error
        if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(str(self.far_away))

    def pre_validate(self, form: Any) -> None:
        """In the night when clocks go forward an hour is missing: a time in it would never come."""
        if self.data and local(from_local(self.data)).replace(tzinfo=None) != self.data:
            raise ValidationError(str(self.left_out))
