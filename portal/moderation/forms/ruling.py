"""The forms of rulings: what they share, and those that cite a guideline or let a comment wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal.core.forms import ChoiceField, DeskForm, LineField, TextField, choices
from portal.moderation.models import LONGEST_NOTE, LONGEST_PASSAGE, LONGEST_WAITS_FOR

USE = "use"
SHORTER_NOTE = _l("Shorten the note to 1,000 characters or fewer")


class WordsForm(DeskForm):
    """A ruling with a word to the author. Its button "Use this text" puts a template into the note; it rules nothing.

    `read` is the `reading` of the text that the page showed.
    """

    read = HiddenField()
    template = ChoiceField(_l("Words that are ready"), validate_choice=False)
    note = TextField(
        _l("Note to the author"),
        [Optional(), Length(max=LONGEST_NOTE, message=SHORTER_NOTE)],
        description=_l("The author reads this with the receipt."),
    )

    def __init__(self, templates: Sequence[tuple[int, str, str]] = (), **kwargs: Any) -> None:
        """`templates` are (id, title, words in the language of the comment)."""
        super().__init__(**kwargs)
        self._words = {str(number): words for number, _title, words in templates}
        titles = {number: title for number, title, _words in templates}
        self.template.choices = choices({"": _("Choose words"), **titles})

    @property
    def using(self) -> bool:
        """Whether the button "Use this text" sent it."""
        return request.method == "POST" and USE in request.form

    def fill_in(self) -> None:
        """Put the chosen words after what the note says already."""
        words = self._words.get(self.template.data or "")
        if words and words not in (self.note.data or ""):
            self.note.data = "\n".join(part for part in (self.note.data, words) if part)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """As the parent does; what was sent to be filled in is never valid, so that it rules nothing."""
        return not self.using and super().validate_on_submit(extra_validators)

    @property
    def http_status(self) -> int:
        """422 where what was sent was refused."""
        return 200 if self.using else super().http_status


class CitingForm(WordsForm):
    """Which guideline the comment, or a part of it, does not meet."""

    guideline = RadioField(
        _l("Which guideline does the comment not meet?"),
        [InputRequired(_l("Choose the guideline that the comment does not meet"))],
        validate_choice=False,  # the use case knows the codes, and its words are ours
    )

    def __init__(self, guidelines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`guidelines` are (code, title), in their order."""
        super().__init__(**kwargs)
        self.guideline.choices = list(guidelines)


class KeepBackForm(CitingForm):
    """For a decline or for hiding: also where in the text it is, and what would help."""

    passage = TextField(
        _l("Which passage is it?"),
        [Optional(), Length(max=LONGEST_PASSAGE, message=_l("Shorten the passage to 1,000 characters or fewer"))],
        description=_l("Copy it word for word from the comment. The author alone reads it."),
    )
    whole = BooleanField(_l("It is the whole comment"))
    remedy = TextField(
        _l("What would make it publishable?"),
        [Optional(), Length(max=LONGEST_NOTE, message=_l("Shorten the text to 1,000 characters or fewer"))],
        description=_l("Leave this empty to send what the guideline advises."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two: a passage, or all of it. A key of the queue sends neither field, and means all of it."""
        valid = super().validate(extra_validators)
        if self.passage.name in request.form and not self.passage.data and not self.whole.data:
            self.passage.errors = [*self.passage.errors, _("Copy the passage, or tick “It is the whole comment”")]
            return False
        return valid

    @property
    def marked(self) -> str:
        """The passage; empty where it is the whole comment."""
        return "" if self.whole.data else self.passage.data or ""


class SetAsideForm(WordsForm):
    """Whom a comment waits for."""

    waits_for = LineField(
        _l("Whom does the comment wait for?"),
        [
            DataRequired(_l("Write whom the comment waits for")),
            Length(max=LONGEST_WAITS_FOR, message=_l("Shorten the text to 160 characters or fewer")),
        ],
        description=_l("For example, “the city attorney”. The author reads this with the receipt."),
    )


class MoveForm(WordsForm):
    """To which page a comment goes."""

    to = ChoiceField(_l("Where does the comment belong?"))

    def __init__(self, destinations: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        """`destinations` are (value, title) in groups with names."""
        super().__init__(**kwargs)
        pages = {name: choices(dict(group)) for name, group in destinations.items()}
        self.to.choices = {"": choices({"": _("Choose a page")})} | pages

    def validate_to(self, field: ChoiceField) -> None:
        """A page is chosen."""
        if not field.data:
            raise ValidationError(_("Choose the page where the comment belongs"))
