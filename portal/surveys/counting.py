"""What one response adds to the tallies. Pure: form and answers in, marks out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.core.folding import folded
from portal.surveys.definition import ASKED, Form, Kind, Path, Question
from portal.surveys.models import TAKEN, Mark

LONGEST_GROUP = 80
LONGEST_VALUE = 255
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_WORDLESS = frozenset({Kind.TEXT, Kind.TIME, Kind.DATETIME, Kind.GEOPOINT})  # each answer is its own: no totals

Counted = tuple[str, str, str, Mark, str]  # question, dimension, group, mark, value


def tallies_of(form: Form, answers: Mapping[str, Any], groupings: Mapping[str, str]) -> Iterator[Counted]:
    """Every mark of this response: for all together, and for its group in each dimension that a question tells.

    Questions in repeats have a mark for each row, none where there are no rows.
    """
    groups = [("", ""), *groups_of(form, answers, groupings)]
    for path, question in asked(form):
        for answer in leaves(answers, path):
            for mark, value in _marks(question, answer):
                for dimension, group in groups:
                    yield "/".join(path), dimension, group, mark, value[:LONGEST_VALUE]


def asked(form: Form) -> Iterator[tuple[Path, Question]]:
    """The questions that people answer, each "other" behind its own as the question of words that it is."""
    found = [(path, question) for path, question in form.questions() if question.kind in ASKED]
    there = {path for path, _question in found}
    for path, question in found:
        yield path, question
        other = (*path[:-1], f"{question.name}_other")
        if question.other and other not in there:
            yield other, replace(question, name=other[-1], kind=Kind.TEXT, other=False, choices="")


def leaves(answers: Any, path: Path) -> Iterator[str | None]:
    """The answers at `path`, one for each row of the repeats on the way; None where nothing was asked."""
    if isinstance(answers, list):
        for row in answers:
            yield from leaves(row, path)
    elif not path:
        yield answers if isinstance(answers, str) else None
    elif isinstance(answers, Mapping) and path[0] in answers:
        yield from leaves(answers[path[0]], path[1:])
    else:
        yield None


def groups_of(form: Form, answers: Mapping[str, Any], groupings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The dimensions in which this response tells its group, and the group."""
    kinds = {"/".join(path): question.kind for path, question in form.questions()}
    for dimension, path in groupings.items():
        said = list(leaves(answers, tuple(path.split("/"))))
        if len(said) != 1 or (said[0] or "").strip() in {"", TAKEN}:
            continue
        name = " ".join((said[0] or "").split())
        yield dimension, (name if kinds.get(path) is Kind.SELECT_ONE else folded(name))[:LONGEST_GROUP]


def _marks(question: Question, answer: str | None) -> Iterator[tuple[Mark, str]]:
    if answer is None:
        yield Mark.NOT_ASKED, ""
    elif not answer.strip():
        yield Mark.BLANK, ""
    else:
        yield Mark.ANSWERED, ""
        yield from ((Mark.VALUE, value) for value in _values(question.kind, answer.strip()))


def _values(kind: Kind, answer: str) -> list[str]:
    if kind in _WORDLESS or answer == TAKEN:
        return []
    if kind is Kind.SELECT_MULTIPLE:
        return list(dict.fromkeys(answer.split()))
    if kind is Kind.RANK:
        return [f"{name}#{place}" for place, name in enumerate(answer.split(), 1)]
    return [_number(answer)] if kind in _NUMBERS else [answer]


def _number(answer: str) -> str:
    """The one way in which a number is written here: 3, 3.0 and 03 are the same."""
    try:
        number = Decimal(answer)
    except InvalidOperation:
        return answer
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_VALUE:
        return answer
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain.lstrip()
    return "0" if plain in {"-0", ""} else plain
