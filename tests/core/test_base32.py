"""Codes that people copy by hand: what was typed wrong is noticed, what was typed differently is forgiven."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import base32

symbols = st.text(base32.ALPHABET, min_size=1, max_size=30)


@given(st.integers(0, 2**50 - 1))
def test_a_number_comes_back_from_its_symbols(number: int) -> None:
    written = base32.encode(number, 10)
    assert len(written) == 10
    assert base32.decode(written) == number


@pytest.mark.parametrize(("number", "length"), [(-1, 4), (32, 1), (2**50, 10)])
def test_a_number_that_does_not_fit_is_refused(number: int, length: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        base32.encode(number, length)


@pytest.mark.parametrize("typed", ["U", "a", "!", "é", "７"])
def test_a_symbol_outside_the_alphabet_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a base32 symbol"):
        base32.decode(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("7qk4-m2xa", "7QK4M2XA"), (" O0 Il ", "0011"), ("7Q–K4—m2.xa\n", "7QK4M2XA"), ("o\u00a0i\u2009l", "011")],
)
def test_reading_forgives_what_hands_do(typed: str, meant: str) -> None:
    assert base32.tidy(typed) == meant


@given(symbols, st.data())
def test_every_single_wrong_symbol_is_caught(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    for other in base32.ALPHABET:
        wrong = code[:place] + other + code[place + 1 :]
        assert (base32.check_symbol(wrong) == base32.check_symbol(code)) == (wrong == code)


@given(symbols)
def test_every_swap_of_two_symbols_is_caught(code: str) -> None:
    right = base32.check_symbol(code)
    for first in range(len(code)):
        for second in range(first + 1, len(code)):
            swapped = list(code)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            assert (base32.check_symbol("".join(swapped)) == right) == (code[first] == code[second])


@given(symbols)
def test_a_swap_with_the_check_symbol_itself_is_caught(code: str) -> None:
    whole = code + base32.check_symbol(code)
    for place in range(len(code)):
        swapped = list(whole)
        swapped[place], swapped[-1] = swapped[-1], swapped[place]
        honest = base32.check_symbol("".join(swapped[:-1])) == swapped[-1]
        assert honest == (whole[place] == whole[-1])
