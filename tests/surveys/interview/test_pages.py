"""Which questions stand together, what stands on a page, and the ways between pages."""

from __future__ import annotations

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Kind
from tests.surveys.interview import ask, at, en, form, group, interview, keys, repeat, send

SEVEN = [ask(f"q{number}") for number in range(7)]
FAMILY = form(ask("name"), repeat("member", ask("who"), ask("tall", relevant="${who} != ''"), label=en("Member")))


def test_a_short_form_is_one_page_and_a_long_one_has_sections_or_single_questions() -> None:
    assert keys(interview(form(*SEVEN[:6]))) == ["g/"]
    long = form(group("start", *SEVEN[:3]), group("more", *SEVEN), group("end", ask("z"), appearance=("field-list",)))
    assert keys(interview(long)) == ["g/start", *[f"q/more/q{number}" for number in range(7)], "g/end"]


def test_questions_that_wait_for_one_another_are_asked_one_by_one_unless_the_author_says_one_page() -> None:
    pair = (ask("a"), ask("b", relevant="${a} = 'x'"))
    assert keys(interview(form(*pair), {"a": "x"})) == ["q/a", "q/b"]
    assert keys(interview(form(group("g", *pair, appearance=("field-list",))))) == ["g/g"]


def test_what_appears_on_a_page_when_it_is_sent_is_told() -> None:
    cities = (Choice("ny", en("NY"), {"in": "us"}), Choice("rome", en("Rome"), {"in": "it"}))
    asked = (
        ask("land"),
        ask("town", Kind.SELECT_ONE, choices="cities", choice_filter="in = ${land}"),
        ask("why", relevant="${land} = 'it'", required="yes"),
    )
    one = interview(form(group("g", *asked, appearance=("field-list",)), choices={"cities": cities}))
    page = at(one, "g/g")
    after, problems = send(one, "g/g", **{"g/land": "it"})
    assert [field.address for field in after.appeared(page)] == ["g/town", "g/why"]
    assert problems == [], "nothing is missed that was not asked"
    assert [problem.address for problem in after.problems()] == ["g/why"]
    assert [choice.name for choice in at(after, "g/g").fields[1].choices] == ["rome"]
    assert after.appeared(at(after, "g/g")) == ()


def test_notes_stand_with_the_question_that_follows_or_before_the_check() -> None:
    noted = form(
        ask("hi", Kind.NOTE), ask("a"), ask("x", Kind.NOTE), ask("b", relevant="${a} = ''"), ask("bye", Kind.NOTE)
    )
    shown = [[field.question.name for field in page.fields] for page in interview(noted).pages]
    assert shown == [["hi", "a"], ["x", "b"], ["bye"]]
    hidden = [[field.question.name for field in page.fields] for page in interview(noted, {"a": "y"}).pages]
    assert hidden == [["hi", "a"], ["x", "bye"]]


def test_rows_are_added_and_removed_on_a_page_behind_them() -> None:
    one = interview(FAMILY)
    assert keys(one) == ["q/name", "q/member[1]/who", "r/member"]
    two = one.with_row("member")
    two, _ = send(two, two.row_key("member", 2) or "", **{"member[2]/who": "Ben"})
    assert keys(two)[3:] == ["q/member[2]/tall", "r/member"]
    page = at(two, "r/member")
    assert [(row.number, row.address, str(row.label)) for row in page.rows] == [
        (1, "member[1]", "Member"),
        (2, "member[2]", "Ben"),
    ]
    assert (page.kind, page.repeat_address, page.may_add, page.may_remove) == ("rows", "member", True, True)
    left = two.without_row("member", 1)
    assert left.answers["member"] == [{"who": "Ben", "tall": ""}]
    none = left.without_row("member", 1)
    assert keys(none) == ["q/name", "r/member"]
    assert keys(interview(FAMILY, none.answers)) == ["q/name", "r/member"]


def test_rows_have_a_bound_and_strange_rows_change_nothing() -> None:
    full = interview(FAMILY, {"member": [{"who": "x"}] * 150})
    assert len(full.answers["member"]) == 100
    assert full.with_row("member") is full
    assert full.without_row("nobody", 1) is full
    assert full.without_row("member", 500).answers == full.answers
    assert full.row_key("member", 101) is None


def test_each_row_sees_its_own_answers_also_within_rows() -> None:
    nested = form(
        repeat(
            "home",
            ask("street"),
            repeat("person", ask("name", label=en("Who lives at ${street}?")), ask("age", relevant="${name} != ''")),
        )
    )
    one = interview(nested, {"home": [{"street": "A"}, {"street": "B", "person": [{"name": "Eva"}]}]})
    assert str(at(one, "q/home[2]/person[1]/name").fields[0].label) == "Who lives at B?"
    assert keys(one) == [
        "q/home[1]/street",
        "q/home[1]/person[1]/name",
        "r/home[1]/person",
        "q/home[2]/street",
        "q/home[2]/person[1]/name",
        "q/home[2]/person[1]/age",
        "r/home[2]/person",
        "r/home",
    ]
    assert len(one.with_row("home[1]/person").answers["home"][0]["person"]) == 2


def test_pages_are_numbered_and_lead_on_from_where_a_hidden_one_was() -> None:
    asked = form(ask("a"), ask("b", relevant="${a} = 'x'"), ask("c"))
    one = interview(asked)
    assert [(page.key, page.number, page.about) for page in one.pages] == [("q/a", 1, 2), ("q/c", 2, 2)]
    assert (one.next_key("q/b"), one.previous_key("q/b")) == ("q/c", "q/a")
    assert (one.previous_key("q/a"), one.next_key("q/c"), one.page("q/b")) == (None, None, None)
    assert one.next_key("no such [key]") == "q/a"


def test_a_title_is_that_of_the_section_and_empty_outside() -> None:
    titled = form(group("g", *SEVEN, label=en("About you")), ask("z"), ask("y", relevant="${z} = 1"))
    pages = {page.key: str(page.title) for page in interview(titled).pages}
    assert (pages["q/g/q0"], pages["q/z"]) == ("About you", "")


def test_texts_are_in_the_readers_language_else_in_the_forms_own_and_say_so() -> None:
    both = ask("a", label=Translated({"de": "Wie?", "en": "How?"}), hint=Translated({"de": "Bitte", "en": "Tell"}))
    only = ask("b", label=Translated({"de": "Was?", "en": "What?"}))
    first, second = at(interview(form(both, only), lang="es"), "g/").fields
    assert (first.label.text, first.label.lang, second.label.lang) == ("How?", "en", "en")
    assert at(interview(form(both, only), lang="de"), "g/").fields[0].hint.text == "Bitte"


def test_choices_are_shuffled_alike_each_time_with_other_last() -> None:
    many = tuple(Choice(f"c{number}", en(f"C{number}")) for number in range(9))
    shuffled = form(ask("pick", Kind.SELECT_ONE, choices="many", randomize=True, other=True), choices={"many": many})

    def order(seed: int) -> list[str]:
        return [choice.name for choice in at(interview(shuffled, seed=seed), "g/").fields[0].choices]

    assert order(1) == order(1) != order(2)
    assert order(1)[-1] == "other"
    assert sorted(order(1)) == sorted([*[choice.name for choice in many], "other"])


def test_questions_in_a_grid_say_so() -> None:
    grid = form(group("t", ask("a", Kind.SELECT_ONE, choices="yn"), appearance=("table-list",)), *SEVEN)
    head = form(
        ask("h", Kind.SELECT_ONE, choices="yn", appearance=("label",)),
        ask("r", Kind.SELECT_ONE, choices="yn", appearance=("list-nolabel",)),
    )
    assert at(interview(grid), "g/t").fields[0].table == "row"
    assert [field.table for field in at(interview(head), "g/").fields] == ["head", "row"]


def test_check_your_answers_speaks_in_labels() -> None:
    asked = form(ask("a", Kind.SELECT_MULTIPLE, choices="fruit", other=True), ask("b"), ask("n", Kind.NOTE))
    one = interview(asked, {"a": "apple other", "a_other": "figs"})
    (part,) = one.summary()
    assert [[str(word) for word in line.shown] for line in part.lines] == [["Apple", "Other", "figs"], []]
    assert (part.page_key, part.lines[0].address) == ("g/", "a")
