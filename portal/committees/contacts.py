"""Where a line that says how to reach somebody leads to: a mail program, a telephone, or a page. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote

_EMAIL = re.compile(r"[^\s@<>\"():;,/\\]{1,64}@[^\s@<>\"():;,/\\]+\.[^\s@<>\"():;,/\\]+")
_PHONE = re.compile(r"\+?[0-9() ./-]{5,30}")
_PAGE = re.compile(r"https://[^\s<>\"]+")
FEWEST_DIGITS = 5


def contact_link(line: str) -> str:
    """The address of a link for `line`; empty where it is neither an e-mail address, a number nor a secure page."""
    if _PAGE.fullmatch(line):
        return line
    if _EMAIL.fullmatch(line):
        return f"mailto:{quote(line, safe='@')}"
    digits = re.sub(r"[^0-9+]", "", line)
    if _PHONE.fullmatch(line) and line.isascii() and len(digits) >= FEWEST_DIGITS:
        return f"tel:{digits}"
    return ""
