"""Single responses as sheets: one for the form, one for each repeat, one that says what the columns mean. Pure.

Answers that are public just in totals are left out: what was exported is soon given away. Nothing else leads to who
answered, but what people wrote may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.surveys.definition import ASKED, Form, Kind, Path, Question
from portal.surveys.results.columns import is_refusal

NOT_ASKED, NO_ANSWER = "(not asked)", "(no answer)"
CODEBOOK = ("column", "question", "type", "choice", "language", "label", "refused")
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
    return [*found, Sheet("codebook", CODEBOOK, tuple(_codebook(form)))]


def _sheet(form: Form, repeat: Path, name: str, responses: Sequence[Mapping[str, Any]]) -> Sheet:
    questions = list(_questions(form, repeat))
    header = (ROW, *(column for path, question in questions for column, _choice in _columns(form, path, question)))
    rows = [
        (str(number), *(cell for path, question in questions for cell in _cells(form, question, _leaf(one, path))))
        for number, answers in enumerate(responses, 1)
        for one in _instances(answers, repeat)
    ]
    return Sheet(name, header, tuple(rows))


def _questions(form: Form, repeat: Path) -> Iterator[tuple[Path, Question]]:
    """What is asked in a repeat, with the path from it on; what its clerk may see row by row."""
    for placed in form.placed():
        question, inside = placed.element, placed.repeats[-1] if placed.repeats else ()
        if isinstance(question, Question) and question.kind in ASKED and inside == repeat:
            path = placed.path[len(repeat) :]
            if not question.aggregate_only:
                yield path, question
                if question.other:
                    yield (*path[:-1], f"{path[-1]}_other"), Question(f"{question.name}_other", Kind.TEXT)


def _columns(form: Form, path: Path, question: Question) -> list[tuple[str, str]]:
    name = "/".join(path)
    if question.kind is not Kind.SELECT_MULTIPLE:
        return [(name, "")]
    return [(f"{name}:{choice.name}", choice.name) for choice in form.choices.get(question.choices, ())]


def _cells(form: Form, question: Question, answer: str | None) -> list[str]:
    columns = _columns(form, (), question)
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


def _leaf(answers: Any, path: Path) -> str | None:
    for name in path:
        answers = answers.get(name) if isinstance(answers, Mapping) else None
    return answers if isinstance(answers, str) else None


def _codebook(form: Form) -> Iterator[tuple[str, ...]]:
    for path, question in form.questions():
        if question.kind not in ASKED or question.aggregate_only:
            continue
        name = "/".join(path)
        for lang, label in question.label.items():
            yield name, name, question.kind.value, "", lang, label, ""
        for choice in form.choices.get(question.choices, ()):
            column = f"{name}:{choice.name}" if question.kind is Kind.SELECT_MULTIPLE else name
            for lang, label in choice.label.items():
                refused = "yes" if is_refusal(choice) else ""
                yield column, name, question.kind.value, choice.name, lang, label, refused
