"""Hiding words of a text behind blocks: what its author typed or pasted, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.comments.privacy import MASK


def passages_of(typed: str, ticked: Iterable[str] = ()) -> list[str]:
    """What was typed, one passage a line, and what was ticked; the longest first, since it may hold a shorter one."""
    passages = {line.strip() for line in (*typed.split("\n"), *ticked)} - {""}
    return sorted(passages, key=lambda passage: (-len(passage), passage))


def masked_words(text: str, passages: Iterable[str]) -> str:
    """`text` with a mask for each place where one of `passages` stands, in capitals or not, on one line or more."""
    for passage in passages:
        text = _without(text, passage)
    return text


def _without(text: str, passage: str) -> str:
    spelled = r"\s+".join(re.escape(word) for word in passage.split())
    # "Ana" shall not be hidden in "banana"; where words have no blanks between them, there is no such border
    whole = re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE)
    found = whole if whole.search(text) else re.compile(spelled, re.IGNORECASE)
    return found.sub(MASK, text)
