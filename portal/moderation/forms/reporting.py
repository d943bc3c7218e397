"""The forms of reports: a reader's, and the moderator's who looked and lets the text stand."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from portal.core.addresses import key_text
from portal.core.forms import DeskForm, TextField, VisitorForm, choices
from portal.moderation.models import LONGEST_NOTE, LONGEST_REPORT, ReportReason

REASONS = {
    ReportReason.PRIVATE: _l("It shows private details of a person"),
    ReportReason.THREAT: _l("It threatens somebody, or calls for harm"),
    ReportReason.HATE: _l("It attacks people for who they are"),
    ReportReason.SPAM: _l("It is advertising"),
    ReportReason.NOT_MINE: _l("It is in my name, and I did not send it"),
    ReportReason.OTHER: _l("Something else"),
}


class ReportForm(VisitorForm):
    """One choice is required. Nobody is asked for a name."""

    reason = RadioField(
        _l("What is wrong with it?"),
        [InputRequired(_l("Choose what is wrong with the comment"))],
        choices=choices(REASONS),
        validate_choice=False,  # `chosen` says it in words of ours
    )
    words = TextField(
        _l("Tell us more"),
        [Optional(), Length(max=LONGEST_REPORT, message=_l("Shorten this to 1,000 characters or fewer"))],
        description=_l("Only moderators read this. You need not say who you are."),
    )

    def __init__(self, comment_id: int, **kwargs: Any) -> None:
        """The form of one comment does not serve another."""
        super().__init__(f"report:{key_text(comment_id)}", **kwargs)

    @property
    def chosen(self) -> ReportReason:
        """The reason; what is in no list is something else."""
        return ReportReason(self.reason.data) if self.reason.data in set(ReportReason) else ReportReason.OTHER


class KeepForm(DeskForm):
    """Why a reported text stays public."""

    note = TextField(
        _l("Why it stays"),
        [
            DataRequired(_l("Write why the comment stays public")),
            Length(max=LONGEST_NOTE, message=_l("Shorten the note to 1,000 characters or fewer")),
        ],
        description=_l("Moderators read this when the comment is reported again."),
    )
