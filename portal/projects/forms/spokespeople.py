"""The desk's form that confirms who speaks for a partner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.core.forms import ChoiceField, DeskForm

NOBODY = ""


class SpokespersonForm(DeskForm):
    """One person out of those with a partner account."""

    person = ChoiceField(_l("Person"))

    def __init__(self, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """`people` are ids, and words that tell them apart."""
        super().__init__(**kwargs)
        self.person.choices = [(NOBODY, str(_l("Choose a person"))), *((str(key), words) for key, words in people)]

    @property
    def person_id(self) -> int:
        """Who was chosen; 0: nobody."""
        return int(self.person.data or 0)
