"""Skip rules that are made from lists: as an expression, and read back from one that has their shape."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.surveys.definition import ASKED, Form, Kind, Path, Question
from portal.surveys.expressions import ExpressionError, compile_expression
from portal.surveys.expressions.syntax import Answer, Call, Chain, Literal, Negative, Syntax

MOST_LINES = 5
NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.RANGE}
SEVERAL = {Kind.SELECT_MULTIPLE, Kind.RANK}


class Test(StrEnum):
    """What a line of a rule asks of an earlier answer."""

    __test__ = False  # no class of tests

    IS = "is"
    IS_NOT = "is_not"
    INCLUDES = "includes"
    EXCLUDES = "excludes"
    MORE = "more"
    LESS = "less"
    ANSWERED = "answered"
    BLANK = "blank"


_SIGNS = {Test.IS: "=", Test.IS_NOT: "!=", Test.MORE: ">", Test.LESS: "<"}
_TESTS = {sign: test for test, sign in _SIGNS.items()}
BARE = {Test.ANSWERED, Test.BLANK}


@dataclass(frozen=True)
class Line:
    """One condition: the question's name, what is asked of its answer, and with what it is compared."""

    name: str
    test: Test
    value: str = ""


@dataclass(frozen=True)
class Rule:
    """When something is shown: all lines hold, or (`any_of`) one of them."""

    lines: tuple[Line, ...]
    any_of: bool = False


def earlier(form: Form, path: Path | None) -> list[Question]:
    """The questions that a rule of the element at `path` may ask for: those before it. All for what comes last."""
    found = []
    for placed in form.placed():
        if placed.path == path:
            break
        if isinstance(placed.element, Question) and placed.element.kind in ASKED:
            found.append(placed.element)
    return found


def tests_of(question: Question) -> tuple[Test, ...]:
    """What a line may ask of the answers to a question."""
    if question.kind in SEVERAL:
        return (Test.INCLUDES, Test.EXCLUDES, Test.ANSWERED, Test.BLANK)
    if question.kind in NUMBERS:
        return (Test.IS, Test.IS_NOT, Test.MORE, Test.LESS, Test.ANSWERED, Test.BLANK)
    return (Test.IS, Test.IS_NOT, Test.ANSWERED, Test.BLANK)


def expression(rule: Rule, form: Form) -> str:
    """The rule as an expression; "" for one without lines."""
    kinds = {question.name: question.kind for _path, question in form.questions()}
    return (" or " if rule.any_of else " and ").join(_line(line, kinds.get(line.name)) for line in rule.lines)


def read(text: str) -> Rule | None:
    """The rule that an expression says, or None where lists cannot say it."""
    try:
        syntax = compile_expression(text).syntax if text else None
    except ExpressionError:
        return None
    if syntax is None:
        return Rule(())
    parts, any_of = [syntax], False
    if isinstance(syntax, Chain) and {sign for sign, _right in syntax.rest} in ({"and"}, {"or"}):
        parts, any_of = [syntax.first, *(right for _sign, right in syntax.rest)], syntax.rest[0][0] == "or"
    lines = [_read_line(part) for part in parts]
    found = tuple(line for line in lines if line is not None)
    return Rule(found, any_of) if len(found) == len(parts) <= MOST_LINES else None


def _line(line: Line, kind: Kind | None) -> str:
    name, said = f"${{{line.name}}}", _literal(line.value, kind)
    if line.test is Test.INCLUDES:
        return f"selected({name}, {said})"
    if line.test is Test.EXCLUDES:
        return f"not(selected({name}, {said}))"
    if line.test in BARE:
        return f"{name} {'!=' if line.test is Test.ANSWERED else '='} ''"
    return f"{name} {_SIGNS[line.test]} {said}"


def _literal(value: str, kind: Kind | None) -> str:
    if kind in NUMBERS:
        return value
    return f'"{value}"' if "'" in value else f"'{value}'"


def _read_line(part: Syntax) -> Line | None:
    match part:
        case Chain(Answer(name), (("!=", Literal("")),)):
            return Line(name, Test.ANSWERED)
        case Chain(Answer(name), (("=", Literal("")),)):
            return Line(name, Test.BLANK)
        case Chain(Answer(name), ((sign, right),)) if sign in _TESTS and (value := _value(right)):
            return Line(name, _TESTS[sign], value)
        case Call("selected", (Answer(name), right)) if value := _value(right):
            return Line(name, Test.INCLUDES, value)
        case Call("not", (Call("selected", (Answer(name), right)),)) if value := _value(right):
            return Line(name, Test.EXCLUDES, value)
    return None


def _value(part: Syntax) -> str:
    match part:
        case Literal(str(text)):
            return text
        case Literal(float(number)):
            return f"{number:.12g}"
        case Negative(Literal(float(number))):
            return f"-{number:.12g}"
    return ""
