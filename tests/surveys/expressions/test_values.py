"""Numbers, texts, truths and dates turn into each other as XPath 1.0 and ODK say; worked out by hand."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.surveys.expressions import as_boolean, as_number, as_string
from portal.surveys.expressions.dates import days_of, time_of
from tests.surveys.expressions.form import said, value

CASES = """
# numbers
1 + 1                                   2
7 - 2 - 1                               4
2 + 3 * 4                               14
(2 + 3) * 4                             20
7 div 2                                 3.5
8 div 2 div 2                           2
7 mod 3                                 1
-7 mod 3                                -1
7 mod -3                                1
7.5 mod 2                               1.5
1 div 0                                 Infinity
-1 div 0                                -Infinity
1 div -0                                -Infinity
0 div 0                                 NaN
1 mod 0                                 NaN
(1 div 0) mod 2                         NaN
(1 div 0) - (1 div 0)                   NaN
5 - 3                                   2
5-3                                     2
--3                                     3
---3                                    -3
- - - - 3                               3
-0                                      0
.5 + .25                                0.75
5.                                      5
1.0                                     1
0.1 + 0.2                               0.30000000000000004
1 div 3                                 0.3333333333333333
1000000 * 1000000 * 1000000 * 1000000   1000000000000000000000000
1 div 1000000000                        0.000000001
'5' + '6'                               11
'a' + 1                                 NaN
true() + true()                         2
# texts as numbers
number(' 12.5 ')                        12.5
number('-3')                            -3
number('- 3')                           NaN
number('+3')                            NaN
number('1e3')                           NaN
number('0x10')                          NaN
number('1,000')                         NaN
number('.')                             NaN
number('-')                             NaN
number('.5')                            0.5
number('5.')                            5
number('٣')                             NaN
number('')                              NaN
number('inf')                           NaN
number('1_000')                         NaN
number(true())                          1
number('1970-01-01')                    0
number('1970-01-02T12:00')              1.5
# truths
boolean(0)                              false
boolean(0 div 0)                        false
boolean(-1)                             true
boolean('')                             false
boolean('false')                        true
boolean(' ')                            true
boolean(${name})                        true
boolean(${blank})                       false
boolean(${nothing})                     false
boolean(${age})                         true
not(${blank})                           true
not(false())                            true
true() and ${name}                      true
true() and ${blank}                     false
'' or 0 or 'x'                          true
1 = 1 and 2 = 3                         false
1 = 1 or 2 = 3                          true
false() and false() or true()           true
true() or false() and false()           true
# equality
1 = '1'                                 true
'01' = 1                                true
'01' = '1'                              false
'a' = 'A'                               false
'1' != 1                                false
1 != 2                                  true
true() = 'x'                            true
true() = 1                              true
true() = 2                              true
false() = ''                            true
1 = 1 = true()                          true
1 < 2 < 3                               true
3 > 2 > 1                               false
2 <= 2                                  true
2 >= 3                                  false
'b' > 'a'                               false
'10' > '9'                              true
# blank
${blank} = ''                           true
${blank} != ''                          false
${blank} = 0                            false
${blank} != 0                           true
${blank} < 1                            false
${blank} >= 0                           false
${blank} + 1                            NaN
not(${blank} > 1)                       true
# nodes compare by existence
${age} = 40                             true
${age} > 39                             true
${age} < 3                              false
${age} != 40                            true
${age} = ${n}                           false
${age} = ${age}                         true
${nothing} = ''                         false
${nothing} != ''                        false
${nothing} = false()                    true
${age} = true()                         true
${kind} = 'dog'                         true
# dates are days
'1990-01-01' < today()                  true
${born} < today()                       true
${born} <= '1990-02-28'                 true
today() = '2026-11-25'                  true
today() - 1                             20781
today() - '2026-11-20'                  5
int((today() - ${born}) div 365.25)     36
'1970-01-02' = 1                        true
'2024-02-29' < '2024-03-01'             true
'2023-02-29' < '2023-03-01'             false
'2023-02-29' = '2023-02-29'             true
'2026-11-25' = '2026-11-25T00:00'       true
'2026-11-25' = '2026-11-25T00:01'       false
'2026-11-25' != '2026-11-25T00:00:00.000Z'  false
now() > today()                         true
now() < today() + 1                     true
${met} < now()                          true
${met} > today()                        true
${opens} < '09:00'                      false
decimal-time(${opens}) < decimal-time('09:00')  true
'2026-11-25' > '26-11-25'               false
"""


def table(cases: str) -> list[tuple[str, str]]:
    """The pairs of a table: an expression, two spaces or more, what it comes to (`∅` is blank)."""
    lines = [line for line in cases.strip().splitlines() if line.strip() and not line.startswith("#")]
    pairs = [line.rstrip().rsplit("  ", 1) for line in lines]
    return [(left.strip(), right.strip().replace("∅", "")) for left, right in pairs]


ROWS = table(CASES)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_an_expression_comes_to_what_was_worked_out_by_hand(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (3.0, "3"),
        (-3.5, "-3.5"),
        (1e15, "1000000000000000"),
        (1e21, "1000000000000000000000"),
        (1.5e-7, "0.00000015"),
        (123456789012345680.0, "123456789012345680"),
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
    ],
)
def test_a_number_is_written_in_plain_digits(number: float, digits: str) -> None:
    assert as_string(number) == digits


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_its_digits(number: float) -> None:
    digits = as_string(number)
    assert "e" not in digits.lower()
    assert as_number(digits) == number
    assert as_string(as_number(digits)) == digits


@given(st.dates())
def test_a_date_comes_back_from_its_days(day: object) -> None:
    assert said(f"date(number('{day}'))") == str(day)


@given(st.decimals(-(10**6), 10**6, places=3), st.integers(0, 3))
def test_rounding_is_half_up_by_the_digits(number: Decimal, places: int) -> None:
    scaled = number.scaleb(places)
    whole = math.floor(scaled + Decimal("0.5"))
    assert as_number(said(f"round({number:f}, {places})")) == float(Decimal(whole).scaleb(-places))


def test_very_many_digits_are_a_number_still() -> None:
    assert as_number("9" * 100_000) == math.inf
    assert as_number("0." + "1" * 100_000) == pytest.approx(1 / 9)


def test_a_date_that_the_calendar_does_not_have_is_no_number() -> None:
    for text in (
        "2023-02-29",
        "2023-13-01",
        "0000-01-01",
        "2023-1-1",
        "20230101",
        "2023-01-01T24:00",
    ):
        assert days_of(text) is None, text
    for text in ("24:00", "10", "10:60", "10:00:60", ""):
        assert time_of(text) is None, text


def test_truths_come_from_values() -> None:
    assert [as_boolean(each) for each in (True, 0.0, math.nan, "", "0", value("${nothing}"))] == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]
