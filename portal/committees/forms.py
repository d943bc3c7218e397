"""The desk's form for a committee and its seats: shape, limits, and the words of errors."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.validators import Length

from portal.core.desk_fields import FirstLanguage, TranslatedForm
from portal.core.forms import LineField, TextField, translated

MOST_SEATS = 60
NAME_RULES = [
    FirstLanguage(_l("Write the committee's name")),
    Length(max=150, message=_l("Shorten the name to 150 characters or fewer")),
]
PURPOSE_RULES = [
    FirstLanguage(_l("Write what the committee is for")),
    Length(max=20_000, message=_l("Shorten the text to 20,000 characters or fewer")),
]
ROLE_RULES = [
    Length(max=100, message=_l("Shorten the role to 100 characters or fewer")),
]


class SeatForm(TranslatedForm):
    """One row of the table of seats. A row with nothing in it is no seat."""

    class Meta:
        csrf = False

    name = LineField(_l("Name"), [Length(max=100, message=_l("Shorten the name to 100 characters or fewer"))])
    role_en = LineField(_l("Role"), ROLE_RULES)
    role_es = LineField(_l("Role"), ROLE_RULES)
    organisation = LineField(
        _l("Organization"),
        [Length(max=200, message=_l("Shorten the organization to 200 characters or fewer"))],
    )
    remove = BooleanField(_l("Remove this seat"))

    @property
    def is_kept(self) -> bool:
        """Whether the row is a seat to save."""
        said = self.name.data or translated(self, "role") or self.organisation.data
        return bool(said) and not self.remove.data

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that is kept needs its role in the site's first language; others are not judged."""
        if not self.is_kept:
            return True
        needed = FirstLanguage(_l("Write the role, such as Chair or Resident seat"))
        roles = {name: [needed] for name in self._fields if name.startswith("role_")}
        return bool(super().validate(extra_validators=roles))


class CommitteeForm(TranslatedForm):
    """A committee's own page and its seats."""

    name_en = LineField(_l("Name"), NAME_RULES)
    name_es = LineField(_l("Name"), NAME_RULES)
    purpose_en = TextField(_l("Purpose"), PURPOSE_RULES)
    purpose_es = TextField(_l("Purpose"), PURPOSE_RULES)
    seats = FieldList(FormField(SeatForm), min_entries=1, max_entries=MOST_SEATS)

    def add_row(self) -> bool:
        """One more empty row; False where there are as many as there may be."""
        if len(self.seats) >= MOST_SEATS:
            return False
        self.seats.append_entry()
        return True

    def kept_rows(self) -> list[SeatForm]:
        """The rows that are seats, as typed."""
        return [entry.form for entry in self.seats if entry.form.is_kept]
