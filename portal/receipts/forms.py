"""The forms that take a code: to look a receipt up, and to do what its holder may."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import DataRequired, Length, ValidationError

from portal.core.errors import Refused
from portal.core.forms import LineField, VisitorForm
from portal.receipts import codes
from portal.receipts.guessing import NoCode

CONFIRM = "confirm"


class LookUpForm(VisitorForm):
    """One code. `symbols` holds it once the form was found valid."""

    symbols = ""

    code = LineField(
        _l("Receipt code"),
        [
            DataRequired(_l("Enter your receipt code")),
            Length(max=60, message=_l("A code has 24 letters and digits")),
        ],
        description=_l("24 letters and digits. Dashes, spaces and capitals do not matter."),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("receipt", **kwargs)

    @property
    def grouped(self) -> str:
        """The code as receipts show it."""
        return codes.grouped(self.symbols)

    def validate_code(self, field: Field) -> None:
        """Tell what is wrong with a code that nobody can have been given."""
        try:
            self.symbols = codes.read(field.data or "")
        except codes.Mistyped as mistyped:
            raise ValidationError(_why(mistyped)) from mistyped

    def proven(self) -> str:
        """The 24 symbols that came with the form. Raises `NoCode`, which has a page, where no code looks like that."""
        if not self.validate_on_submit():
            raise NoCode
        return self.symbols

    def show_unknown(self) -> None:
        """Say that no receipt has this code."""
        self.show(Refused(_("We cannot find this code. Compare it with your receipt, group by group."), "code"))


class HolderForm(LookUpForm):
    """A code that comes along with what its holder wants done. A form with more fields inherits from this one.

    The first sending asks what would happen, the one by the button of that page (`confirmed`) does it.
    """

    @property
    def confirmed(self) -> bool:
        """Whether the button that does the deed sent it."""
        return request.method == "POST" and CONFIRM in request.form

    def proven(self) -> str:
        """As for a look-up, whatever the other fields hold: a token that is too old must not cost a text."""
        if not self.code.validate(self, [type(self).validate_code]):
            raise NoCode
        return self.symbols

    def ready(self) -> bool:
        """Whether the deed may be done: confirmed, and every field in shape."""
        return self.confirmed and self.validate()

    @property
    def http_status(self) -> int:
        """The status of a page that shows this form: 422 where what was sent was refused."""
        return 422 if self.confirmed else 200


def _why(mistyped: codes.Mistyped) -> str:
    if mistyped.why == "length":
        return _("A receipt code has 24 letters and digits. Check that none is missing.")
    if mistyped.why == "symbol":
        return _("A receipt code holds only letters and digits, and never the letter U. Check what you typed.")
    return _("One letter or digit is not right. Compare the code with your receipt, group by group.")
