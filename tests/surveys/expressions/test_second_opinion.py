"""Every hand-worked case, put to two other engines. Where one says otherwise, the table says why we do not follow.

A case that an engine cannot answer (a function that it has not, a place that it knows not) is no difference; how many
it did answer is counted, so that the comparison cannot quietly become empty.
"""

from __future__ import annotations

import pytest

from tests.surveys.expressions import test_functions, test_values
from tests.surveys.expressions.form import ANSWERS, SHAPE, scope
from tests.surveys.expressions.opinions import ENGINES, Absolute, NoOpinionError, xml_of

# reason, who differs, expressions
DIFFERENCES: list[tuple[str, str, list[str]]] = [
    (
        "ODK's number() and comparisons take a date as its days; rxeval's and XPath's do not",
        "both",
        [
            "number('1970-01-01')",
            "number('1970-01-02T12:00')",
            "'1970-01-02' = 1",
            "today() - 1",
            "today() - '2026-11-20'",
            "int((today() - ${born}) div 365.25)",
            "'2026-11-25' = '2026-11-25T00:00'",
            "'2026-11-25' != '2026-11-25T00:00:00.000Z'",
        ],
    ),
    (
        "the same; elementpath refuses to compare these at all",
        "rxeval",
        [
            "'1990-01-01' < today()",
            "${born} < today()",
            "${born} <= '1990-02-28'",
            "'2024-02-29' < '2024-03-01'",
            "now() > today()",
            "now() < today() + 1",
            "${met} < now()",
            "${met} > today()",
        ],
    ),
    (
        "a question as a condition asks whether it was answered, as in JavaRosa; in XPath it asks whether it exists",
        "both",
        ["boolean(${blank})", "not(${blank})", "true() and ${blank}", "if(${blank}, 'yes', 'no')"],
    ),
    ("XPath's numbers have neither plus nor exponent", "both", ["number('+3')", "number('1e3')"]),
    ("XPath's numbers know no such word", "rxeval", ["number('inf')"]),
    ("XPath's numbers have no underscores and no other digits", "elementpath", ["number('1_000')", "number('٣')"]),
    ("ODK's concat() takes every node of each argument", "both", ["concat(${first}, '!')"]),
    ("nodes compare by existence in XPath, rxeval looks at the first one", "rxeval", ["${age} > 39"]),
    ("XPath rounds a half towards positive infinity, rxeval away from zero", "rxeval", ["round(-2.5)"]),
    ("we round by the digits that a person reads, rxeval by the double's own", "rxeval", ["round(1.005, 2)"]),
    (
        "the second argument of round() has no such case in ODK; we stay near the number",
        "rxeval",
        ["round(12.3, 'x')", "round(1, 1 div 0)", "round(1, -1 div 0)"],
    ),
    ("XForms writes milliseconds", "rxeval", ["now()"]),
    ("only the words true and 1 are true, says ODK", "rxeval", ["boolean-from-string('TRUE')"]),
    ("rxeval stands at the root, whose text is everything", "rxeval", ["once('x')"]),
    ("a place that is no number is no place", "rxeval", ["selected-at(${topics}, 'x')"]),
    ("a start that is no number is the start", "rxeval", ["substr('hello', 'x', 2)"]),
    ("XPath's own example of what is empty", "rxeval", ["substring('12345', -1 div 0, 1 div 0)"]),
    ("of a letter twice the first counts, says XPath", "elementpath", ["translate('aa', 'aa', 'xy')"]),
    ("the remainder has the sign of what is divided, says XPath", "elementpath", ["7 mod -3"]),
    ("there is a negative zero, says XPath", "elementpath", ["1 div -0"]),
    ("elementpath counts in decimals, XPath in doubles", "elementpath", ["0.1 + 0.2"]),
    (
        "XPath 1 turns both sides into numbers or truths; elementpath compares unlike types as unequal",
        "elementpath",
        ["1 = '1'", "'01' = 1", "'1' != 1", "${age} = 40", "${nothing} = false()"],
    ),
]
ANSWERED = {"rxeval": 280, "elementpath": 205}


@pytest.mark.parametrize("other", ENGINES)
def test_another_engine_says_the_same_but_for_what_the_table_explains(other: str) -> None:
    absolute, xml, seen = Absolute(SHAPE, (), "data"), xml_of(ANSWERS, SHAPE), scope()
    different, answered = set(), 0
    for text, expected in [*test_values.ROWS, *test_functions.ROWS]:
        try:
            theirs = ENGINES[other](absolute.text(text), xml, seen)
        except NoOpinionError:
            continue
        answered += 1
        if theirs != expected:
            different.add(text)
    assert different == {text for _, who, texts in DIFFERENCES if who in {other, "both"} for text in texts}
    assert answered >= ANSWERED[other]
