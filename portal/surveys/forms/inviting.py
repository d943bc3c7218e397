"""The desk's forms that invite businesses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from portal.core.forms import ChoiceField, DeskForm, LineField
from portal.surveys.invitees import Invitee, problems_of


class InviteesForm(DeskForm):
    """A list as a file. It is sent again to be kept: nothing of it lies around between the two steps."""

    file = FileField(_l("List of businesses"), [FileRequired(_l("Choose a file that ends in .csv"))])


class InviteeForm(DeskForm):
    """One business."""

    name = LineField(_l("Business"))
    email = LineField(_l("Email"))
    size_class = LineField(_l("Size class"))
    sector = LineField(_l("Sector"))
    branch_of = LineField(_l("Branch of"))
    lang = ChoiceField(_l("Language"))

    def __init__(self, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._languages = languages
        self.lang.choices = [(tag, tag) for tag in languages]

    @property
    def typed(self) -> Invitee:
        """What is typed."""
        names = ("name", "email", "size_class", "sector", "branch_of", "lang")
        return Invitee(**{name: self[name].data or "" for name in names})

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As WTForms does; a business must have what a row of a list must have."""
        valid = super().validate(*args, **kwargs)
        for name, message in problems_of(self.typed, self._languages):
            self[name].errors = [*self[name].errors, message]
            valid = False
        return valid
