"""By what the same words are known again, however they were typed."""

from __future__ import annotations

import hashlib
import unicodedata


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


def reading_of(*parts: str) -> str:
    """16 hexadecimal digits of exactly these texts: is what somebody has before them still what stands there?"""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
