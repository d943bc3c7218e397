"""Fields of the comment form that take more care than others."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.comments.names import balanced, looks_like_staff, plain_name
from portal.core.forms import clean_line, clean_text

LONGEST_EMAIL = 254


class SaidField(TextAreaField):
    """What somebody says to everybody: cleaned, and unable to turn around what stands beside it."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[_said], **kwargs)


class NameField(StringField):
    """How somebody calls themselves or where they live: in a line, without what cannot be seen."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=[_name], **kwargs)


class MaskField(SelectMultipleField):
    """The details to mask, by their text. What was taken out of the text meanwhile is no error."""

    def pre_validate(self, form: Any) -> None:
        """Nothing: only what the text holds is ever masked."""


def _said(value: str | None) -> str | None:
    cleaned = clean_text(value)
    return balanced(cleaned) if cleaned else cleaned


def _name(value: str | None) -> str | None:
    cleaned = clean_line(value)
    return plain_name(cleaned) if cleaned else cleaned


def no_name_of_staff(_form: Any, field: Field) -> None:
    """A name that readers could take for a moderator's is refused."""
    if looks_like_staff(field.data or ""):
        raise ValidationError(str(_l("Choose another name: this one looks like a name of the staff")))


def email_address(_form: Any, field: Field) -> None:
    """An address that can be written to, in its usual spelling. Nothing is asked of the network."""
    try:
        field.data = validate_email(field.data or "", check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValidationError(str(_l("Enter an email address like name@example.com"))) from error
    if len(field.data) > LONGEST_EMAIL:
        raise ValidationError(str(_l("Enter a shorter email address")))
