"""The forms of those who want to speak, and of the clerk who takes their call."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from portal.core.forms import ChoiceField, LineField, OnceForm, ShownErrors, TextField, VisitorForm, choices
from portal.meetings.models import LONGEST_NEEDS, LONGEST_SPEAKER_NAME
from portal.meetings.speaking import SpeakerDraft

# Letters by their category, but drawn as nothing.
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
IN_THE_ROOM, ONLINE = "room", "online"
WHERE_NAMES = {IN_THE_ROOM: _l("In the room"), ONLINE: _l("Online")}
NO_NAME = _l("Write a name. It need not be your real one.")


class SpeakerFields(ShownErrors):
    """What both forms ask. Only the name is required."""

    name = LineField(
        _l("Name to call"),
        [
            DataRequired(NO_NAME),
            Length(max=LONGEST_SPEAKER_NAME, message=_l("Shorten the name to 60 characters or fewer")),
        ],
        description=_l("Your name, or any other name that the chair can call."),
    )
    item = ChoiceField(_l("Speak about"))
    where = RadioField(_l("Where"), [Optional()], choices=choices(WHERE_NAMES), default=IN_THE_ROOM)
    needs = TextField(
        _l("Language or access needs"),
        [Optional(), Length(max=LONGEST_NEEDS, message=_l("Shorten this to 300 characters or fewer"))],
        description=_l("For example, an interpreter or a microphone at a seat."),
    )

    def offer(self, items: Sequence[tuple[int, str]], online: bool) -> None:
        """Let them choose among these numbered items, and whether to speak online if the meeting can be joined."""
        self.item.choices = choices({"": str(_l("Public comment period")), **dict(items)})
        if not online:
            del self.where

    def validate_name(self, field: Field) -> None:
        """At least one character that can be seen: the chair has to call it."""
        seen = (c for c in field.data or "" if unicodedata.category(c)[0] in "LNPS" and c not in _BLANK_LETTERS)
        if not any(seen):
            raise ValidationError(str(NO_NAME))

    @property
    def draft(self) -> SpeakerDraft:
        """What was typed."""
        return SpeakerDraft(
            name=self.name.data or "",
            item_number=int(self.item.data) if self.item.data else None,
            remote="where" in self and self.where.data == ONLINE,
            needs=self.needs.data or "",
        )


class SpeakerForm(SpeakerFields, VisitorForm):
    """For anyone, without an account."""

    def __init__(self, meeting_slug: str, **kwargs: Any) -> None:
        super().__init__(f"speak:{meeting_slug}", **kwargs)


class CallerForm(SpeakerFields, OnceForm):
    """For a clerk with somebody on the phone: one call is one registration."""

    def __init__(self, meeting_slug: str, **kwargs: Any) -> None:
        super().__init__(f"speak-for:{meeting_slug}", **kwargs)
