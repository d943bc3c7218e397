"""How the languages of a form are called and written. They may be other than the site's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError

from portal.surveys.definition import Language


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Where lines begin in the language `tag`."""
    known = _locale(tag)
    return "rtl" if known and known.text_direction == "rtl" else "ltr"


def named(languages: Iterable[Language]) -> tuple[Language, ...]:
    """Languages under the names that their own readers know; of those that nobody knows, as the workbook has them."""
    return tuple(replace(language, name=_own_name(language)) for language in languages)


def _own_name(language: Language) -> str:
    known = _locale(language.tag)
    name = known.get_display_name() if known else None
    return name[:1].upper() + name[1:] if name else language.name or language.tag


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
