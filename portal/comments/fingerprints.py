"""By what the same words are known again, however they were typed."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable


def plain_words(body: str) -> str:
    """The text without capitals, accents of width, punctuation and spacing: "No, thanks!" as "no thanks"."""
    folded = unicodedata.normalize("NFKC", body).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def fingerprint(body: str) -> str:
    """64 hexadecimal digits that two texts share when they hold the same words; "" for a text without any.

    It tells nothing by itself but lets a guess be checked: it is wiped when the text is erased.
    """
    words = plain_words(body)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if words else ""


def exact_fingerprint(parts: Iterable[str]) -> str:
    """64 hexadecimal digits that change with any letter of any part: what was read is what is ruled on."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()
