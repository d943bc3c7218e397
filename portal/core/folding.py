"""Words as lists look for them: without capitals and accents, so that both databases find the same."""

from __future__ import annotations

import unicodedata

MOST_WORDS = 12


def folded(text: str) -> str:
    """`text` without capitals and accents."""
    if text.isascii():  # thousands of titles are
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def asked(question: str) -> list[str]:
    """The words of a question, folded; a long one is cut."""
    return folded(question).split()[:MOST_WORDS]
