"""How the languages of a form are written. They may be other than the site's."""

from __future__ import annotations

from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Where lines begin in the language `tag`."""
    try:
        return "rtl" if Locale.parse(tag, sep="-").text_direction == "rtl" else "ltr"
    except (ValueError, UnknownLocaleError):
        return "ltr"
