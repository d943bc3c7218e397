"""The columns of an export, and what a response has in them.

Answers that are public just in totals are left out: what was exported is soon given away. Nothing else leads to who
answered, but what people wrote may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.surveys.definition import ASKED, Form, Kind, Path, Question

NOT_ASKED, NO_ANSWER = "(not asked)", "(no answer)"


def questions_in(form: Form, repeat: Path) -> Iterator[tuple[Path, Question]]:
    """What is asked in a repeat, with the path from it on; what its clerk may see row by row."""
    for placed in form.placed():
        question, inside = placed.element, placed.repeats[-1] if placed.repeats else ()
        if isinstance(question, Question) and question.kind in ASKED and inside == repeat:
            path = placed.path[len(repeat) :]
            if not question.aggregate_only:
                yield path, question
                if question.other:
                    yield (*path[:-1], f"{path[-1]}_other"), Question(f"{question.name}_other", Kind.TEXT)


def columns_of(form: Form, path: Path, question: Question) -> list[tuple[str, str]]:
    """The columns of a question: their names, and of which choice each is, where each choice has its own."""
    name = "/".join(path)
    if question.kind is not Kind.SELECT_MULTIPLE:
        return [(name, "")]
    return [(f"{name}:{choice.name}", choice.name) for choice in form.choices.get(question.choices, ())]


def answer_at(answers: Any, path: Path) -> str | None:
    """The answer at `path`; None where nothing was asked."""
    for name in path:
        answers = answers.get(name) if isinstance(answers, Mapping) else None
    return answers if isinstance(answers, str) else None
