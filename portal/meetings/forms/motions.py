"""The rows of minutes that are added as needed: a declared conflict, a motion, the votes of its roll call."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, SelectField
from wtforms.validators import Length, Optional, ValidationError

from portal.core.desk_fields import TranslatedForm
from portal.core.forms import DayField, LineField, TextField, choices, translated
from portal.meetings.forms.minute_words import METHOD_NAMES, OUTCOME_NAMES, VOTE_NAMES
from portal.meetings.minuting.drafts import Conflict, FollowUp, Method, Motion, Tally, Vote
from portal.meetings.models import Outcome

MOST_VOTES = 999
NUMBER = re.compile(r"[0-9]{1,6}")
NUMBERS = re.compile(r"[0-9]{1,6}(?:[ ,;]+[0-9]{1,6}){0,99}")
TEXT_RULES = [Optional(), Length(max=2000, message=_l("Shorten the text to 2,000 characters or fewer"))]
LINE_RULES = [Optional(), Length(max=200, message=_l("Shorten the text to 200 characters or fewer"))]


class ConflictForm(TranslatedForm):
    """A conflict of interest that somebody declared."""

    class Meta:
        csrf = False

    seat = SelectField(_l("Who declared it"), validate_choice=False)
    text = LineField(_l("What it is"), LINE_RULES)
    recused = BooleanField(_l("Recused: takes no part in the vote"))

    @property
    def draft(self) -> Conflict:
        """The conflict as typed."""
        return Conflict(number_in(self.seat.data), self.text.data or "", bool(self.recused.data))


class VoteForm(TranslatedForm):
    """What one seat voted."""

    class Meta:
        csrf = False

    seat = HiddenField()
    vote = SelectField(_l("Vote"), choices=choices(VOTE_NAMES))


class MotionForm(TranslatedForm):
    """A motion: who moved it, how it was voted on, what follows."""

    class Meta:
        csrf = False

    number = HiddenField()
    text_en = TextField(_l("Motion"), TEXT_RULES)
    text_es = TextField(_l("Motion"), TEXT_RULES)
    also = LineField(_l("Further items that it covers"), [Optional()])
    mover = SelectField(_l("Moved by"), validate_choice=False)
    seconder = SelectField(_l("Seconded by"), validate_choice=False)
    method = SelectField(_l("How it was voted on"), choices=choices(METHOD_NAMES), default=Method.VOICE.value)
    yes = LineField(_l("Yes"), [Optional()])
    no = LineField(_l("No"), [Optional()])
    abstain = LineField(_l("Abstained"), [Optional()])
    votes = FieldList(FormField(VoteForm))
    outcome = SelectField(_l("What became of it"), choices=choices({"": _l("Choose"), **OUTCOME_NAMES}))
    conditions_en = TextField(_l("Conditions"), TEXT_RULES)
    conditions_es = TextField(_l("Conditions"), TEXT_RULES)
    task_en = LineField(_l("Follow-up"), LINE_RULES)
    task_es = LineField(_l("Follow-up"), LINE_RULES)
    owner = LineField(_l("Who does it"), LINE_RULES)
    due_on = DayField(_l("Due"), [Optional()])

    def validate_yes(self, field: Field) -> None:
        """A count of people."""
        typed = field.data or ""
        if not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= MOST_VOTES):
            raise ValidationError(_("Enter the votes as a whole number, or leave it empty"))

    def validate_also(self, field: Field) -> None:
        """Numbers of items; the use case drops those that are not on the agenda."""
        if not NUMBERS.fullmatch(field.data or ""):
            raise ValidationError(_("Enter the numbers of items, such as 4, 7"))

    validate_no = validate_abstain = validate_yes

    @property
    def draft(self) -> Motion:
        """The motion as typed; to be asked once the form is valid."""
        return Motion(
            text=translated(self, "text"),
            number=number_in(self.number.data),
            also=tuple(int(number) for number in NUMBER.findall(self.also.data or "")),
            mover=number_in(self.mover.data),
            seconder=number_in(self.seconder.data),
            method=Method(self.method.data),
            typed=self._typed(),
            votes=tuple(self._votes()),
            outcome=Outcome(self.outcome.data) if self.outcome.data else None,
            conditions=translated(self, "conditions"),
            follow_up=FollowUp(translated(self, "task"), self.owner.data or "", self.due_on.data),
        )

    def _typed(self) -> Tally | None:
        counts = (self.yes.data, self.no.data, self.abstain.data)
        return Tally(*(int(count or 0) for count in counts)) if any(counts) else None

    def _votes(self) -> list[tuple[int, Vote]]:
        rows = [(number_in(row.form.seat.data), Vote(row.form.vote.data)) for row in self.votes]
        return [(seat, vote) for seat, vote in rows if seat]

    @property
    def has_more(self) -> bool:
        """Whether conditions or a follow-up are written, so that the page opens their part."""
        typed = (self.owner.data, self.due_on.raw_data or self.due_on.data, self.errors)
        return any((*typed, *translated(self, "conditions").values(), *translated(self, "task").values()))


def number_in(typed: str | None) -> int | None:
    """The number that a hidden field or a choice names."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 7 else None


def shown_motion(motion: Motion) -> dict[str, Any]:
    """A motion as the data of a `MotionForm`."""
    count, later = motion.typed, motion.follow_up
    texts = (("text", motion.text), ("conditions", motion.conditions), ("task", later.text))
    return {
        "number": str(motion.number or ""),
        "also": ", ".join(str(number) for number in motion.also),
        "mover": str(motion.mover or ""),
        "seconder": str(motion.seconder or ""),
        "method": motion.method.value,
        "yes": str(count.yes) if count else "",
        "no": str(count.no) if count else "",
        "abstain": str(count.abstain) if count else "",
        "votes": [{"seat": str(seat), "vote": vote.value} for seat, vote in motion.votes],
        "outcome": motion.outcome.value if motion.outcome else "",
        "owner": later.owner,
        "due_on": later.due_on,
        **{f"{name}_{tag}": text for name, values in texts for tag, text in values.items()},
    }
