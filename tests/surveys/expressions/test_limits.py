"""Whatever an author writes and whatever is answered, the work is bounded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.surveys.expressions import EvaluationError, Reason, as_string, compile_expression, evaluate, limits
from tests.surveys.expressions.form import CHOICES, member, said, scope, value

MANY = {"household": {"member": [{"age": str(row), "first": "x" * 100} for row in range(300)]}}
TOWNS = [{"name": f"t{row}", "label": f"Town {row}", "state": "ky"} for row in range(5_000)]


@pytest.mark.parametrize(
    "text",
    [
        "count(${member}[count(${member}[age > 1]) > 1])",
        "${first} = ${age}",
        "sum(${age})" + " + sum(${age})" * 80,
        "count(" + "${age} | " * 80 + "${age})",
        "count(/data/household/member[count(../member) > 1])",
    ],
)
def test_work_that_multiplies_is_stopped(text: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        value(text, MANY)
    assert caught.value.reason is Reason.TOO_MANY_STEPS


def test_ordinary_work_on_hundreds_of_rows_is_done() -> None:
    assert said("sum(${age})", MANY) == str(sum(range(300)))
    assert said("count(${member}[age > 200 and first != ''])", MANY) == "99"
    assert said("max(${age}) - min(${age})", MANY) == "299"


def test_a_list_of_thousands_of_choices_is_searched_once_but_not_once_for_each() -> None:
    large = replace(scope(), lists={"towns": TOWNS})
    choices = CHOICES.format("towns")
    found = compile_expression(f"{choices}[name = 't4999' and state = 'ky' and label != '']/label")
    assert as_string(evaluate(found, large)) == "Town 4999"
    nested = f"count({choices}[count({choices}[name = 't1']) = 1])"
    with pytest.raises(EvaluationError) as caught:
        evaluate(compile_expression(nested), large)
    assert caught.value.reason is Reason.TOO_MANY_STEPS


@pytest.mark.parametrize(
    "text",
    [
        "concat(${name}, ${name})",
        "concat(${name}, 'x')",
        "join(${name}, 'a', 'b', 'c')",
        "join(',', ${name}, ${name})",
        "format-date('2026-01-01', ${name})",
    ],
)
def test_a_text_does_not_grow_beyond_an_answer(text: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        said(text, {"name": "x" * limits.TEXT})
    assert caught.value.reason is Reason.LONG_TEXT


def test_reading_long_texts_over_and_over_is_work() -> None:
    text = " and ".join(["contains(${name}, 'y') = false()"] * 25)
    assert said(text, {"name": "x" * 1_000}) == "true"
    with pytest.raises(EvaluationError) as caught:
        said(text, {"name": "x" * limits.TEXT * 10})
    assert caught.value.reason is Reason.TOO_MANY_STEPS


def test_a_pattern_that_explodes_elsewhere_is_read_once() -> None:
    assert said("regex(${name}, '(a|a)*$')", {"name": "a" * 50_000 + "b"}) == "false"
    assert said("regex(${name}, ${town})", {"name": "a" * 5_000, "town": "(a*)*" * 50}) == "true"


def test_or_and_and_look_no_further_than_they_must() -> None:
    assert said("true() or ${nobody}") == "true"
    assert said("false() and ${nobody}") == "false"
    assert said("if(true(), 1, ${nobody})") == "1"
    assert said("coalesce('x', ${nobody})") == "x"
    assert said("once(${nobody})", place=member(1, "age")) == "40"
