"""Numbers that belong to one person: bank accounts, payment cards, identity numbers, telephones.

Whatever has check digits is believed only if they fit, so that hardly any other number is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Spans = Iterator[tuple[int, int]]

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![\d.,/-])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\d/]|[.,-]\d)")
_SSN = re.compile(r"(?<![\d-])(\d{3})([- ])(\d{2})\2(\d{4})(?![\d-])")
_NAMED_SSN = re.compile(
    r"\b(?:SSN|social security(?: number| no\.?)?)\W{0,3}(?:is\W{1,3})?((\d{3})-?(\d{2})-?(\d{4}))\b", re.I
)
_DNI = re.compile(r"\b(?:\d{8}|\d{2}\.\d{3}\.\d{3}|[XYZxyz]-?\d{7})[- ]?[A-HJ-NP-TV-Za-hj-np-tv-z]\b")
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"

_NORTH_AMERICA = re.compile(
    r"(?<![\w.,/$€-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]?\d{4}(?![\w/]|[.,-]\d)"
)
_LOCAL = re.compile(r"(?<![\w.,/$€-])[2-9]\d{2}[-.]\d{4}(?![\w/]|[.,-]\d)")
_SPAIN = re.compile(r"(?<![\w.,/$€-])[6789]\d{2}(?:([ .-])\d{3}\1\d{3}|([ .-])\d{2}\2\d{2}\2\d{2})(?![\w/]|[.,-]\d)")
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}(?:[ ./-]?\(?\d{1,4}\)?){2,6}(?!\w)")
_NAMED = re.compile(
    r"\b(?:phone|telephone|cell|call|text|tel|fax|tel[eé]fono|tfno|m[oó]vil|llame(?:n|me)?|ll[aá]men?me)\b"
    r"\D{0,12}?(?<!\d)(\d[\d ().-]{5,16}\d)(?!\d)",
    re.I,
)
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_DAY_OR_YEARS = re.compile(r"\d{4}\W*-\W*\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")


def accounts(text: str) -> Spans:
    """International bank account numbers (IBAN)."""
    for match in _IBAN.finditer(text):
        plain = re.sub("[ -]", "", match[0])
        if 15 <= len(plain) <= 34 and _fits_iban(plain):
            yield match.span()


def _fits_iban(plain: str) -> bool:
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def cards(text: str) -> Spans:
    """Numbers of payment cards."""
    for match in _CARD.finditer(text):
        digits = [int(c) for c in match[0] if c.isdigit()]
        if 13 <= len(digits) <= 19 and len(set(digits)) > 1 and _fits_luhn(digits):
            yield match.span()


def _fits_luhn(digits: list[int]) -> bool:
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def identities(text: str) -> Spans:
    """Numbers of the state: Social Security in the United States, DNI and NIE in Spain."""
    for match in _SSN.finditer(text):
        if _can_be_ssn(match[1], match[3], match[4]):
            yield match.span()
    for match in _NAMED_SSN.finditer(text):
        if _can_be_ssn(match[2], match[3], match[4]):
            yield match.span(1)
    for match in _DNI.finditer(text):
        plain = re.sub("[ .-]", "", match[0]).upper()
        number = str("XYZ".index(plain[0])) + plain[1:-1] if plain[0] in "XYZ" else plain[:-1]
        if _DNI_LETTERS[int(number) % 23] == plain[-1]:
            yield match.span()


def _can_be_ssn(area: str, group: str, serial: str) -> bool:
    return area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"


def phones(text: str) -> Spans:
    """Telephone numbers."""
    for pattern in (_ABROAD, _NORTH_AMERICA, _SPAIN, _LOCAL, _NAMED):
        for match in pattern.finditer(text):
            found = match[pattern.groups] if pattern is _NAMED else match[0]
            start = match.start(1) if pattern is _NAMED else match.start()
            digits = sum(c.isdigit() for c in found)
            if _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _DAY_OR_YEARS.fullmatch(found.strip()):
                yield start, start + len(found)
