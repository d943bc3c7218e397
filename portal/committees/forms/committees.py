"""The desk's form for a committee and its seats: shape, limits, and the words of errors."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField
from wtforms.validators import Length, Optional, ValidationError

from portal.core.desk_fields import FIRST_YEAR, LAST_YEAR, FirstLanguage, TranslatedForm
from portal.core.forms import ChoiceField, DayField, LineField, MarkdownField, TextField, translated

MOST_SEATS = 60
LARGEST_QUORUM = 999
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
RESPONSIBILITIES_RULES = [
    Length(max=600, message=_l("Shorten the responsibilities to 600 characters or fewer")),
]
INTERESTS_RULES = [
    Length(max=1000, message=_l("Shorten the interests to 1,000 characters or fewer")),
]
CONTACT_RULES = [
    Length(max=200, message=_l("Shorten the contact to 200 characters or fewer")),
]


class SeatForm(TranslatedForm):
    """One row of the table of seats. A new row with nothing in it is no seat; `key` names one that is kept."""

    class Meta:
        csrf = False

    key = HiddenField()

    name = LineField(_l("Name"), [Length(max=100, message=_l("Shorten the name to 100 characters or fewer"))])
    role_en = LineField(_l("Role"), ROLE_RULES)
    role_es = LineField(_l("Role"), ROLE_RULES)
    organisation = LineField(
        _l("Organization"),
        [Length(max=200, message=_l("Shorten the organization to 200 characters or fewer"))],
    )
    votes = BooleanField(_l("This seat votes"), default=True)
    starts_on = DayField(_l("First day"), [Optional()])
    ends_on = DayField(_l("Last day"), [Optional()])
    responsibilities_en = TextField(_l("Responsibilities"), RESPONSIBILITIES_RULES)
    responsibilities_es = TextField(_l("Responsibilities"), RESPONSIBILITIES_RULES)
    contact = LineField(_l("How to reach this person"), CONTACT_RULES)
    interests_en = TextField(_l("Declared interests"), INTERESTS_RULES)
    interests_es = TextField(_l("Declared interests"), INTERESTS_RULES)
    interests_on = DayField(_l("Day of the declaration"), [Optional()])
    remove = BooleanField(_l("Remove this seat"))

    @property
    def seat_id(self) -> int | None:
        """Which kept seat the row is; None for a new one."""
        typed = self.key.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None

    @property
    def is_kept(self) -> bool:
        """Whether the row is a seat to save."""
        said = (
            *(self[name].data for name in ("name", "organisation", "contact", "interests_on")),
            *(translated(self, name) for name in ("role", "responsibilities", "interests")),
        )
        return bool(any(said) or self.seat_id) and not self.remove.data

    @property
    def has_folded_errors(self) -> bool:
        """Whether something is wrong in the part that is folded away."""
        folded = ("responsibilities", "contact", "interests")
        return any(self[name].errors for name in self._fields if name.startswith(folded))

    def validate_starts_on(self, field: Field) -> None:
        """A day of this age."""
        if field.data and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(_("Enter a year between 1900 and 2199"))

    def validate_ends_on(self, field: Field) -> None:
        """A day of this age, not before the first one."""
        self.validate_starts_on(field)
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("Enter a last day that is not before the first day"))

    def validate_interests_on(self, field: Field) -> None:
        """A day of this age."""
        self.validate_starts_on(field)

    def validate(self, extra_validators: Any = None) -> bool:
        """A row that is kept needs its role in the site's first language; others are not judged."""
        if not self.is_kept:
            return True
        needed = FirstLanguage(_l("Write the role, such as Chair or Resident seat"))
        roles = {name: [needed] for name in self._fields if name.startswith("role_")}
        valid = bool(super().validate(extra_validators=roles))
        if translated(self, "interests") and not self.interests_on.data and not self.interests_on.errors:
            self.interests_on.errors = [_("Enter the day on which the interests were declared")]
            return False
        return valid


class CommitteeForm(TranslatedForm):
    """A committee's own page and its seats."""

    name_en = LineField(_l("Name"), NAME_RULES)
    name_es = LineField(_l("Name"), NAME_RULES)
    purpose_en = MarkdownField(_l("Purpose"), PURPOSE_RULES)
    purpose_es = MarkdownField(_l("Purpose"), PURPOSE_RULES)
    posting_rules = ChoiceField(_l("Posting rules"), [Optional()])
    quorum = LineField(_l("Quorum"), [Optional()])
    contact = LineField(_l("How to reach the committee"), CONTACT_RULES)
    seats = FieldList(FormField(SeatForm), min_entries=1, max_entries=MOST_SEATS)

    def __init__(self, rule_choices: list[tuple[str, str]], **kwargs: Any) -> None:
        """`rule_choices` are codes of posting rules with their names."""
        super().__init__(**kwargs)
        self.posting_rules.choices = [("", _("No posting rules")), *rule_choices]

    def validate_quorum(self, field: Field) -> None:
        """A whole number of people."""
        typed = field.data
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and 1 <= int(typed) <= LARGEST_QUORUM):
            raise ValidationError(_("Enter the quorum as a whole number from 1 to 999"))

    @property
    def quorum_number(self) -> int | None:
        """The quorum as a number; None where nothing was typed."""
        return int(self.quorum.data) if self.quorum.data else None

    def add_row(self) -> bool:
        """One more empty row; False where there are as many as there may be."""
        if len(self.seats) >= MOST_SEATS:
            return False
        self.seats.append_entry()
        return True

    def kept_rows(self) -> list[SeatForm]:
        """The rows that are seats, as typed."""
        return [entry.form for entry in self.seats if entry.form.is_kept]

    def removed(self) -> list[int]:
        """The kept seats that shall go."""
        forms = [entry.form for entry in self.seats]
        return [form.seat_id for form in forms if form.remove.data and form.seat_id]
