"""The desk's form for a meeting and its agenda: shape, limits, and the words of errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, FormField, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.core.desk_fields import FirstLanguage, LocalTimeField, TranslatedForm
from portal.core.forms import LineField, TextField, choices, translated
from portal.meetings.drafts import LONGEST_LINK, ItemDraft, MeetingDraft, is_web_address
from portal.meetings.models import ItemKind
from portal.meetings.rows import MOST_ROWS

SUMMARY_WORDS = 60
SUMMARY_CHARACTERS = 1000
LONGEST_SITTING = 600

KIND_NAMES = {
    ItemKind.INFORMATION: _l("Information"),
    ItemKind.DISCUSSION: _l("Discussion"),
    ItemKind.DECISION: _l("Decision"),
    ItemKind.PUBLIC_COMMENT: _l("Public comment"),
}
TITLE_RULES = [
    FirstLanguage(_l("Write a title")),
    Length(max=150, message=_l("Shorten the title to 150 characters or fewer")),
]
PLACE_RULES = [Length(max=300, message=_l("Shorten the place to 300 characters or fewer"))]
STEP_FREE_RULES = [Optional(), Length(max=500, message=_l("Shorten the note to 500 characters or fewer"))]
ITEM_TITLE_RULES = [Length(max=200, message=_l("Shorten the title to 200 characters or fewer"))]


class ItemForm(TranslatedForm):
    """One row of the agenda. A row with nothing in it is no item. Its errors name the item's number."""

    class Meta:
        csrf = False

    number = 0

    title_en = LineField(_l("Title"), ITEM_TITLE_RULES)
    title_es = LineField(_l("Title"), ITEM_TITLE_RULES)
    kind = SelectField(_l("Kind"), choices=choices(KIND_NAMES), default=ItemKind.DISCUSSION.value)
    minutes = LineField(_l("Minutes"), [Optional()])
    summary_en = TextField(_l("Summary"))
    summary_es = TextField(_l("Summary"))
    projects = SelectMultipleField(_l("Linked projects"), validate_choice=False)

    def validate_minutes(self, field: Field) -> None:
        """A whole number of minutes that fits a day."""
        typed = field.data or ""
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= LONGEST_SITTING):
            raise ValidationError(_("Enter the minutes as a whole number from 1 to 600"))

    def validate_summary_en(self, field: Field) -> None:
        """Plain and short: people read it on the bus."""
        if (words := len((field.data or "").split())) > SUMMARY_WORDS:
            raise ValidationError(
                _("Shorten the summary to %(most)s words or fewer. It has %(words)s.", most=SUMMARY_WORDS, words=words)
            )

        if len(field.data or "") > SUMMARY_CHARACTERS:
            raise ValidationError(_("Shorten the summary to 1,000 characters or fewer"))

    validate_summary_es = validate_summary_en

    def validate(self, extra_validators: Any = None) -> bool:
        """As usual; then every message is told which item it is about."""
        valid = bool(super().validate(extra_validators))
        for field in self:
            field.errors = [
                _("Item %(number)s: %(problem)s", number=self.number, problem=problem) for problem in field.errors
            ]
        return valid

    @property
    def draft(self) -> ItemDraft:
        """The item as typed; to be asked once the form is valid."""
        return ItemDraft(
            title=translated(self, "title"),
            kind=ItemKind(self.kind.data),
            summary=translated(self, "summary"),
            minutes=int(self.minutes.data) if self.minutes.data else None,
            projects=tuple(self.projects.data or ()),
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        texts = (translated(self, "title"), translated(self, "summary"), self.minutes.data, self.projects.data)
        return not any(texts)


class MeetingForm(TranslatedForm):
    """A meeting and its agenda; use cases judge committee and projects.

    `loaded` is the fingerprint of the draft that the page showed.
    """

    loaded = HiddenField()
    committee = SelectField(_l("Committee"), validate_choice=False)
    title_en = LineField(_l("Title"), TITLE_RULES)
    title_es = LineField(_l("Title"), TITLE_RULES)
    starts_at = LocalTimeField(_l("Day and time"), [InputRequired(_l("Enter the day and the time"))])
    place_en = LineField(_l("Place"), PLACE_RULES)
    place_es = LineField(_l("Place"), PLACE_RULES)
    step_free_en = LineField(_l("How to get in without steps"), STEP_FREE_RULES)
    step_free_es = LineField(_l("How to get in without steps"), STEP_FREE_RULES)
    remote_link = LineField(
        _l("Link to take part online"),
        [Optional(), Length(max=LONGEST_LINK, message=_l("Shorten the link to 500 characters or fewer"))],
        description=_l("An address that begins with https:// or http://"),
    )
    items = FieldList(FormField(ItemForm), min_entries=1, max_entries=MOST_ROWS)

    def __init__(self, committees: Sequence[Any], projects: Sequence[Any], **kwargs: Any) -> None:
        """Both are pairs of what is sent (a slug) and the words that are read."""
        super().__init__(**kwargs)
        self.committee.choices = list(committees)
        for number, row in enumerate(self.items, 1):
            row.form.number = number
            row.form.projects.choices = list(projects)

    def validate_remote_link(self, field: Field) -> None:
        """Nothing but web addresses may become links."""
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Enter an address that begins with https:// or http://"))

    @property
    def draft(self) -> MeetingDraft:
        """The meeting as typed, without empty rows; to be asked once the form is valid."""
        assert self.starts_at.moment is not None
        return MeetingDraft(
            committee_slug=self.committee.data or "",
            title=translated(self, "title"),
            starts_at=self.starts_at.moment,
            place=translated(self, "place"),
            step_free=translated(self, "step_free"),
            remote_link=self.remote_link.data or "",
            items=tuple(row.form.draft for row in self.items if not row.form.is_blank),
        )


def shown(draft: MeetingDraft) -> dict[str, Any]:
    """A draft as the data of a `MeetingForm`."""
    items: list[dict[str, Any]] = [
        {"kind": item.kind.value, "minutes": str(item.minutes or ""), "projects": list(item.projects)}
        | _texts(item, "title", "summary")
        for item in draft.items
    ]
    return {
        "committee": draft.committee_slug,
        "starts_at": draft.starts_at,
        "remote_link": draft.remote_link,
        "items": items,
    } | _texts(draft, "title", "place", "step_free")


def _texts(thing: ItemDraft | MeetingDraft, *names: str) -> dict[str, str]:
    return {f"{name}_{tag}": text for name in names for tag, text in getattr(thing, name).items()}
