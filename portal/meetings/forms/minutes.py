"""The desk's form for minutes: shape, limits, and the words of errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms.validators import Length, Optional

from portal.core.desk_fields import LocalTimeField, TranslatedForm
from portal.core.forms import LineField, MarkdownField, choices, translated
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.forms.minute_words import HANDLING_NAMES, PRESENCE_NAMES
from portal.meetings.forms.motions import ConflictForm, MotionForm, number_in, shown_motion
from portal.meetings.minuting.drafts import Handling, ItemMinutes, MinutesDraft, Presence, SeatRow
from portal.meetings.minuting.sent import MOST_CONFLICTS, MOST_MOTIONS

NOTES_RULES = [Optional(), Length(max=20_000, message=_l("Shorten the text to 20,000 characters or fewer"))]
NOTE_RULES = [Optional(), Length(max=200, message=_l("Shorten the note to 200 characters or fewer"))]
GUEST_RULES = [Optional(), Length(max=2000, message=_l("Shorten the text to 2,000 characters or fewer"))]
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class MinutesOffer:
    """What the selects offer: seats by key, later meetings by slug, each with words."""

    seats: Pairs
    meetings: Pairs


class SeatForm(TranslatedForm):
    """Whether the holder of one seat was there."""

    class Meta:
        csrf = False

    key = HiddenField()
    presence = SelectField(_l("Attendance"), choices=choices(PRESENCE_NAMES), default=Presence.UNKNOWN.value)
    note = LineField(_l("Note"), NOTE_RULES)


class ItemMinutesForm(TranslatedForm):
    """What happened at one agenda item."""

    class Meta:
        csrf = False

    number = HiddenField()
    handling = SelectField(_l("What was done"), choices=choices(HANDLING_NAMES), default=Handling.UNSAID.value)
    continued_to = SelectField(_l("Continued to"), validate_choice=False)
    notes_en = MarkdownField(_l("Notes"), NOTES_RULES)
    notes_es = MarkdownField(_l("Notes"), NOTES_RULES)
    conflicts = FieldList(FormField(ConflictForm), max_entries=MOST_CONFLICTS)
    motions = FieldList(FormField(MotionForm), max_entries=MOST_MOTIONS)

    @property
    def draft(self) -> ItemMinutes:
        """The item as typed; to be asked once the form is valid."""
        return ItemMinutes(
            number=number_in(self.number.data) or 0,
            notes=translated(self, "notes"),
            handling=Handling(self.handling.data),
            continued_to=self.continued_to.data or "",
            conflicts=tuple(row.form.draft for row in self.conflicts),
            motions=tuple(row.form.draft for row in self.motions),
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing is noted of the item yet, so that the page can keep it folded."""
        said = (translated(self, "notes") != NOTHING, len(self.conflicts), len(self.motions))
        return self.handling.data == Handling.UNSAID.value and not any(said)


class MinutesForm(TranslatedForm):
    """The minutes of a meeting. `loaded` is the fingerprint of what the page showed."""

    loaded = HiddenField()
    called_to_order = LocalTimeField(_l("Called to order"), [Optional()])
    adjourned = LocalTimeField(_l("Adjourned"), [Optional()])
    guests_en = MarkdownField(_l("Staff and guests"), GUEST_RULES)
    guests_es = MarkdownField(_l("Staff and guests"), GUEST_RULES)
    notes_en = MarkdownField(_l("General notes"), NOTES_RULES)
    notes_es = MarkdownField(_l("General notes"), NOTES_RULES)
    seats = FieldList(FormField(SeatForm))
    items = FieldList(FormField(ItemMinutesForm))

    def __init__(self, offer: MinutesOffer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for row in self.items:
            _offer(row.form, offer)

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual; then every message of an item is told which item it is about."""
        valid = bool(super().validate(extra_validators))
        for row in self.items:
            _name_place(row.form)
        return valid

    def draft(self, base: MinutesDraft) -> MinutesDraft:
        """The minutes as typed; seats and their holders are those of `base`."""
        typed = {row.form.key.data: row.form for row in self.seats}
        return replace(
            base,
            seats=tuple(_seat(seat, typed) for seat in base.seats),
            called_to_order=self.called_to_order.moment,
            adjourned=self.adjourned.moment,
            guests=translated(self, "guests"),
            notes=translated(self, "notes"),
            items=_items(base, {row.form.draft.number: row.form.draft for row in self.items}),
        )


def _seat(seat: SeatRow, typed: Mapping[str | None, SeatForm]) -> SeatRow:
    form = typed.get(str(seat.key))
    if form is None:
        return seat
    return replace(seat, presence=Presence(form.presence.data), note=form.note.data or "")


def _items(base: MinutesDraft, typed: Mapping[int, ItemMinutes]) -> tuple[ItemMinutes, ...]:
    return tuple(typed.get(item.number, item) for item in base.items)


def _name_place(item: ItemMinutesForm) -> None:
    _prefix(item, _("Item %(number)s:", number=item.number.data))
    for at, row in enumerate(item.conflicts, 1):
        _prefix(row.form, _("Item %(number)s, conflict %(conflict)s:", number=item.number.data, conflict=at))
    for at, row in enumerate(item.motions, 1):
        _prefix(row.form, _("Item %(number)s, motion %(motion)s:", number=item.number.data, motion=at))


def _prefix(form: TranslatedForm, place: str) -> None:
    for field in form:
        if field.type not in {"FieldList", "FormField"}:
            field.errors = [f"{place} {problem}" for problem in field.errors]


def _offer(item: ItemMinutesForm, offer: MinutesOffer) -> None:
    item.continued_to.choices = [("", _("Not known yet")), *offer.meetings]
    for row in item.conflicts:
        row.form.seat.choices = [("", _("Choose")), *offer.seats]
    for row in item.motions:
        row.form.mover.choices = row.form.seconder.choices = [("", _("Nobody")), *offer.seats]


def shown_minutes(draft: MinutesDraft) -> dict[str, Any]:
    """Minutes as the data of a `MinutesForm`."""
    return {
        "called_to_order": draft.called_to_order,
        "adjourned": draft.adjourned,
        "seats": [{"key": str(s.key), "presence": s.presence.value, "note": s.note} for s in draft.seats],
        "items": [_shown_item(item) for item in draft.items],
        **{f"guests_{tag}": text for tag, text in draft.guests.items()},
        **{f"notes_{tag}": text for tag, text in draft.notes.items()},
    }


def _shown_item(item: ItemMinutes) -> dict[str, Any]:
    return {
        "number": str(item.number),
        "handling": item.handling.value,
        "continued_to": item.continued_to,
        "conflicts": [{"seat": str(c.seat or ""), "text": c.text, "recused": c.recused} for c in item.conflicts],
        "motions": [shown_motion(motion) for motion in item.motions],
        **{f"notes_{tag}": text for tag, text in item.notes.items()},
    }
