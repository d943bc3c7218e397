"""What a machine notices in a waiting text. A hint asks for a second look; it is no verdict and no score."""

from __future__ import annotations

import re
from enum import StrEnum


class Hint(StrEnum):
    """Something worth a look before a ruling."""

    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    SENT_BEFORE = "sent_before"


_LINK = re.compile(r"https?://|\bwww\.\w", re.IGNORECASE)
_EMAIL = re.compile(r"\w@\w[\w-]*\.\w")
# A run of digits with the signs people put between them; years and prices stay below seven digits.
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d[\d ()./\-\u2010-\u2013]{5,24}\d(?!\w)")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_DATE_OR_MONEY = re.compile(r"\d{4}\s*[-\u2010-\u2013/]\s*\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")


def noticed(body: str) -> tuple[Hint, ...]:
    """The hints that the text alone gives, in a fixed order."""
    found = (
        (Hint.LINK, _LINK.search(body)),
        (Hint.EMAIL, _EMAIL.search(body)),
        (Hint.PHONE, _has_phone(body)),
    )
    return tuple(hint for hint, seen in found if seen)


def _has_phone(body: str) -> bool:
    return any(_is_phone(match[0]) for match in _NUMBER.finditer(body))


def _is_phone(number: str) -> bool:
    digits = sum(character.isdigit() for character in number)
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _DATE_OR_MONEY.fullmatch(number.strip())
