"""The look-up form."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Length

from portal.core.forms import LineField, VisitorForm


class LookUpForm(VisitorForm):
    """One code."""

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
