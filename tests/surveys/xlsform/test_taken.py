"""Workbooks as people write them become the forms that they meant."""

from __future__ import annotations

from datetime import date

import pytest

from portal.surveys.definition import Group, Kind, Language, Repeat
from portal.surveys.xlsform import write_workbook
from portal.surveys.xlsform.languages import tag_of
from tests.surveys.xlsform.workbooks import CHOICES, book, form_of, questions, taken

LABELLED = ["type", "name", "label"]
TWO = ["type", "name", "label::English (en)", "label::French (fr)"]


@pytest.mark.parametrize(
    ("written", "kind", "other"),
    [
        ("select one from yn", Kind.SELECT_ONE, False),
        ("select_one yn", Kind.SELECT_ONE, False),
        ("select one yn or_other", Kind.SELECT_ONE, True),
        ("select all that apply from yn or specify other", Kind.SELECT_MULTIPLE, True),
        ("select_multiple yn", Kind.SELECT_MULTIPLE, False),
        ("rank yn", Kind.RANK, False),
        ("string", Kind.TEXT, False),
        ("int", Kind.INTEGER, False),
        ("add integer prompt", Kind.INTEGER, False),
        ("q location", Kind.GEOPOINT, False),
        ("date time", Kind.DATETIME, False),
        ("trigger", Kind.ACKNOWLEDGE, False),
        ("hidden", Kind.HIDDEN, False),
    ],
)
def test_every_way_to_write_a_type_is_understood(written, kind, other):
    found = questions(book([written, "q", "Q"]))["q"]
    assert (found.kind, found.other) == (kind, other)


def test_headers_may_be_in_capitals_with_spaces_and_with_codes_of_languages():
    head = ["Type", "NAME", "label::English (en)", "Hint::English (en)", "Constraint Message::Español (es)"]
    form = form_of(book(["text", "q", "Q", "H", "Mal"], head=head))
    found = next(question for _path, question in form.questions())
    assert (dict(found.label), dict(found.hint), dict(found.constraint_message)) == (
        {"en": "Q"},
        {"en": "H"},
        {"es": "Mal"},
    )
    assert form.languages == (Language("en", "English (en)"), Language("es", "Español (es)"))


def test_a_single_colon_names_a_language_beside_double_ones_too():
    head = ["type", "name", "label:English", "label:Spanish (es)", "hint::English"]
    assert dict(questions(book(["text", "q", "Q", "¿Q?", "H"], head=head))["q"].label) == {"en": "Q", "es": "¿Q?"}


def test_a_plain_text_to_the_right_of_a_language_does_not_wipe_it_out():
    found = questions(book(["text", "q", "Q?", "Q"], head=["type", "name", "label::French (fr)", "label"]))["q"]
    assert dict(found.label) == {"en": "Q", "fr": "Q?"}


def test_choices_in_a_language_that_no_question_has_bring_it_in():
    form = form_of(book(["select_one c", "q", "Q"], choices=[["list_name", "name", "label::العربية"], ["c", "a", "أ"]]))
    assert {language.tag for language in form.languages} == {"ar", "en"}


def test_other_is_one_of_the_choices_in_every_language():
    choices = [["list_name", "name", *TWO[2:]], ["c", "a", "A", "Á"]]
    form = form_of(book(["select_one c or_other", "q", "Q", "Q?"], head=TWO, choices=choices))
    assert [(choice.name, set(choice.label)) for choice in form.choices["c"]] == [
        ("a", {"en", "fr"}),
        ("other", {"en", "fr"}),
    ]


def test_groups_and_repeats_nest_and_count():
    content = book(
        ["integer", "n", "N"],
        ["begin group", "g", "G"],
        ["begin_repeat", "r", "R", "", "${n} + 1"],
        ["begin repeat", "s", "S", "", "2"],
        ["text", "t", "T"],
        ["end repeat"],
        ["end_repeat", "r"],
        ["end group"],
        ["calculate", "c", "", "indexed-repeat(${t}, ${r}, 1, ${s}, 2)"],
        ["calculate", "d", "", "once(now())"],
        ["calculate", "e", "", "count(${r})"],
        head=[*LABELLED, "calculation", "repeat_count"],
    )
    group = form_of(content).elements[1]
    assert isinstance(group, Group)
    (outer,) = group.children
    assert isinstance(outer, Repeat)
    (inner,) = outer.children
    assert isinstance(inner, Repeat)
    assert (outer.count, inner.count) == ("${n} + 1", "2")
    assert list(questions(content)) == ["n", "g/r/s/t", "c", "d", "e"]


def test_cascading_choices_keep_the_columns_that_filter_them():
    content = book(
        ["select_one county", "county", "County", ""],
        ["select_one town", "town", "Town", "county=${county} and size != 'small'"],
        head=[*LABELLED, "choice_filter"],
        choices=[
            ["list_name", "name", "label", "county", "size"],
            ["county", "x", "X"],
            ["town", "a", "A", "x", "big"],
        ],
    )
    form = form_of(content)
    assert dict(form.choices["town"][0].columns) == {"county": "x", "size": "big"}
    assert questions(content)["town"].choice_filter == "county=${county} and size != 'small'"


def test_blank_rows_and_comments_are_passed_over_and_rows_still_count_right():
    content = book(["text", "a", "A"], [], ["", "", "", "a remark"], ["", None], ["note", "", "Thanks"], [], [])
    assert [(one.kind, one.row) for one in questions(content).values()] == [(Kind.TEXT, 2), (Kind.NOTE, 6)]


def test_numbers_truths_and_dates_in_cells_are_read_as_people_see_them():
    choices = [["list_name", "name", "label"], [1, 1, "One"], [1, 2.0, "Two"], [1, 2.5, "More"], [1, True, 4]]
    form = form_of(book(["select_one 1", "q", 7], choices=choices))
    assert [choice.name for choice in form.choices["1"]] == ["1", "2", "2.5", "TRUE"]
    assert form.choices["1"][3].label["en"] == "4"
    head = [*LABELLED, "required", "default"]
    found = questions(
        book(["date", "d", "D", True, "2026-11-25 00:00:00"], ["integer", "n", "N", "no", 5.0], head=head)
    )
    assert (found["d"].required, found["d"].default) == ("true()", "2026-11-25")
    assert (found["n"].required, found["n"].default) == ("", "5")


def test_smart_quotes_and_hard_spaces_in_rules_mean_plain_ones():
    found = questions(book(["text", "a", "A"], ["text", "b", "B", "${a}\u00a0=\u00a0“x”"]))["b"]
    assert found.relevant == '${a} = "x"'


def test_one_name_may_stand_in_two_groups():
    rows = [["begin group", "a", "A"], ["text", "q", "Q"], ["end group"]]
    content = book(*rows, ["begin group", "b", "B"], ["text", "q", "Q"], ["end group"])
    assert list(questions(content)) == ["a/q", "b/q"]


def test_choices_that_are_there_twice_are_taken_where_the_settings_allow_them():
    choices = [["list_name", "name", "label"], ["c", "a", "A"], ["c", "a", "B"]]
    settings = [["allow_choice_duplicates", "form_title", "form_id"], ["yes", "Lamps!", "lamps-9"]]
    form = form_of(book(["select_one c", "q", "Q"], choices=choices, settings=settings))
    assert (form.title, form.name, len(form.choices["c"])) == ("Lamps!", "lamps-9", 2)


def test_the_language_of_the_settings_is_the_form_s_own():
    form = form_of(book(["text", "q", "Q", "Q?"], head=TWO, settings=[["default_language"], ["French (fr)"]]))
    assert form.default_language == "fr"


def test_ranges_and_shuffled_choices_keep_their_parameters():
    content = book(
        ["range", "a", "A", "start=0;end=10;step=2"],
        ["range", "b", "B", ""],
        ["select_one yn", "c", "C", "randomize=true seed=42"],
        ["rank yn", "d", "D", "randomize=true, seed=${a}"],
        head=[*LABELLED, "parameters"],
    )
    found = questions(content)
    assert [found[name].bounds for name in "ab"] == [("0", "10", "2"), ("1", "10", "1")]
    assert [found[name].randomize for name in "cd"] == [True, True]


def test_a_table_of_questions_is_a_group_of_its_own_appearance():
    content = book(
        ["begin group", "g", "G", "table-list"],
        ["select_one yn", "a", "A"],
        ["select_one yn", "b", "B"],
        ["end group"],
        head=[*LABELLED, "appearance"],
    )
    (group,) = form_of(content).elements
    assert (group.appearance, [child.name for child in group.children]) == (("table-list",), ["a", "b"])


def test_what_has_no_text_shows_its_name():
    content = book(["select_one c", "q", "Q"], choices=[["list_name", "name", "label"], ["c", "a", ""]])
    assert form_of(content).choices["c"][0].label["en"] == "a"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["audit", "audit", ""]], ["left out: row 2, audit (audit)"]),
        ([["username", "u", ""], ["note", "n", "Hello ${u}!"]], ["left out: row 2", "not kept: row 3, n (text)"]),
        ([["start-geopoint", "g", ""]], ["left out: row 2"]),
        ([["begin group", "g", "G"], ["deviceid", "d", ""], ["end group"]], ["left out: row 3", "left out: row 2, g"]),
    ],
)
def test_what_tells_who_answers_is_dropped_and_told(rows, told):
    found = taken(book(*rows, ["text", "q", "Q"]))
    assert found.form
    lines = [str(one) for one in found.left_out]
    assert len(lines) == len(told)
    assert all(line.startswith(beginning) for line, beginning in zip(lines, told, strict=True))


def test_a_text_shows_three_dots_where_an_answer_is_not_there():
    found = questions(book(["username", "u", ""], ["note", "n", "Hello ${u}!"]))["n"]
    assert found.label["en"] == "Hello …!"


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("my notes", "x", "column"),
        ("media::image", "a.jpg", "media"),
        ("media::audio::French (fr)", "a.mp3", "media"),
        ("choice_filter", "a = 1", "choice_filter"),
        ("trigger", "${q}", "trigger"),
    ],
)
def test_what_is_not_followed_is_told(column, value, kind):
    row = ["calculate" if kind == "trigger" else "text", "r", "R", value, "1" if kind == "trigger" else ""]
    found = taken(book(["text", "q", "Q"], row, head=[*LABELLED, column, "calculation"]))
    assert found.form
    assert [(one.kind, one.dropped, one.within) for one in found.left_out] == [(kind, True, True)]


def test_a_date_in_a_cell_is_a_date(tmp_path):
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "survey"
    for row in (["type", "name", "label", "default"], ["date", "d", "D", date(2026, 11, 25)], ["text", "t", "=1+1"]):
        sheet.append(row)
    sheet.merge_cells("A5:C5")
    workbook.save(tmp_path / "a.xlsx")
    found = taken((tmp_path / "a.xlsx").read_bytes())
    assert [(one.row, one.column) for one in found.problems] == [(3, "label")], (
        "a formula nobody ever computed is blank"
    )


def test_unused_choices_stay():
    assert set(form_of(book(["text", "q", "Q"], choices=CHOICES)).choices) == {"yn"}


def test_choices_come_from_a_file_beside_the_workbook():
    content = book(
        ["select_one county", "county", "County", "", ""],
        ["select_one_from_file towns.csv", "town", "Town", "county=${county}", ""],
        ["select_multiple_from_file towns.csv", "codes", "Codes", "", "value=code label=title"],
        head=[*LABELLED, "choice_filter", "parameters"],
        choices=[["list_name", "name", "label"], ["county", "x", "X"]],
    )
    towns = '\ufeffname;label;label::Français (fr);county;code;title\na;"A; a";Á;x;1;One\n\nb;B;;y;2;Two\n'
    form = form_of(content, towns=towns.encode())
    named, coded = form.choices["towns"], form.choices["towns_code_title"]
    assert [(one.name, dict(one.label)) for one in named] == [("a", {"en": "A; a", "fr": "Á"}), ("b", {"en": "B"})]
    assert dict(named[0].columns) == {"county": "x", "code": "1", "title": "One"}
    assert [(one.name, one.label["en"], one.columns["county"]) for one in coded] == [
        ("1", "One", "x"),
        ("2", "Two", "y"),
    ]
    again = form_of(write_workbook(form))
    assert again.choices == form.choices
    assert [question.choices for _path, question in again.questions()] == ["county", "towns", "towns_code_title"]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English (en)", "en"),
        ("Português (pt_BR)", "pt-BR"),
        ("pt-BR", "pt-BR"),
        ("EN", "en"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
        ("Espanol", "es"),
        ("Klingon", "x-klingon"),
        ("to-do", "x-to-do"),
    ],
)
def test_a_language_is_known_by_its_code_or_its_name(name, tag):
    assert tag_of(name) == tag
