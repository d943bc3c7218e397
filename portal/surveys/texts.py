"""What people wrote in their own words: found in answers, and taken out of them. Pure.

Of an anonymous response every text goes its own way, the words of "other" too, and whatever is worked out from a text.
Words by which results are grouped (a typed area) count as a choice: they stay, and become no comments.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.core.translated import Translated
from portal.surveys.counting import asked, leaves
from portal.surveys.definition import Form, Kind, Path
from portal.surveys.models import TAKEN


@dataclass(frozen=True)
class FreeText:
    """What somebody wrote to one question, and in which language they saw it. Nothing tells which response it is of."""

    survey_id: int
    question: str
    label: Translated
    lang: str
    text: str


def kept_words(groupings: Mapping[str, str]) -> frozenset[Path]:
    """The questions by which a survey's results are grouped."""
    return frozenset(tuple(path.split("/")) for path in groupings.values())


def texts_in(
    survey_id: int, form: Form, lang: str, answers: Mapping[str, Any], kept: Container[Path]
) -> Iterator[FreeText]:
    """What was written in these answers, save what is `kept` as a choice, or counts in totals alone."""
    for path, question in asked(form):
        if question.kind is not Kind.TEXT or question.aggregate_only or path in kept:
            continue
        for text in leaves(answers, path):
            if text and text.strip() not in {"", TAKEN}:
                yield FreeText(survey_id, "/".join(path), question.label, lang, text.strip())


def without_texts(answers: Mapping[str, Any], words: Container[Path], above: Path = ()) -> dict[str, Any]:
    """The same answers with one mark for whatever stands at the paths `words`. Blanks stay."""
    return {name: _mark(value, words, (*above, name)) for name, value in answers.items()}


def _mark(value: Any, words: Container[Path], path: Path) -> Any:
    if isinstance(value, Mapping):
        return without_texts(value, words, path)
    if isinstance(value, list):
        return [without_texts(row, words, path) for row in value]
    return TAKEN if path in words and value.strip() else value
