"""The desk's forms for partners, and for asking one of them to sign."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal.core.addresses import LONGEST_LINK, is_web_address
from portal.core.desk_fields import TranslatedForm
from portal.core.forms import LineField, MarkdownField, OnceForm, choices
from portal.projects.partner_words import KIND_NAMES

ABOUT_RULES = [Optional(), Length(max=5000, message=_l("Shorten the text to 5,000 characters or fewer"))]


class PartnerForm(TranslatedForm):
    """What is said of a partner. `namesake` is asked for only once another partner of this name was found."""

    name = LineField(
        _l("Name"),
        [
            DataRequired(_l("Write the name of the partner")),
            Length(max=200, message=_l("Shorten the name to 200 characters or fewer")),
        ],
    )
    kind = RadioField(_l("Kind"), [InputRequired(_l("Choose a kind"))], choices=choices(KIND_NAMES))
    about_en = MarkdownField(_l("About the partner"), ABOUT_RULES)
    about_es = MarkdownField(_l("About the partner"), ABOUT_RULES)
    website = LineField(
        _l("Website"),
        [Optional(), Length(max=LONGEST_LINK, message=_l("Shorten the link to 500 characters or fewer"))],
        description=_l("An address that begins with https:// or http://"),
    )
    namesake = BooleanField(_l("This is another organization with the same name"))

    def validate_website(self, field: Field) -> None:
        """Nothing but web addresses may become links."""
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Enter an address that begins with https:// or http://"))


class AskForm(OnceForm):
    """For whom a link is. `number` is the version that the clerk sees."""

    number = HiddenField()
    contact = LineField(
        _l("For whom the link is"),
        [
            DataRequired(_l("Write for whom the link is")),
            Length(max=200, message=_l("Shorten this to 200 characters or fewer")),
        ],
        description=_l("A name, a role, a phone number: whatever helps you. Only clerks see it."),
    )

    def __init__(self, project: str, partner: str, **kwargs: Any) -> None:
        super().__init__(f"ask:{project}/{partner}", **kwargs)

    @property
    def version(self) -> int:
        """The version's number; 0 for what is none."""
        typed = self.number.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
