"""What is sent in the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.surveys.definition import ASKED, Kind, Path
from portal.surveys.interview.answered import Answered
from portal.surveys.interview.places import Tree
from portal.surveys.interview.telling import timed


def settled(answered: Answered, *, times: bool) -> Tree:
    """The answers that count: what was hidden is left out, what was asked and left blank is "".

    The tallies tell the two apart. Without `times` nothing that the clock told is in it: it would say when.
    """
    spots = answered.plan.spots
    silent = {path for path, spot in spots.items() if spot.question and spot.question.kind is Kind.NOTE}
    blanks = {path for path, spot in spots.items() if spot.question and spot.question.kind in ASKED}
    return _settled(answered.seen, (), silent if times else silent | timed(answered.plan), blanks)


def _settled(tree: Mapping[str, Any], above: Path, silent: set[Path], blanks: set[Path]) -> Tree:
    kept: Tree = {}
    for name, value in tree.items():
        path = (*above, name)
        if path in silent:
            continue
        if isinstance(value, list):
            kept[name] = [_settled(row, path, silent, blanks) for row in value]
        elif isinstance(value, Mapping):
            kept[name] = _settled(value, path, silent, blanks)
        elif value or path in blanks:
            kept[name] = value
    return {name: value for name, value in kept.items() if value not in ({}, [])}
