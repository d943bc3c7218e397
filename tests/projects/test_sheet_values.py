"""What a page makes of a sheet, and what differs between two: pure values."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from portal.core.translated import Translated
from portal.projects.models import RequirementState, Strength, Verdict
from portal.projects.sheets.differences import KEYS, Fate, differences
from portal.projects.sheets.levels import LEVELS
from portal.projects.sheets.reading import SheetView, totals
from portal.projects.sheets.shapes import BudgetLine, Champion, Milestone, Part, Requirement, Sheet, SheetLink
from portal.projects.sheets.words import FIELD_NAMES, SECTION_NAMES, SHEET_WORDS
from tests.projects.agreed import WHOLE


def en(text):
    return Translated({"en": text})


def found(old, new):
    return {section.name: section for section in differences(old, new).sections}


def removed_and_added(change):
    return ["".join(p.text for p in change.pieces if getattr(p, kind)) for kind in ("removed", "added")]


def test_money_is_added_up_in_each_currency_that_lines_share_and_never_across():
    lines = [
        BudgetLine("B1", en("a"), Decimal("0.10"), "USD"),
        BudgetLine("B2", en("b"), Decimal("0.20"), "USD"),
        BudgetLine("B3", en("c"), Decimal(5), "EUR"),
        BudgetLine("B4", en("d"), None, "EUR"),
    ]
    assert totals(lines) == [("USD", Decimal("0.30"))]


def test_partners_meet_where_they_state_both_values():
    view = SheetView(WHOLE, {})
    values = view.values
    groups = (values.public_only, values.both, values.private_only, values.neither)
    assert [[part.partner for part in group] for group in groups] == [["campus"], ["works"], ["lumen"], ["friends"]]


def test_the_states_of_the_register_are_counted():
    names = {state: state.value for state in RequirementState}
    assert SheetView(WHOLE, {}).states(names) == [("proposed", 1), ("superseded", 1)]


def test_every_level_has_its_meaning_and_all_but_the_last_a_way_up(app):
    assert list(LEVELS) == list(range(1, 10))
    with app.test_request_context():
        assert len({str(level.meaning) for level in LEVELS.values()}) == 9
    assert [n for n, level in LEVELS.items() if level.to_move_up is None] == [9]


def test_every_word_of_a_sheet_has_a_name():
    assert set(SHEET_WORDS.strengths) == set(SHEET_WORDS.strength_meanings) == set(Strength)
    assert set(SHEET_WORDS.states) == set(SHEET_WORDS.state_meanings) == set(RequirementState)
    assert set(SHEET_WORDS.verdicts) == set(Verdict)
    assert {each.name for each in fields(Sheet)} - {"vision", "goal"} == set(SECTION_NAMES) - {"sheet"}
    whole = [getattr(WHOLE, each.name) for each in fields(Sheet)]
    shapes = [each[0] if isinstance(each, tuple) else each for each in whole]
    named = {inner.name for shape in shapes if hasattr(shape, "__dataclass_fields__") for inner in fields(shape)}
    assert named - {"key", "partner"} - set(FIELD_NAMES) == set()


def test_the_same_sheet_has_no_differences():
    assert not differences(WHOLE, WHOLE)


def test_a_changed_requirement_is_told_word_by_word():
    changed = replace(WHOLE.requirements[0], text=en("Dims after ten"), owner="Bo")
    [entry] = found(WHOLE, replace(WHOLE, requirements=(changed, WHOLE.requirements[1])))["requirements"].entries
    assert (entry.key, entry.fate, entry.title) == ("R1", Fate.CHANGED, en("Dims after ten"))
    assert {(field.name, field.lang) for field in entry.fields} == {("text", "en"), ("text", "es"), ("owner", None)}
    assert removed_and_added(entry.fields[-1]) == ["Ana", "Bo"]


def test_an_added_milestone_is_told_in_full_and_a_removed_one_too():
    more = replace(WHOLE, milestones=(*WHOLE.milestones, Milestone("M4", en("Rest"), date(2027, 1, 2))))
    [entry] = found(WHOLE, more)["milestones"].entries
    assert (entry.key, entry.fate) == ("M4", Fate.ADDED)
    assert [removed_and_added(field) for field in entry.fields] == [["", "Rest"], ["", "2027-01-02"]]
    [entry] = found(more, WHOLE)["milestones"].entries
    assert (entry.key, entry.fate) == ("M4", Fate.REMOVED)
    assert removed_and_added(entry.fields[0]) == ["Rest", ""]


@pytest.mark.parametrize("name", ["vision", "goal", "mandate", "maturity", *KEYS])
def test_a_change_in_any_section_is_found(name):
    empty = getattr(Sheet(), name)
    [section] = differences(WHOLE, replace(WHOLE, **{name: empty})).sections
    assert section.name == ("sheet" if name in {"vision", "goal"} else name)
    assert section.fields or section.entries


def test_another_order_alone_is_said():
    turned = differences(WHOLE, replace(WHOLE, partners=WHOLE.partners[::-1]))
    assert turned
    assert (turned.sections, turned.only_order) == ((), True)


def test_entries_that_share_a_key_are_told_apart():
    twice = Sheet(links=(SheetLink("a", "https://example.org"), SheetLink("b", "https://example.org")))
    [entry] = found(twice, replace(twice, links=(twice.links[0], SheetLink("c", "https://example.org"))))[
        "links"
    ].entries
    assert [removed_and_added(field) for field in entry.fields] == [["b", "c"]]
    people = Sheet(champions=(Champion("Ana"), Champion("Ana", "Council")))
    [entry] = found(people, replace(people, champions=people.champions[:1]))["champions"].entries
    assert entry.fate is Fate.REMOVED


def test_values_are_said_as_the_reader_says_them():
    old = Sheet(requirements=(Requirement("R1", en("x")),), partners=(Part("works"),))
    new = replace(old, requirements=(Requirement("R1", en("x"), strength=Strength.COULD),))
    [section] = differences(old, new, lambda name, value: f"{name}={value}").sections
    assert removed_and_added(section.entries[0].fields[0]) == ["strength=must", "strength=could"]
