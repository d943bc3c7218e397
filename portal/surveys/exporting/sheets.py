"""Single responses as sheets: one for the form, one for each repeat, one that says what the columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.surveys.definition import Form, Kind, Path, Question
from portal.surveys.exporting.codebook import CODEBOOK, codebook
from portal.surveys.exporting.columns import NO_ANSWER, NOT_ASKED, answer_at, columns_of, questions_in

ROW = "row"


@dataclass(frozen=True)
class Sheet:
    """A table with a name. In that of a repeat, `row` says to which response each line belongs."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets(form: Form, responses: Iterable[Mapping[str, Any]]) -> list[Sheet]:
    """Everything; the codebook comes last."""
    said = list(responses)
    found = [_sheet(form, (), "responses", said)]
    repeats = dict.fromkeys(one.repeats[-1] for one in form.placed() if one.repeats)
    found += [_sheet(form, repeat, "-".join(repeat), said) for repeat in repeats]
    return [*found, Sheet("codebook", CODEBOOK, tuple(codebook(form, said)))]


def _sheet(form: Form, repeat: Path, name: str, responses: Sequence[Mapping[str, Any]]) -> Sheet:
    questions = list(questions_in(form, repeat))
    header = (ROW, *(column for path, question in questions for column, _choice in columns_of(form, path, question)))
    rows = [
        (str(number), *(cell for path, question in questions for cell in _cells(form, question, answer_at(one, path))))
        for number, answers in enumerate(responses, 1)
        for one in _instances(answers, repeat)
    ]
    return Sheet(name, header, tuple(rows))


def _cells(form: Form, question: Question, answer: str | None) -> list[str]:
    columns = columns_of(form, (), question)
    if answer is None or not answer.strip():
        return [NOT_ASKED if answer is None else NO_ANSWER] * len(columns)
    if question.kind is not Kind.SELECT_MULTIPLE:
        return [answer]
    picked = set(answer.split())
    return [str(int(choice in picked)) for _column, choice in columns]


def _instances(answers: Any, repeat: Path) -> Iterator[Any]:
    if isinstance(answers, list):
        for one in answers:
            yield from _instances(one, repeat)
    elif not repeat:
        yield answers
    elif isinstance(answers, Mapping):
        yield from _instances(answers.get(repeat[0], []), repeat[1:])
