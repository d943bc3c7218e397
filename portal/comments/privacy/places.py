"""How and where somebody can be found: e-mail addresses, houses, cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

Spans = Iterator[tuple[int, int]]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w-])")

_NAME = r"(?:[A-ZÁÉÍÓÚÑ][\w’'-]{1,20}|\d{1,3}(?:st|nd|rd|th))"
_KINDS_EN = (
    "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Circle|Cir|Way|Place|Pl|Terrace|Ter"
    "|Parkway|Pkwy|Trail|Trl|Alley|Loop"
)
_STREET_EN = re.compile(
    rf"(?<![\w.,$€#/-])(?!(?:19|20)\d\d\b)\d{{1,5}}[A-Za-z]? "
    rf"(?:[NSEW]\.? |North |South |East |West )?(?:{_NAME} ){{1,3}}"
    rf"(?:{_KINDS_EN})\b\.?(?:,? (?:Apt|Apartment|Unit|Suite|Ste|#)\.? ?\w{{1,6}})?"
)
_STREET_ES = re.compile(
    r"(?<!\w)(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\.?|[Aa]v\.|[Pp]laza|[Pp]za\.?|[Pp]aseo|[Cc]amino|[Cc]tra\.?|[Rr]onda"
    r"|[Tt]raves[ií]a|[Cc]allej[oó]n) ?(?:(?:de|del|la|las|los|el) ){0,3}"
    rf"(?:{_NAME})(?: (?:de|del|la|las|los|y) {_NAME}| {_NAME}){{0,3}}"
    r"(?:,? (?:n[.º°úu]*m?(?:ero)?\.?|#) ?\d{1,4}|,? (?!(?:19|20)\d\d\b)\d{1,4})(?!\w|[.,:]\d)"
)
_PLATE_ES = re.compile(r"(?<![\w.,/-])\d{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}(?![\w/-])")
_NAMED_PLATE = re.compile(
    r"\b(?:license|licence|number|plate|tag|matr[ií]cula|placas?)\b(?: plates?| numbers?| no\.?| tag| de){0,3}"
    r"(?:\W{1,3}(?:is|es|was|era|reads|con))?\W{1,3}"
    r"((?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,2})(?!\w)"
)


def emails(text: str) -> Spans:
    """E-mail addresses."""
    return (match.span() for match in _EMAIL.finditer(text))


def addresses(text: str) -> Spans:
    """A street with a house number, in the ways of English and Spanish."""
    for pattern in (_STREET_EN, _STREET_ES):
        yield from (match.span() for match in pattern.finditer(text))


def plates(text: str) -> Spans:
    """License plates: those of Spain by their letters, others only where the text calls them so."""
    yield from (match.span() for match in _PLATE_ES.finditer(text))
    for match in _NAMED_PLATE.finditer(text):
        if sum(c.isalnum() for c in match[1]) >= 5:
            yield match.span(1)
