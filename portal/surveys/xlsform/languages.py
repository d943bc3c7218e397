"""Languages as workbooks name them: "English (en)", "Arabic", "العربية"."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from portal.core.addresses import slugify

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2})\s*\)\s*$")


def _words(text: str) -> list[str]:
    return text.split()


_COMMON = _words(
    "am ar bg bn bs ca cs da de el en es et eu fa fi fil fr ga gl gu ha he hi hmn hr ht hu hy id ig it ja ka "
    "km kn ko ku lo lt lv mk ml mn mr ms my nb ne nl or pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te th "
    "ti tl tr uk ur uz vi xh yo zh zu "
)


_ALSO = {
    "espanol": "es",
    "francais": "fr",
    "portugues": "pt",
    "mandarin": "zh",
    "farsi": "fa",
    "castellano": "es",
    "tagalog": "tl",
}


@cache
def _in_english() -> dict[str, str]:
    return {Locale("en").languages.get(tag, tag).lower(): tag for tag in _COMMON} | _ALSO


@cache
def _in_their_own() -> dict[str, str]:
    """Slow the first time, as each language brings a file of its own: asked only for names that are not English."""
    found: dict[str, str] = {}
    for tag in _COMMON:
        try:
            name = Locale(tag).get_language_name(tag)
        except UnknownLocaleError:
            continue
        found.setdefault((name or tag).lower(), tag)
    return found


def tag_of(name: str) -> str:
    """The tag of the language that a workbook calls `name`; a private one ("x-klingon") where it is not known."""
    plain = name.strip().lower()
    code = _CODE.search(name) or _CODE.search(f"({name.strip()})" if re.split("[-_]", plain)[0] in _COMMON else "")
    if code:
        language, *rest = re.split("[-_]", code[1])
        return "-".join([language.lower(), *rest])
    return _in_english().get(plain) or _in_their_own().get(plain) or f"x-{slugify(name)[:8].strip('-')}"
