"""Relevance, required, constraint, calculation and default act as XLSForm says."""

from __future__ import annotations

from portal.surveys.definition import Kind
from portal.surveys.interview import MOST_ROWS
from tests.surveys.interview import ask, at, en, form, group, interview, keys, repeat, said, send

HOUSE = form(
    ask("owner", Kind.SELECT_ONE, choices="yn"),
    group(
        "house",
        ask("pets", Kind.SELECT_ONE, choices="yn"),
        ask("dogs", Kind.INTEGER, relevant="${pets} = 'yes'", required="yes", constraint=". < 10"),
        relevant="${owner} = 'yes'",
    ),
    ask("walks", Kind.INTEGER, relevant="${dogs} > 0"),
)
FULL = {"owner": "yes", "house": {"pets": "yes", "dogs": "2"}, "walks": "3"}


def test_a_group_hides_what_lies_in_it_and_what_depends_on_that() -> None:
    assert keys(interview(HOUSE, FULL)) == ["q/owner", "q/house/pets", "q/house/dogs", "q/walks"]
    assert keys(interview(HOUSE, FULL | {"owner": "no"})) == ["q/owner"]


def test_a_hidden_answer_is_dropped_when_sent_and_kept_while_answering() -> None:
    hidden = interview(HOUSE, FULL | {"owner": "no"})
    assert hidden.settled() == {"owner": "no"}
    again, _ = send(hidden, "q/owner", owner="yes")
    assert again.settled() == FULL


def test_an_answer_is_required_only_while_it_is_asked() -> None:
    assert interview(HOUSE, {"owner": "no"}).problems() == []
    missing = interview(HOUSE, {"owner": "yes", "house": {"pets": "yes"}}).problems()
    assert [(problem.address, problem.page_key) for problem in missing] == [("house/dogs", "q/house/dogs")]


def test_what_a_page_hides_as_it_is_sent_is_no_problem() -> None:
    asked = (
        ask("dogs", Kind.SELECT_ONE, choices="yn"),
        ask("many", Kind.INTEGER, relevant="${dogs} = 'yes'", required="yes"),
    )
    one = interview(form(group("g", *asked, appearance=("field-list",))), {"g": {"dogs": "yes"}})
    after, problems = send(one, "g/g", **{"g/dogs": "no", "g/many": "lots"})
    assert (after.settled(), problems) == ({"g": {"dogs": "no"}}, [])


def test_a_constraint_is_asked_of_answers_alone_and_speaks_with_the_authors_words() -> None:
    rules = {"constraint": ". > 17", "constraint_message": en("Adults only.")}
    adults = form(ask("age", Kind.INTEGER, **rules))
    assert interview(adults).problems() == []
    after, problems = send(interview(adults), "g/", age="12")
    assert said(problems) == [("age", "Adults only.")]
    assert (after.answers, at(after, "g/").fields[0].value) == ({"age": "12"}, "12")


def test_a_rule_may_look_ahead_in_the_form() -> None:
    ahead = form(ask("first", relevant="${last} = 'x'"), ask("last"))
    assert keys(interview(ahead, {"last": "x"})) == ["q/first", "q/last"]
    assert keys(interview(ahead)) == ["q/last"]


def test_calculations_follow_what_they_need_also_over_rows() -> None:
    family = form(
        ask("twice", Kind.CALCULATE, calculation="${total} * 2"),
        ask("total", Kind.CALCULATE, calculation="sum(${age})"),
        repeat("member", ask("age", Kind.INTEGER), ask("next", Kind.CALCULATE, calculation="${age} + 1")),
    )
    rows = [{"age": "3"}, {"age": "40"}]
    assert interview(family, {"member": rows}).settled() == {
        "twice": "86",
        "total": "43",
        "member": [{"age": "3", "next": "4"}, {"age": "40", "next": "41"}],
    }


def test_a_calculation_of_nothing_is_blank() -> None:
    one = interview(form(ask("age", Kind.INTEGER), ask("next", Kind.CALCULATE, calculation="${age} + 1")))
    assert one.settled() == {"age": ""}


def test_calculations_that_wait_for_each_other_come_to_an_end() -> None:
    circle = form(
        ask("a", Kind.CALCULATE, calculation="${b} + 1"),
        ask("b", Kind.CALCULATE, calculation="${a} + 1"),
        ask("c", relevant="${c} = '' and ${a} = ''"),
    )
    assert keys(interview(circle)) in (["g/"], ["q/c"], [])


def test_defaults_stand_once_at_the_start() -> None:
    asked = form(ask("town", default="Springdale"), ask("day", Kind.DATE, default="today()"))
    start = interview(asked)
    assert start.answers == {"town": "Springdale", "day": "2026-11-25"}
    after, _ = send(start, "g/", town="", day="")
    assert after.answers == {"town": "", "day": ""}
    assert interview(asked, after.answers).settled() == after.answers


def test_what_is_read_only_is_shown_and_never_taken_nor_asked_back() -> None:
    fixed = form(ask("code", default="A1", read_only="yes"), ask("void", read_only="yes", required="yes"))
    after, problems = send(interview(fixed), "g/", code="B2", void="x")
    assert (after.settled(), problems) == ({"code": "A1", "void": ""}, [])
    assert [field.read_only for field in at(after, "g/").fields] == [True, True]


def test_an_answer_of_no_time_tells_no_time() -> None:
    timed = form(
        ask("begun", Kind.START),
        ask("ended", Kind.END),
        ask("day", Kind.TODAY),
        ask("stamp", Kind.CALCULATE, calculation="now()"),
        ask("copy", Kind.CALCULATE, calculation="concat(${stamp}, '!')"),
        ask("name"),
    )
    one = interview(timed, {"name": "Ana"})
    assert one.settled() == {"name": "Ana"}
    assert set(one.settled(times=True)) == {"begun", "ended", "day", "stamp", "copy", "name"}
    assert one.settled(times=True)["day"] == "2026-11-25"


def test_what_is_drawn_by_chance_stays_the_same() -> None:
    drawn = form(
        ask("one", Kind.CALCULATE, calculation="random()"),
        ask("two", Kind.CALCULATE, calculation="random()"),
        ask("id", Kind.CALCULATE, calculation="uuid()"),
    )
    first = interview(drawn).settled()
    assert interview(drawn).settled() == first != interview(drawn, seed=8).settled()
    assert first["one"] != first["two"]


def test_the_number_of_rows_may_come_from_an_answer_and_has_a_bound() -> None:
    counted = form(ask("many", Kind.INTEGER), repeat("child", ask("age"), count="${many}"))
    assert keys(interview(counted, {"many": "2"})) == ["q/many", "g/child[1]", "g/child[2]"]
    assert keys(interview(counted, {"many": "-1"})) == keys(interview(counted)) == ["q/many"]
    assert len(keys(interview(counted, {"many": "999999999999999999"}))) == 1 + MOST_ROWS


def test_the_bound_holds_over_rows_within_rows() -> None:
    nested = form(repeat("outer", repeat("inner", ask("x"), count="60"), count="3"))
    rows = interview(nested).answers["outer"]
    assert [len(row["inner"]) for row in rows] == [60, 40, 0]


def test_a_rule_that_costs_too_much_lets_people_go_on_and_is_told_to_the_log() -> None:
    dear = " + ".join(["count(${age}[. = count(${age})])"] * 5) + " > 0"
    costly = form(repeat("member", ask("age"), count="100"), ask("end", relevant=dear, constraint=dear))
    one = interview(costly, {"end": "x"})
    assert "q/end" in keys(one)
    assert one.problems() == []
    assert {(fault.address, fault.reason) for fault in one.faults} == {("end", "too many steps")}


def test_answers_of_another_shape_are_blank() -> None:
    wrong = interview(HOUSE, {"owner": ["yes"], "house": "x", "walks": {"a": "b"}})
    assert wrong.settled() == {"owner": ""}
    rows = form(repeat("member", ask("age")))
    assert interview(rows, {"member": "x"}).answers == {"member": [{"age": ""}]}
    assert interview(rows, {"member": ["x", None, {"age": "1"}]}).settled() == {
        "member": [{"age": ""}, {"age": ""}, {"age": "1"}]
    }
