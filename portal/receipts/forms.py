"""The form that takes a code: to look a receipt up, or to take back what it is for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import DataRequired, Length, ValidationError

from portal.core.errors import Refused
from portal.core.forms import LineField, VisitorForm
from portal.core.limits import Misses
from portal.receipts import codes

# A mistyped check symbol is no guess and is not counted; with 115 random bits in a code this only keeps the log of a
# guesser short.
MISSES = Misses("receipt-miss", most=10, window=timedelta(hours=1))


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

    def show_unknown(self) -> None:
        """Say that no receipt has this code."""
        self.show(Refused(_("We cannot find this code. Compare it with your receipt, group by group."), "code"))


def _why(mistyped: codes.Mistyped) -> str:
    if mistyped.why == "length":
        return _("A receipt code has 24 letters and digits. Check that none is missing.")
    if mistyped.why == "symbol":
        return _("A receipt code holds only letters and digits, and never the letter U. Check what you typed.")
    return _("One letter or digit is not right. Compare the code with your receipt, group by group.")
