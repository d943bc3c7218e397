"""What people type, and what becomes of it."""

from __future__ import annotations

import pytest

from portal.surveys.definition import Choice, Kind
from portal.surveys.interview import MOST_BYTES
from tests.surveys.interview import ask, at, en, form, interview, said, send

NUMBER = "Enter a number, such as 12 or 12.5."
WHICH = "Enter the number without a separator for thousands."
WHOLE = "Enter a whole number, such as 12."
REAL = "Enter a real date, such as 27 3 2026."
TIME = "Enter a time, such as 14:30."


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.INTEGER, " 12 ", "12"),
        (Kind.INTEGER, "1,234,567", "1234567"),
        (Kind.INTEGER, "1 234 567", "1234567"),
        (Kind.INTEGER, "1\u202f234", "1234"),
        (Kind.INTEGER, "1'234", "1234"),
        (Kind.INTEGER, "1.234.567", "1234567"),
        (Kind.INTEGER, "5.0", "5"),
        (Kind.INTEGER, "007", "7"),
        (Kind.INTEGER, "-0", "0"),
        (Kind.INTEGER, "\u22123", "-3"),
        (Kind.INTEGER, "٤٢", "42"),
        (Kind.INTEGER, "9" * 18, "9" * 18),
        (Kind.DECIMAL, "1,5", "1.5"),
        (Kind.DECIMAL, "1.234", "1.234"),
        (Kind.DECIMAL, "0,125", "0.125"),
        (Kind.DECIMAL, "1,234.50", "1234.5"),
        (Kind.DECIMAL, "1.234,5", "1234.5"),
        (Kind.DECIMAL, "1234,567", "1234.567"),
        (Kind.DECIMAL, ".5", "0.5"),
        (Kind.TIME, "9:05", "09:05"),
        (Kind.TIME, "2:30 pm", "14:30"),
        (Kind.TIME, "12 a.m.", "00:00"),
        (Kind.TIME, "23:59:30", "23:59:30"),
        (Kind.DATE, "2024-02-29", "2024-02-29"),
        (Kind.DATETIME, "2026-03-01T08:15", "2026-03-01T08:15"),
        (Kind.ACKNOWLEDGE, "OK", "OK"),
        (Kind.GEOPOINT, "36.99 -86.44 3 2", "36.99 -86.44 0 0"),
        (Kind.TEXT, "  a\x00b\r\nc\x1b ", "ab\nc"),
    ],
)
def test_what_is_clear_is_kept_in_one_form(kind: Kind, typed: str, kept: str) -> None:
    after, problems = send(interview(form(ask("x", kind))), "g/", x=typed)
    assert (after.answers, problems) == ({"x": kept}, [])
    assert send(after, "g/", x=kept)[0].answers == {"x": kept}, "what is kept can be sent again"


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        (Kind.INTEGER, "abc", WHOLE),
        (Kind.INTEGER, "1.5", WHOLE),
        (Kind.INTEGER, "1.234", WHICH),
        (Kind.INTEGER, "1e5", WHOLE),
        (Kind.INTEGER, "--3", WHOLE),
        (Kind.INTEGER, "9" * 19, "Enter a number with fewer digits."),
        (Kind.DECIMAL, "1,234", WHICH),
        (Kind.DECIMAL, "NaN", NUMBER),
        (Kind.DECIMAL, ".", NUMBER),
        (Kind.DECIMAL, "²", NUMBER),
        (Kind.TIME, "25:00", TIME),
        (Kind.TIME, "9", TIME),
        (Kind.DATE, "2023-02-29", REAL),
        (Kind.DATE, "soon", REAL),
        (Kind.TEXT, "x" * 10_001, "Write at most 10000 characters. You wrote 10001."),
    ],
)
def test_what_is_unclear_is_shown_again_and_is_no_answer(kind: Kind, typed: str, message: str) -> None:
    before = interview(form(ask("x", kind)))
    after, problems = send(before, "g/", x=typed)
    assert said(problems) == [("x", message)]
    assert after.answers == before.answers == {"x": ""}
    page = at(after, "g/")
    assert page.fields[0].value == typed


def test_an_old_answer_stays_where_the_new_one_cannot_be_read() -> None:
    after, problems = send(interview(form(ask("x", Kind.INTEGER)), {"x": "5"}), "g/", x="five")
    assert (after.answers, len(problems)) == ({"x": "5"}, 1)


def test_a_date_has_three_fields_and_keeps_what_was_typed() -> None:
    born = interview(form(ask("born", Kind.DATE)))
    after, problems = send(born, "g/", born__day="3", born__month="4", born__year="2020")
    assert (after.answers, problems) == ({"born": "2020-04-03"}, [])
    assert [(part.name, part.value) for part in at(after, "g/").fields[0].parts] == [
        ("born#day", "3"),
        ("born#month", "4"),
        ("born#year", "2020"),
    ]
    wrong, problems = send(after, "g/", born__day="31", born__month="2", born__year="2020")
    assert said(problems) == [("born#day", REAL)]
    assert ([part.value for part in at(wrong, "g/").fields[0].parts], wrong.answers) == (
        ["31", "2", "2020"],
        {"born": "2020-04-03"},
    )
    assert said(send(born, "g/", born__day="1", born__month="", born__year="2020")[1]) == [
        ("born#month", "Enter all parts of the date.")
    ]
    assert said(send(born, "g/", born__day="1", born__month="1", born__year="20")[1]) == [("born#year", REAL)]
    assert send(after, "g/", born__day="", born__month="", born__year="")[0].settled() == {"born": ""}


def test_of_a_date_only_the_year_may_be_asked() -> None:
    year = interview(form(ask("built", Kind.DATE, appearance=("year",)), ask("met", Kind.DATETIME)))
    after, problems = send(year, "g/", built__year="1907", met__day="1", met__month="2", met__year="2026", met__time="")
    assert after.answers["built"] == "1907-01-01"
    assert said(problems) == [("met#time", "Enter both the date and the time.")]


def test_one_choice_is_one_and_must_be_there() -> None:
    one = interview(form(ask("x", Kind.SELECT_ONE, choices="yn")))
    assert said(send(one, "g/", x=["yes", "no"])[1]) == [("x", "Choose only one answer.")]
    assert said(send(one, "g/", x="maybe")[1]) == [("x", "“maybe” is not one of the choices. Choose again.")]
    assert send(one, "g/", x="yes")[0].answers == {"x": "yes"}


def test_several_choices_stand_in_the_order_of_the_list_and_can_be_cleared() -> None:
    one = interview(form(ask("x", Kind.SELECT_MULTIPLE, choices="fruit")))
    after, _ = send(one, "g/", x=["plum", "apple", "plum"])
    assert after.answers == {"x": "apple plum"}
    assert send(after, "g/")[0].settled() == {"x": ""}


def test_a_choice_that_a_filter_took_away_is_a_problem() -> None:
    towns = (Choice("ny", en("NY"), {"land": "us"}), Choice("rome", en("Rome"), {"land": "it"}))
    asked = form(
        ask("where", choices=""),
        ask("town", Kind.SELECT_ONE, choices="towns", choice_filter="land = ${where}"),
        choices={"towns": towns},
    )
    assert interview(asked, {"where": "it", "town": "rome"}).problems() == []
    (problem,) = interview(asked, {"where": "us", "town": "rome"}).problems()
    assert str(problem.message) == "“rome” is not one of the choices. Choose again."


def test_other_is_put_in_words_which_count_only_while_it_is_chosen() -> None:
    one = interview(form(ask("x", Kind.SELECT_ONE, choices="yn", other=True)))
    (field,) = at(one, "g/").fields
    assert (field.other_address, str(field.choices[-1].label)) == ("x_other", "Other")
    after, _ = send(one, "g/", x="other", x_other="perhaps")
    assert after.settled() == {"x": "other", "x_other": "perhaps"}
    changed, _ = send(after, "g/", x="no", x_other="perhaps")
    assert changed.settled() == {"x": "no"}
    assert at(changed, "g/").fields[0].other_value == "perhaps"


def test_the_forms_own_question_for_other_is_not_asked_twice() -> None:
    own = ask("x_other", required="yes", relevant="selected(${x}, 'other')")
    one = interview(form(ask("x", Kind.SELECT_ONE, choices="yn", other=True), own))
    assert [field.address for field in at(one, "g/").fields] == ["x"]
    assert said(send(one, "g/", x="other")[1]) == [("x_other", "Write what “Other” means for you.")]


def test_a_ranking_names_ties_and_gaps() -> None:
    one = interview(form(ask("x", Kind.RANK, choices="fruit")))
    assert [part.name for part in at(one, "g/").fields[0].parts] == ["x#1", "x#2", "x#3"]
    after, problems = send(one, "g/", x__1="plum", x__2="apple", x__3="pear")
    assert (after.answers, problems) == ({"x": "plum apple pear"}, [])
    assert said(send(one, "g/", x__1="plum", x__2="plum", x__3="")[1]) == [
        ("x#2", "Places 1 and 2 hold the same choice. Change one.")
    ]
    assert said(send(one, "g/", x__1="plum", x__2="", x__3="pear")[1]) == [("x#2", "Choose something for place 2.")]
    assert send(one, "g/", x__1="plum", x__2="", x__3="")[0].answers == {"x": "plum"}


def test_a_range_has_bounds_and_steps() -> None:
    one = interview(form(ask("x", Kind.RANGE, bounds=("1", "10", "0.5"))))
    assert send(one, "g/", x="2,5")[0].answers == {"x": "2.5"}
    assert said(send(one, "g/", x="11")[1]) == [("x", "Enter a number from 1 to 10.")]
    assert said(send(one, "g/", x="2.3")[1]) == [("x", "Enter a number in steps of 0.5, counted from 1.")]


def test_a_point_has_two_numbers() -> None:
    one = interview(form(ask("x", Kind.GEOPOINT)))
    assert send(one, "g/", x__lat="36,99", x__lon="-86.44")[0].answers == {"x": "36.99 -86.44 0 0"}
    assert said(send(one, "g/", x__lat="91", x__lon="0")[1]) == [("x#lat", "Enter a latitude from -90 to 90.")]
    assert said(send(one, "g/", x__lat="1", x__lon="")[1]) == [("x#lon", "Enter a longitude from -180 to 180.")]


def test_all_answers_together_have_a_bound() -> None:
    asked = form(*(ask(f"t{number}") for number in range(60)))
    nearly = {f"t{number}": "x" * 9_900 for number in range(50)}
    before = interview(asked, nearly)
    after, problems = send(before, "q/t55", t55="y" * 9_999)
    assert said(problems) == [("t55", "Your answers are too long to be saved. Shorten them.")]
    assert after.answers == before.answers
    assert sum(map(len, nearly.values())) < MOST_BYTES


def test_only_the_page_at_hand_is_taken() -> None:
    one = interview(form(*(ask(f"t{number}") for number in range(8))))
    after, _ = send(one, "q/t1", t1="a", t2="b", nonsense="c")
    assert after.settled() == {f"t{number}": "a" if number == 1 else "" for number in range(8)}
