"""The words of a decision, by which the register finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal.core.folding import folded


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
