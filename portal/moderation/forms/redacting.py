"""The form that takes passages out of a comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import Length, Optional

from portal.core.forms import TextField
from portal.moderation.forms.ruling import CitingForm
from portal.moderation.models import LONGEST_PASSAGE


class RedactForm(CitingForm):
    """What to take out: details that were found, whole sentences, and passages as typed, one a line.

    Both lists are sent as numbers of their entries; `read` tells whether the text is still the one that was shown.
    """

    details = SelectMultipleField(_l("Private details that the site found"), validate_choice=False)
    sentences = SelectMultipleField(_l("Whole sentences"), validate_choice=False)
    passages = TextField(
        _l("Other passages"),
        [Optional(), Length(max=LONGEST_PASSAGE * 3, message=_l("Shorten the text to 3,000 characters or fewer"))],
        description=_l("One on each line, word for word. A passage is taken out wherever it stands."),
    )
    hide_photo = BooleanField(_l("Take the photo out, too"))

    def __init__(self, found: Sequence[str], parts: Sequence[str], **kwargs: Any) -> None:
        """`found` are the private details of the comment, `parts` its sentences."""
        super().__init__(**kwargs)
        self._found, self._parts = found, parts
        self.details.choices = [(str(number), words) for number, words in enumerate(found)]
        self.sentences.choices = [(str(number), words) for number, words in enumerate(parts)]

    @property
    def take_out(self) -> list[str]:
        """The passages to take out, each once."""
        ticked = [*_ticked(self._found, self.details.data), *_ticked(self._parts, self.sentences.data)]
        typed = [line.strip() for line in (self.passages.data or "").split("\n")]
        return list(dict.fromkeys(passage for passage in (*ticked, *typed) if passage))


def _ticked(words: Sequence[str], numbers: Sequence[str] | None) -> list[str]:
    known = {str(number): text for number, text in enumerate(words)}
    return [known[number] for number in numbers or () if number in known]
