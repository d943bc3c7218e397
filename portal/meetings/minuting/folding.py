"""Words as the register looks for them: without capitals and accents, so that both databases find the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MOST_WORDS = 12


def folded(text: str) -> str:
    """`text` without capitals and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def asked(question: str) -> list[str]:
    """The words of a question, folded; a long one is cut."""
    return folded(question).split()[:MOST_WORDS]


def words_of(decision: Mapping[str, Any], project_titles: Iterable[Mapping[str, str]]) -> str:
    """Everything about a decision that somebody may look for, in every language."""

    def texts() -> Iterator[str]:
        yield from decision["text"].values()
        yield from decision["conditions"].values()
        yield from decision["follow_up"]["text"].values()
        for item in decision["items"]:
            yield from item["title"].values()
        for title in project_titles:
            yield from title.values()

    return folded("\n".join(texts()))
