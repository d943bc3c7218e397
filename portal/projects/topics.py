"""Topics as they are kept: short words, each once, whatever the capitals and accents."""

from __future__ import annotations

from collections.abc import Iterable

from portal.core.folding import folded
from portal.core.forms import clean_line

MOST_TOPICS = 10
LONGEST_TOPIC = 80


def tidied_topics(names: Iterable[str], in_use: Iterable[str] = ()) -> tuple[str, ...]:
    """`names` without doubles and blank space; one that is `in_use` already is spelled as there."""
    known = {folded(name): name for name in in_use}
    tidy = (" ".join((clean_line(name) or "").split()) for name in names)
    kept: dict[str, str] = {}
    for name in tidy:
        if name:
            kept.setdefault(folded(name), known.get(folded(name), name))
    return tuple(kept.values())
