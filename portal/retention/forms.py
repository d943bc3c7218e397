"""The forms of the desk about erasing and holding."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal.core import base32
from portal.core.addresses import KEY_LENGTH
from portal.core.errors import Refused
from portal.core.forms import DeskForm, LineField, TextField, choices
from portal.moderation.models import Danger
from portal.retention.models import LONGEST_HOLD_REASON, RequestReason

REASON_NAMES = {
    RequestReason.LOST_CODE: _l("Its author asked, and has lost the receipt code"),
    RequestReason.OTHERS_DATA: _l("Somebody asked whom it tells about"),
    RequestReason.COURT: _l("A court or an authority ordered it"),
}


DANGER_NAMES = {
    Danger.THREAT: _l("A threat"),
    Danger.SELF_HARM: _l("Self-harm"),
    Danger.CHILD: _l("A child in danger"),
}


class KeyForm(DeskForm):
    """Names one comment by the key in the address of its page. `comment_id` holds it once the form was found valid."""

    comment_id = 0

    key = LineField(
        _l("Key of the comment"),
        [DataRequired(_l("Enter the key of the comment"))],
        description=_l("The ten letters and digits at the end of its address, such as 7qk4m2xa9c."),
    )

    def validate_key(self, field: Field) -> None:
        """Take a key as it is typed, or the whole address of the comment's page."""
        symbols = base32.tidy((field.data or "").rstrip("/").rpartition("/")[2])
        try:
            self.comment_id = base32.decode(symbols) if len(symbols) == KEY_LENGTH else 0
        except ValueError:
            self.comment_id = 0
        if not self.comment_id:
            raise ValidationError(str(_l("A key has ten letters and digits. Copy it from the address of the comment.")))

    def show_unknown(self) -> None:
        """Say that no comment has this key."""
        self.show(
            Refused(str(_l("There is no comment with this key. Compare it with the address of its page.")), "key")
        )


class HoldForm(KeyForm):
    """A comment that must not be destroyed, and why."""

    reason = TextField(
        _l("Reason"),
        [
            DataRequired(_l("Write the reason")),
            Length(max=LONGEST_HOLD_REASON, message=_l("Shorten the reason to 500 characters or fewer")),
        ],
        description=_l("Such as the file number of the court. Only staff read it. Quote nothing of the comment."),
    )


class EraseForm(DeskForm):
    """Why staff erase a comment; the reason stands in the public record, so it is chosen, not written."""

    reason = RadioField(
        _l("Why it is erased"),
        [InputRequired(_l("Choose the reason"))],
        choices=choices(REASON_NAMES),
    )

    @property
    def chosen(self) -> RequestReason:
        """The reason, once the form was found valid."""
        return RequestReason(self.reason.data)
