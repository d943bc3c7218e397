"""The search page's words and filters; they live in the address (GET), so a result can be shared."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import Optional, ValidationError

from portal.comments.forms import AUDIENCE_NAMES
from portal.comments.models import FeedbackState
from portal.core.errors import Refused
from portal.core.forms import ChoiceField, DayField, LineField, choices
from portal.search.language import Reason

STATE_NAMES = {
    FeedbackState.PENDING: _l("Waiting for review"),
    FeedbackState.PUBLISHED: _l("Published"),
    FeedbackState.DECLINED: _l("Not published"),
    FeedbackState.SET_ASIDE: _l("Set aside"),
    FeedbackState.HIDDEN: _l("Hidden"),
    FeedbackState.WITHDRAWN: _l("Withdrawn by its author"),
    FeedbackState.ERASED: _l("Erased"),
}
SORT_NAMES = {"relevance": _l("Best match first"), "newest": _l("Newest first")}
REASON_WORDS = {
    Reason.TOO_LONG: _l("Shorten your search to 200 characters or fewer"),
    Reason.TOO_MANY: _l("only the first 8 words are looked for"),
    Reason.LONG_WORD: _l("a word has at most 40 letters"),
    Reason.LONG_PHRASE: _l("a phrase has at most 8 words"),
    Reason.SHORT_PREFIX: _l("a star needs three letters before it"),
    Reason.COMPOUND_PREFIX: _l("a star works after one plain word only"),
    Reason.STAR_INSIDE: _l("a star works at the end of a word only"),
    Reason.OPEN_QUOTE: _l("this quotation mark has no partner"),
    Reason.NO_WORD: _l("there is no word in it"),
    Reason.OPERATOR: _l("all words are looked for; use a minus to leave one out"),
    Reason.ONLY_EXCLUDED: _l("write also what you look for, not only what to leave out"),
}
PARAMETERS = ("q", "project", "meeting", "state", "audience", "area", "from", "to", "sort", "after")


class FeedbackSearchForm(FlaskForm):
    """Every field optional. `project`, `meeting` and `area` get their choices from the view."""

    class Meta:
        csrf = False

    q = LineField(
        _l("Words"),
        description=_l("All words must occur. “Exact words” in quotes, -not, park* for beginnings."),
    )
    project = ChoiceField(_l("Project"), [Optional()])
    meeting = ChoiceField(_l("Meeting"), [Optional()])
    state = ChoiceField(_l("State"), [Optional()], choices=choices({"": _l("All")} | STATE_NAMES))
    audience = ChoiceField(_l("Writing as"), [Optional()], choices=choices({"": _l("All")} | AUDIENCE_NAMES))
    area = ChoiceField(_l("Neighborhood"), [Optional()])
    sort = ChoiceField(_l("Order"), [Optional()], choices=choices(SORT_NAMES), default="relevance")
    received_from = DayField(_l("From"), [Optional()], name="from")
    received_to = DayField(_l("To"), [Optional()], name="to")

    def validate_received_from(self, field: DayField) -> None:
        """Days that no comment can have are refused in words, before the calendar runs out of them."""
        _refuse_odd_day(field)

    def validate_received_to(self, field: DayField) -> None:
        """As for the first day."""
        _refuse_odd_day(field)

    def show(self, refusal: Refused) -> None:
        """Put the words of a refusal at the search box."""
        self.q.errors = [*self.q.errors, refusal.message]


def _refuse_odd_day(field: DayField) -> None:
    if field.data and not 1970 <= field.data.year <= 9000:
        raise ValidationError(str(_l("Enter a day between 1970 and 9000")))
