"""From what was answered to tables: figures apart, groups, and what follows from another question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.translated import Translated
from portal.surveys.counting import tallies_of
from portal.surveys.definition import Choice, Form, Kind, Language, Question
from portal.surveys.results import Count, K, Results, Table, as_json, from_json, results_of

NONE = Translated()
FORM = Form(
    title="Streets",
    name="streets",
    elements=(
        Question("area", Kind.SELECT_ONE, Translated({"en": "Where?"}), choices="areas"),
        Question("bike", Kind.SELECT_ONE, choices="yes_no"),
        Question("lock", Kind.SELECT_ONE, relevant="${bike} = 'yes'", choices="yes_no"),
        Question("needs", Kind.SELECT_MULTIPLE, choices="areas"),
        Question("age", Kind.INTEGER),
        Question("order", Kind.RANK, choices="yes_no"),
        Question("why", Kind.TEXT),
        Question("pay", Kind.SELECT_ONE, choices="pay", aggregate_only=True),
    ),
    choices={
        "areas": tuple(Choice(name, NONE) for name in ("north", "south", "east")),
        "yes_no": (Choice("prefer_not_to_say", NONE), Choice("yes", NONE), Choice("no", NONE)),
        "pay": (Choice("low", NONE), Choice("high", NONE)),
    },
    languages=(Language("en", "English"),),
    default_language="en",
)
Answers = dict[str, Any]


def results(responses: Iterable[Answers], groupings: dict[str, str] | None = None) -> Results:
    """The tables of these responses."""
    groupings = {"area": "area"} if groupings is None else groupings
    sent = list(responses)
    counted = Counter(mark for answers in sent for mark in tallies_of(FORM, answers, groupings))
    return results_of(FORM, (Count(*key, n) for key, n in counted.items()), groupings, len(sent))


def table(found: Results, path: str) -> Table:
    """The table of one question."""
    return next(one for one in found.tables if one.path == path)


def many(n: int, **answers: str) -> list[Answers]:
    """So many who all answered this."""
    return [answers] * n


def test_asked_blank_and_not_asked_are_apart_and_refusals_stand_last() -> None:
    found = results(
        many(20, area="north", bike="yes", lock="no")
        + many(12, area="south", bike="no")
        + many(8, area="south", bike="prefer_not_to_say")
        + many(6, area="south", bike="")
    )
    bike, lock = table(found, "bike"), table(found, "lock")
    assert (bike.asked, bike.answered, bike.blank, bike.not_asked) == (46, 40, 6, 0)
    assert [(line.name, line.n, line.refused) for line in bike.lines] == [
        ("yes", 20, False),
        ("no", 12, False),
        ("prefer_not_to_say", 8, True),
    ]
    assert (lock.asked, lock.not_asked) == (20, 26)
    assert [(cross.dimension, [row.name for row in cross.rows]) for cross in bike.crosses] == [
        ("area", ["north", "south"])
    ]


def test_what_follows_from_a_hidden_answer_is_not_shown() -> None:
    few = results(many(40, area="north", bike="no") + many(3, area="north", bike="yes", lock="yes"))
    assert table(few, "bike").lines[0].n is None
    assert table(few, "lock").withheld


def test_totals_alone_where_an_answer_is_for_totals_only() -> None:
    found = results(many(15, area="north", pay="low") + many(15, area="south", pay="high"))
    assert [line.n for line in table(found, "pay").lines] == [15, 15]
    assert not table(found, "pay").crosses


def test_texts_are_counted_and_never_shown() -> None:
    why = table(results(many(30, why="Because of my shop")), "why")
    assert (why.shape, why.answered, why.lines) == ("count", 30, ())


def test_few_responses_give_no_tables() -> None:
    assert results(many(4, bike="yes")) == Results(None, ())
    assert results([]) == Results(0, ())
    assert results(many(9, bike="yes")) == Results(9, ())


def test_numbers_come_in_bins_of_five_at_least() -> None:
    ages = [{"age": str(age)} for age in [*range(20, 60), 99]]
    age = table(results(ages), "age")
    assert age.shape == "numbers"
    assert all(line.n is not None and line.n >= K for line in age.lines)
    assert age.lines[-1].high is None, "the oldest is not told"
    assert sum(line.n or 0 for line in age.lines) == len(ages)


answer = st.fixed_dictionaries(
    {"area": st.sampled_from(["north", "south", "east", ""])},
    optional={
        "bike": st.sampled_from(["yes", "no", "prefer_not_to_say", ""]),
        "lock": st.sampled_from(["yes", "no"]),
        "needs": st.sampled_from(["north south", "east", ""]),
        "age": st.integers(0, 99).map(str),
        "order": st.sampled_from(["yes no", "no yes"]),
        "why": st.sampled_from(["x", ""]),
        "pay": st.sampled_from(["low", "high"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(answer, max_size=60))
def test_no_figure_is_small_and_tables_come_back_from_json(responses: list[Answers]) -> None:
    found = results(responses)
    assert from_json(as_json(found)) == found
    for one in found.tables:
        figures = [one.asked, one.answered, one.blank, *(line.n for line in one.lines)]
        rows = [row for cross in one.crosses for row in cross.rows]
        figures += [n for row in rows for n in (row.asked, row.blank, *row.cells)]
        assert not set(figures) & set(range(1, K)), one
