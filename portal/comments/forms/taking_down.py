"""The forms of staff who take down what others say: one by one, from a table, and the slips beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, IntegerField, RadioField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from portal.comments.forms.fields import NameField, SaidField, no_name_of_staff
from portal.comments.forms.words import AUDIENCE_NAMES, STANCE_NAMES
from portal.comments.models import LONGEST_BODY, LONGEST_NAME, LONGEST_OCCASION, Audience, Channel, Stance
from portal.comments.taken_down.entries import Entry
from portal.comments.targets import TargetKey
from portal.config import LANGUAGE_NAMES
from portal.core.forms import ChoiceField, DayField, DeskForm, LineField, OnceForm, ShownErrors, TextField, choices
from portal.receipts import queries as receipts

CHANNEL_NAMES = {Channel.PAPER: _l("On paper"), Channel.PHONE: _l("On the phone"), Channel.ROOM: _l("In a room")}
MOST_SLIPS = 200
LONGEST_TABLE = 300_000  # characters


class HeardFields(ShownErrors):
    """Where and when something was said: asked once, kept for the next entry."""

    target = ChoiceField(_l("What it is about"), [DataRequired(_l("Choose what the comment is about"))])
    channel = RadioField(
        _l("How it was said"), [DataRequired(_l("Choose how it was said"))], choices=choices(CHANNEL_NAMES)
    )
    occasion = LineField(
        _l("Occasion"),
        [
            DataRequired(_l("Write where it was said")),
            Length(max=LONGEST_OCCASION, message=_l("Shorten the occasion to 160 characters or fewer")),
        ],
        description=_l("Everybody reads it with the comment. For example: Open house at the library, April 12."),
    )
    said_on = DayField(
        _l("Day on which it was said"),
        [DataRequired(_l("Enter the day on which it was said"))],
        description=_l("A day on which comments were open. For example, 2026-04-15"),
    )
    lang = ChoiceField(_l("Language"))

    def offer(self, targets: Sequence[tuple[str, str, str]]) -> None:
        """Let them choose among these: group, value, words. Other languages than the site's come with a table."""
        grouped: dict[str, dict[str, str]] = {str(_l("Choose one")): {"": "–"}}
        for group, value, words in targets:
            grouped.setdefault(group, {})[value] = words
        self.target.choices = {group: choices(names) for group, names in grouped.items()}
        spoken: Sequence[str] = current_app.config["SETTINGS"].languages
        self.lang.choices = choices({tag: LANGUAGE_NAMES[tag] for tag in spoken})

    def entry(self, **others: Any) -> Entry:
        """What the fields say, with what else is known."""
        facts = {"lang": self.lang.data, "occasion": self.occasion.data, "said_on": self.said_on.data}
        return Entry(channel=Channel(self.channel.data), **(facts | others))

    @property
    def key(self) -> TargetKey:
        """What it is about."""
        return TargetKey.read(self.target.data)


class EntryForm(HeardFields, OnceForm):
    """One comment. It counts once however often it is sent."""

    body = SaidField(
        _l("What was said"),
        [
            DataRequired(_l("Write what was said")),
            Length(max=LONGEST_BODY, message=_l("Shorten the comment to 3,000 characters or fewer")),
        ],
        description=_l("In the person's own words. Leave out private details, such as a phone number."),
    )
    display_name = NameField(
        _l("Name to show"),
        [
            Optional(),
            Length(max=LONGEST_NAME, message=_l("Shorten the name to 60 characters or fewer")),
            no_name_of_staff,
        ],
        description=_l("Only if the person wants it shown. Without a name we show “Anonymous”."),
    )
    audience = RadioField(_l("Writing as"), [Optional()], choices=choices(AUDIENCE_NAMES))
    area = NameField(
        _l("Neighborhood"),
        [Optional(), Length(max=80, message=_l("Shorten the neighborhood to 80 characters or fewer"))],
    )
    stance = RadioField(
        _l("Do they support the agenda item?"),
        [Optional()],
        choices=choices(STANCE_NAMES),
        description=_l("For agenda items alone."),
    )
    slip = LineField(
        _l("Code on the slip"),
        [Optional(), Length(max=60, message=_l("A code has 24 letters and digits"))],
        description=_l("If they wrote on a printed slip. Without one you get a new code to hand out."),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("enter-comment", **kwargs)

    def validate_slip(self, field: Field) -> None:
        """Nobody can have been given a code with another check symbol."""
        if field.data and receipts.symbols_of(field.data) is None:
            raise ValidationError(str(_l("Compare the code with the paper, group by group. It has 24 symbols.")))

    @property
    def written(self) -> Entry:
        """What was typed."""
        return self.entry(
            body=self.body.data or "",
            display_name=self.display_name.data or "",
            audience=Audience(self.audience.data) if self.audience.data else None,
            area=self.area.data or "",
            stance=Stance(self.stance.data) if self.stance.data else None,
            slip=receipts.symbols_of(self.slip.data) or "" if self.slip.data else "",
        )


class TableForm(HeardFields, DeskForm):
    """A table of comments, as a file or pasted. What it holds is looked at before anything is entered."""

    file = FileField(_l("CSV file"))
    table = TextField(
        _l("Table"), description=_l("The file's text, or rows pasted here. Correct it here and check again.")
    )

    def validate_table(self, field: Field) -> None:
        """Something must be there, and not more than can be looked at."""
        if not field.data:
            raise ValidationError(str(_l("Choose a file, or paste a table")))
        if len(field.data) > LONGEST_TABLE:
            raise ValidationError(str(_l("Split the table: send 300,000 characters or fewer at once")))


class SlipsForm(OnceForm):
    """How many slips to print, and for what."""

    occasion = LineField(
        _l("Occasion"),
        [
            DataRequired(_l("Write what the slips are for")),
            Length(max=LONGEST_OCCASION, message=_l("Shorten the occasion to 160 characters or fewer")),
        ],
        description=_l("It stands on every slip. For example: Open house at the library, April 12."),
    )
    count = IntegerField(_l("How many slips"), [Optional()], default=20)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("print-slips", **kwargs)

    def validate_count(self, field: Field) -> None:
        """As many as a stack of paper has."""
        if field.data is None or not 1 <= field.data <= MOST_SLIPS:
            field.errors = []
            raise ValidationError(str(_l("Enter a number from 1 to 200")))
