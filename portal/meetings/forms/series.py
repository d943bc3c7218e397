"""The desk's form for meetings that come again and again."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from portal.core.clock import now
from portal.core.formats import local
from portal.core.forms import DayField, DeskForm, choices
from portal.meetings.agendas.series import Rhythm

RHYTHM_NAMES = {
    Rhythm.MONTHLY_BY_WEEKDAY: _l("Every month, on the same weekday of the month"),
    Rhythm.MONTHLY_LAST_WEEKDAY: _l("Every month, on the last such weekday"),
    Rhythm.MONTHLY_BY_DATE: _l("Every month, on the same date"),
    Rhythm.WEEKLY: _l("Every week"),
    Rhythm.FORTNIGHTLY: _l("Every two weeks"),
}
FURTHEST = timedelta(days=3 * 366)


class SeriesForm(DeskForm):
    """How often, until when, and then on which of those days."""

    rhythm = SelectField(_l("How often"), choices=choices(RHYTHM_NAMES))
    until = DayField(_l("Until"), [InputRequired(_l("Enter a day like 2026-04-15"))])
    with_items = BooleanField(_l("Copy the agenda items, too"))
    days = SelectMultipleField(_l("Days"), validate_choice=False)

    def validate_until(self, field: Field) -> None:
        """A day that somebody may live to see."""
        if field.data and field.data > (local(now()) + FURTHEST).date():
            raise ValidationError(_("Enter a day within the next three years"))
