"""What is sent in the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.surveys.definition import Kind, Path
from portal.surveys.interview.answered import Answered
from portal.surveys.interview.places import Tree
from portal.surveys.interview.telling import timed


def settled(answered: Answered, *, times: bool) -> Tree:
    """The answers that count, without blanks. Without `times` nothing that the clock told: it would say when."""
    silent = {path for path, spot in answered.plan.spots.items() if spot.question and spot.question.kind is Kind.NOTE}
    return _settled(answered.seen, (), silent if times else silent | timed(answered.plan))


def _settled(tree: Mapping[str, Any], above: Path, silent: set[Path] | frozenset[Path]) -> Tree:
    kept: Tree = {}
    for name, value in tree.items():
        path = (*above, name)
        if path in silent:
            continue
        if isinstance(value, list):
            kept[name] = [_settled(row, path, silent) for row in value]
        else:
            kept[name] = _settled(value, path, silent) if isinstance(value, Mapping) else value
    return {name: value for name, value in kept.items() if value not in ("", {}, [])}
