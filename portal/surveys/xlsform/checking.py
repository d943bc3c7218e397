"""Whether the rules of a form can be computed: each is read, and its names are looked up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from portal.surveys.definition import Form, Kind, Placed, Question, Repeat
from portal.surveys.expression_words import sentence
from portal.surveys.expressions import CycleError, Expression, ExpressionError, compile_expression, order_of
from portal.surveys.xlsform import words
from portal.surveys.xlsform.shapes import Problem


def faults(form: Form, left_out: Collection[str]) -> Iterator[Problem]:
    """All that is wrong with the rules of `form`; `left_out` names what it had and has no more."""
    known = {placed.element.name for placed in form.placed()} | _others(form)
    calculated: dict[str, Expression] = {}
    for placed in form.placed():
        for column, text in rules(placed):
            try:
                expression = compile_expression(text)
            except ExpressionError as error:
                yield words.no_expression(placed.element.row, column, str(sentence(error)))
                continue
            yield from _unknown(placed, column, expression, known, left_out)
            if column == "calculation":
                calculated[placed.element.name] = expression
    yield from _circles(form, calculated)


def rules(placed: Placed) -> Iterator[tuple[str, str]]:
    """Every rule of an element with its column."""
    element = placed.element
    yield from _said("relevant", element.relevant)
    if isinstance(element, Repeat):
        yield from _said("repeat_count", element.count)
    if isinstance(element, Question):
        for column in ("required", "constraint", "calculation", "read_only", "choice_filter"):
            yield from _said(column, getattr(element, column))
        if is_computed(element):
            yield "default", element.default


def is_computed(question: Question) -> bool:
    """Whether the default is a rule rather than an answer."""
    texts = {Kind.TEXT, Kind.NOTE, Kind.HIDDEN}
    default = question.default
    return "${" in default or (question.kind not in texts and "(" in default) or default in {"today()", "now()"}


def _said(column: str, text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield column, text


def _others(form: Form) -> set[str]:
    return {f"{question.name}_other" for _path, question in form.questions() if question.other}


def _unknown(
    placed: Placed, column: str, expression: Expression, known: Collection[str], left_out: Collection[str]
) -> Iterator[Problem]:
    read = set(expression.names) | {
        path.rsplit("/", 1)[-1] for path in expression.paths if path.startswith(("/", "../"))
    }
    for name in sorted(read - set(known)):
        if name in left_out:
            yield words.left_out_name(placed.element.row, column, name)
        elif name in expression.names:
            yield words.unknown_name(placed.element.row, column, name)


def _circles(form: Form, calculated: Mapping[str, Expression]) -> Iterator[Problem]:
    try:
        order_of(dict(calculated))
    except CycleError as error:
        rows = {placed.element.name: placed.element.row for placed in form.placed()}
        yield words.circle(rows.get(error.names[0], 0), " → ".join(error.names))
