"""What is an expression, what is none, and where it says so."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.surveys.expressions import (
    EvaluationError,
    ExpressionError,
    NodeSet,
    Reason,
    compile_expression,
    evaluate,
    limits,
)
from portal.surveys.expressions.functions import FUNCTIONS
from portal.surveys.expressions.parsing import chained, parse
from portal.surveys.expressions.syntax import Answer, Call, Chain, Item, Literal, Negative, Path, Step, Syntax
from tests.surveys.expressions.form import CHOICES, SHAPE, member, scope
from tests.surveys.expressions.printing import printed

REFUSED = [
    ("", Reason.EMPTY, 0, ""),
    (" \n\t", Reason.EMPTY, 0, ""),
    ("1 +", Reason.UNFINISHED, 3, ""),
    ("(1", Reason.UNFINISHED, 2, ""),
    ("count(${age}", Reason.UNFINISHED, 12, ""),
    ("1 2", Reason.UNEXPECTED, 2, "2"),
    ("1)", Reason.UNEXPECTED, 1, ")"),
    ("()", Reason.UNEXPECTED, 1, ")"),
    ("1 = = 2", Reason.UNEXPECTED, 4, "="),
    ("1 == 2", Reason.UNEXPECTED, 3, "="),
    ("a AND b", Reason.UNEXPECTED, 2, "AND"),
    ("concat('a' 'b')", Reason.UNEXPECTED, 11, "'b'"),
    ("concat('a',,'b')", Reason.UNEXPECTED, 11, ","),
    ("concat('a',)", Reason.UNEXPECTED, 11, ")"),
    ("//name", Reason.UNEXPECTED, 1, "/"),
    ("/", Reason.UNFINISHED, 1, ""),
    ("/data/*", Reason.UNEXPECTED, 6, "*"),
    ("'a'[1]", Reason.UNEXPECTED, 3, "["),
    ("1/2", Reason.UNEXPECTED, 1, "/"),
    ("today()/x", Reason.UNEXPECTED, 7, "/"),
    ("${age}[", Reason.UNFINISHED, 7, ""),
    ("${age}[]", Reason.UNEXPECTED, 7, "]"),
    ("'a' | 'b'", Reason.UNEXPECTED, 4, "|"),
    ("${age} | 1", Reason.NEEDS_ANSWER, 9, "1"),
    ("1 > 2 # note", Reason.CHARACTER, 6, "#"),
    ("@id", Reason.CHARACTER, 0, "@"),
    ("$name", Reason.CHARACTER, 0, "$"),
    ("a && b", Reason.CHARACTER, 2, "&"),
    ("not !x", Reason.CHARACTER, 4, "!"),
    ("\ud800", Reason.CHARACTER, 0, "\ud800"),
    ("1 = 'a", Reason.OPEN_TEXT, 4, "'a"),
    ('"', Reason.OPEN_TEXT, 0, '"'),
    ("selected(., ‘a’)", Reason.CURLY_QUOTE, 12, "‘"),
    ("”a”", Reason.CURLY_QUOTE, 0, "”"),
    ("${name", Reason.OPEN_NAME, 0, "${name"),
    ("${}", Reason.OPEN_NAME, 0, "${}"),
    ("${two words}", Reason.OPEN_NAME, 0, "${two"),
    ("${1a} = 1", Reason.OPEN_NAME, 0, "${1a}"),
    ("1 + ${last-saved#name}", Reason.LAST_SAVED, 4, "${last-saved#name}"),
    ("pulldata('towns', 'name', 'key', ${town})", Reason.UNKNOWN_FUNCTION, 0, "pulldata"),
    ("1 + randomize(${age})", Reason.UNKNOWN_FUNCTION, 4, "randomize"),
    ("eval('1')", Reason.UNKNOWN_FUNCTION, 0, "eval"),
    ("__import__('os')", Reason.UNKNOWN_FUNCTION, 0, "__import__"),
    ("Selected(., 'a')", Reason.UNKNOWN_FUNCTION, 0, "Selected"),
    ("current(1)", Reason.UNKNOWN_FUNCTION, 0, "current"),
    ("selected(.)", Reason.TOO_FEW, 0, "selected"),
    ("if(1, 2)", Reason.TOO_FEW, 0, "if"),
    ("true(1)", Reason.TOO_MANY, 0, "true"),
    ("round(1, 2, 3)", Reason.TOO_MANY, 0, "round"),
    ("indexed-repeat(${age}, ${member}, 1, ${pet})", Reason.TOO_FEW, 0, "indexed-repeat"),
    ("weighted-checklist(1, 2, 'yes', 1, 'no')", Reason.TOO_FEW, 0, "weighted-checklist"),
    ("count('a')", Reason.NEEDS_ANSWER, 0, "count"),
    ("count(1 + 1)", Reason.NEEDS_ANSWER, 0, "count"),
    ("position(1)", Reason.NEEDS_ANSWER, 0, "position"),
    ("indexed-repeat(${age}, 'member', 1)", Reason.NEEDS_ANSWER, 0, "indexed-repeat"),
    ("instance(${town})/x", Reason.NEEDS_NAME, 0, "instance"),
    ("instance('')/x", Reason.NEEDS_NAME, 0, "instance"),
    ("jr:choice-name(${town}, 'no name')", Reason.NEEDS_NAME, 0, "jr:choice-name"),
    ("jr:choice-name(${town}, 1 + 1)", Reason.NEEDS_NAME, 0, "jr:choice-name"),
    ("regex(., '(')", Reason.PATTERN, 0, "regex"),
    ("regex(., '(?=a)a')", Reason.PATTERN, 0, "regex"),
    ("regex(., '(a{1000}){1000}')", Reason.PATTERN, 0, "regex"),
]


@pytest.mark.parametrize(("text", "reason", "position", "found"), REFUSED)
def test_what_is_no_expression_says_where_and_why(text: str, reason: Reason, position: int, found: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text)
    assert (caught.value.reason, caught.value.position, caught.value.found) == (reason, position, found)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1+2-3", "(1 + 2) - 3"),
        ("1 or 2 and 3 = 4 < 5 + 6 * -7", "1 or (2 and (3 = (4 < (5 + (6 * (-7))))))"),
        ("1 * 2 + 3 = 4 and 5 or 6", "((((1 * 2) + 3) = 4) and 5) or 6"),
        ("--1", "----1"),
        ("${ a }", "${a}"),
        ("selected (., 'no')", "selected(.,'no')"),
        (" ../a ", "../a"),
        ("./a", ". / a"),
        ("\u00a01\u00a0+\n1", "1+1"),
    ],
)
def test_spaces_and_needless_brackets_change_nothing(text: str, same: str) -> None:
    assert parse(text) == parse(same)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1 - (2 - 3)", "1 - 2 - 3"),
        ("a-b", "a - b"),
        ("(/data/a/b)[1]", "/data/a/b[1]"),
        ("and and and", "and and or"),
        ("div div mod", "div mod div"),
        ("'1'", "1"),
    ],
)
def test_what_reads_differently_is_different(text: str, other: str) -> None:
    assert parse(text) != parse(other)


def test_an_expression_tells_what_it_refers_to() -> None:
    found = compile_expression(
        "if(${a} > today(), jr:choice-name(${b}, '${c}'), CHOICES[name = ${d} and x/y = 1]/label)"
        " = /data/group/e[${f} = ../g] + ../h + . + current()/../i + j + count(${k}[l = current()/m])".replace(
            "CHOICES", CHOICES.format("towns")
        )
    )
    assert found.names == set("abcdfk")
    assert found.paths == {"/data/group/e", "../h", ".", "current()/../i", "j", "current()/m"}
    assert found.lists == {"towns"}
    assert found.functions == {"if", "today", "jr:choice-name", "count"}
    assert found.uses_today
    assert compile_expression("now()").uses_today
    assert not compile_expression("'today()'").uses_today


def refusal(text: str) -> Reason | None:
    """Why a text is refused, or comes to nothing, somewhere in the small form."""
    try:
        evaluate(compile_expression(text), scope(place=member(1, "age")))
    except (ExpressionError, EvaluationError) as error:
        return error.reason
    return None


HOSTILE = ["(", "[", "not(", "-", "${a}[", "concat(", "1+(", "/a", "a|", "1+", "'", "..", "if(1,", "x[1]", "- (", ")"]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("times", [38, 500, 1_999, 20_000])
def test_thousands_of_anything_are_a_clean_refusal_or_a_value(piece: str, times: int) -> None:
    for text in (piece * times, piece * times + "1" + ")" * times, (piece * times)[: limits.CHARACTERS]):
        assert refusal(text) in {None, *Reason}


def test_depth_is_counted_to_the_level() -> None:
    deep = limits.DEPTH
    assert evaluate(compile_expression("(" * deep + "1" + ")" * deep), scope()) == 1
    assert evaluate(compile_expression("not(" * deep + "1" + ")" * deep), scope()) is True
    nested = "${name}[" * deep + "1" + "]" * deep
    assert isinstance(evaluate(compile_expression(nested), scope()), NodeSet)
    for text in (f"({'(' * deep}1{')' * deep})", f"not({'not(' * deep}1{')' * deep})", f"${{name}}[{nested}]"):
        with pytest.raises(ExpressionError) as caught:
            compile_expression(text)
        assert caught.value.reason is Reason.TOO_DEEP


def test_a_long_flat_sum_is_fine_and_one_character_more_is_not() -> None:
    text = "+".join("1" * 1_000)
    assert evaluate(compile_expression(text), scope()) == 1_000
    assert compile_expression(text + " ").text == text + " "
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text + "  ")
    assert (caught.value.reason, caught.value.position) == (Reason.TOO_LONG, limits.CHARACTERS)


WORDS = [
    *(f"{name}(" for name in FUNCTIONS),
    *(f"${{{name}}}" for name in SHAPE.names),
    *"()[],./|=<>+-*\"' 019#@$&‘",
    *("..", "!=", "<=", " and ", " or ", " div ", " mod ", "'a'", "'('", "1.5", "today()", "current()", "${", "}"),
    *("/data/household/member", CHOICES.format("towns"), "2026-11-25", "true()", "\ud800", "é", "\x00", "\u2028"),
]


# Not st.text(): to know every class of letters takes it two seconds, and none of them matters here.
ANY = st.lists(st.integers(32, 126) | st.integers(0, 0x10FFFF), max_size=60).map(lambda codes: "".join(map(chr, codes)))


@given(st.one_of(ANY, st.lists(st.sampled_from(WORDS), max_size=14).map("".join)))
@example("regex('\ud800', '.')")
@example("format-date(., '%')")
def test_any_text_whatever_is_a_value_or_one_of_two_errors(text: str) -> None:
    assert refusal(text) in {None, *Reason}


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_what_a_refusal_found_stands_where_it_says(text: str) -> None:
    try:
        compile_expression(text)
    except ExpressionError as error:
        position, found = error.position, error.found
    else:
        position, found = 0, ""
    assert 0 <= position <= len(text)
    assert text[position:].startswith(found)


NAMES = st.sampled_from(["a", "b-c", "d.e", "and", "div", "été"])
LEAVES: st.SearchStrategy[Syntax] = st.one_of(
    st.floats(0, 1e20, allow_nan=False).map(Literal),
    ANY.filter(lambda text: not set("'\"") & set(text)).map(lambda text: Literal(text[:5])),
    NAMES.map(Answer),
    st.just(Item()),
    NAMES.map(lambda name: Path(Item(), (Step(name),))),
)


def _larger(parts: st.SearchStrategy[Syntax]) -> st.SearchStrategy[Syntax]:
    operators = st.sampled_from(["or", "and", "=", "!=", "<", ">=", "+", "-", "*", "div", "mod"])
    steps = st.lists(st.builds(Step, NAMES, st.lists(parts, max_size=1).map(tuple)), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(chained, parts, operators, parts),
        parts.filter(lambda part: not isinstance(part, Negative)).map(Negative),
        st.lists(parts, min_size=1, max_size=3).map(lambda each: Call("concat", tuple(each))),
        st.builds(Path, st.one_of(NAMES.map(Answer), st.just(Item())), steps),
    )


@given(st.recursive(LEAVES, _larger, max_leaves=10))
def test_a_printed_tree_reads_as_itself(syntax: Syntax) -> None:
    assert parse(printed(syntax)) == syntax
    assert not isinstance(syntax, Chain) or len(syntax.rest) >= 1
