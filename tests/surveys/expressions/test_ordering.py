"""Calculations come after what they read; those that wait for each other are named in a circle."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.surveys.expressions import CycleError, compile_expression, order_of


def order(**texts: str) -> list[str]:
    """The order of some calculations."""
    return order_of({name: compile_expression(text) for name, text in texts.items()})


def test_each_comes_after_what_it_reads() -> None:
    assert order(total="${half} + ${rest}", rest="../half * 2", half="${age} div 2") == ["half", "rest", "total"]
    assert order(label="jr:choice-name(1, '${code}')", code="/data/group/base", base="1") == ["base", "code", "label"]
    assert order() == []


def test_what_reads_nothing_of_the_others_keeps_its_place() -> None:
    assert order(b="1", a="${x}", c="name") == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ({"a": "${a} + 1"}, {"a"}),
        ({"a": "${b}", "b": "${c}", "c": "${a}"}, {"a", "b", "c"}),
        ({"a": "${b}", "b": "../c", "c": "${b}", "d": "${a}"}, {"b", "c"}),
    ],
)
def test_a_circle_is_named_in_order(texts: dict[str, str], names: set[str]) -> None:
    with pytest.raises(CycleError) as caught:
        order(**texts)
    circle = caught.value.names
    assert circle[0] == circle[-1]
    assert set(circle) == names
    for reader, read in pairwise(circle):
        assert read in texts[reader], "each name of the circle reads the next"


@given(st.dictionaries(st.integers(0, 12), st.sets(st.integers(0, 12), max_size=3), max_size=12))
def test_any_calculations_have_an_order_or_a_circle(reads: dict[int, set[int]]) -> None:
    texts = {f"q{name}": concatenated(others) for name, others in reads.items()}
    try:
        found = order(**texts)
        circle: tuple[str, ...] = ()
        assert sorted(found) == sorted(texts)
    except CycleError as error:
        found, circle = [], error.names
    for name, others in reads.items():
        for each in others & reads.keys() if found else ():
            assert found.index(f"q{each}") < found.index(f"q{name}")
    assert all(f"${{{read}}}" in texts[name] for name, read in pairwise(circle))


def concatenated(others: set[int]) -> str:
    """A calculation that reads some others, and one that is none."""
    return "concat(" + ", ".join(f"${{q{each}}}" for each in [*others, 99]) + ")"
