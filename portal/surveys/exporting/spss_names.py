"""Names that SPSS takes: a letter first, then letters, digits and underscores, 64 bytes at most, none twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 64
_RESERVED = frozenset(["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"])
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def spss_names(columns: Iterable[str]) -> dict[str, str]:
    """A name for each column. Big and small letters are the same to SPSS; letters without accents stand for others."""
    found: dict[str, str] = {}
    taken = set(_RESERVED)
    for column in columns:
        plain = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode()
        base = _OTHER.sub("_", plain).strip("_") or "v"
        if not base[0].isalpha():
            base = f"v_{base}"
        found[column] = _free(base, taken)
        taken.add(found[column].upper())
    return found


def _free(base: str, taken: set[str]) -> str:
    name, number = base[:LONGEST].rstrip("_"), 1
    while name.upper() in taken:
        number += 1
        end = f"_{number}"
        name = base[: LONGEST - len(end)].rstrip("_") + end
    return name
