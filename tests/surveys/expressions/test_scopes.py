"""What names, dots and paths mean from inside repeats, and what is blank."""

from __future__ import annotations

import pytest

from portal.surveys.expressions import EvaluationError, Node, Path, Reason, as_string, compile_expression, matching
from tests.surveys.expressions.form import ANSWERS, CHOICES, LISTS, member, said, scope

CAT: Path = (("household", None), ("member", 1), ("pet", 0), ("kind", None))
DOG: Path = (("household", None), ("member", 1), ("pet", 1), ("kind", None))
ROW: Path = (("household", None), ("member", 1))
INCOME: Path = (("household", None), ("income", None))


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (".", (("name", None),), "Ana"),
        (".", member(1, "age"), "40"),
        ("${age}", member(1, "first"), "40"),
        ("${age}", member(2, "first"), ""),
        ("${age}", INCOME, "3"),
        ("count(${age})", INCOME, "3"),
        ("count(${age})", member(1, "first"), "1"),
        ("count(${age})", ROW, "3"),
        ("count(${member})", member(1, "first"), "3"),
        ("count(${member})", CAT, "3"),
        ("sum(${age})", member(1, "age"), "40"),
        ("${age}", DOG, "40"),
        ("${kind}", DOG, "dog"),
        ("count(${kind})", member(1, "age"), "2"),
        ("count(${kind})", member(0, "age"), "0"),
        ("count(${kind})", INCOME, "3"),
        ("count(${pet})", DOG, "2"),
        ("${income}", DOG, "1200.50"),
        ("position(..)", member(0, "age"), "1"),
        ("position(..)", member(2, "age"), "3"),
        ("position(..)", DOG, "2"),
        ("position(../..)", DOG, "2"),
        ("position(../..)", CAT, "2"),
        ("position(.)", ROW, "2"),
        ("../first", member(1, "age"), "Cy"),
        ("../../income", member(1, "age"), "1200.50"),
        ("current()/../first", member(1, "age"), "Cy"),
        ("../../../../../..", member(1, "age"), ""),
        ("count(../../../../..)", member(1, "age"), "0"),
        ("string-length()", member(1, "first"), "2"),
        ("normalize-space()", (("text", None),), "a b c"),
        ("number() + 1", (("n", None),), "6"),
        ("string()", (("n", None),), "5"),
        ("once('new')", (("name", None),), "Ana"),
        ("once('new')", (("blank", None),), "new"),
        ("indexed-repeat(${age}, ${member}, 1)", member(1, "first"), "3"),
        ("indexed-repeat(${first}, ${member}, position(..) - 1)", member(1, "age"), "Bo"),
        ("${age} < 100 and . != ''", member(2, "first"), "false"),
        ("count(${member}[position() < 3 and last() = 3])", (), "2"),
        ("count(${member}[first = current()])", member(1, "first"), "1"),
        ("count(${first}[. = current()])", INCOME, "0"),
        (".", member(9, "age"), ""),
        ("${age}", member(9, "first"), ""),
        ("position(..)", member(9, "age"), "10"),
        (".", (("nowhere", None), ("at all", 3)), ""),
    ],
)
def test_a_name_means_what_it_means_from_here(text: str, place: Path, expected: str) -> None:
    assert said(text, place=place) == expected


def test_what_the_tree_leaves_out_is_blank_where_it_was_declared() -> None:
    assert said("${name} = '' and ${income} = '' and count(${income}) = 1", {}) == "true"
    assert said("count(${member}) + count(${age}) + count(${kind})", {}) == "0"
    assert said("count(/data/household) + count(/data/household/income)", {}) == "2"
    assert said("count(/data/other) + count(/data/household/other)", {}) == "0"
    assert said("count(${age})", {"household": {"member": [{}, {}]}}) == "2"


def test_a_tree_of_odd_make_is_read_as_blank() -> None:
    for odd in (
        {"name": {"x": "1"}},
        {"name": None},
        {"household": "text"},
        {"household": ["a", "b"]},
    ):
        assert said("concat(${name}, ${income}, ${age})", odd) == ""


def test_the_tree_is_read_as_it_is_now() -> None:
    answers: dict[str, object] = {"name": "Ana"}
    seen = scope(answers)
    assert [node.text for node in seen.named("name")] == ["Ana"]
    answers["name"] = "Eva"
    assert [node.text for node in seen.named("name")] == ["Eva"]
    assert seen.at((("name", None),)).here.text == "Eva"


def test_a_node_knows_its_place() -> None:
    [node] = scope().at(CAT).named("kind")
    assert node.path == CAT
    assert node == scope().at(CAT).here
    assert hash(node) == hash(scope().at(CAT).here)
    assert node != scope().at(DOG).here
    assert node != "cat"
    assert scope().root.path == ()


def test_names_that_the_form_does_not_have_are_told() -> None:
    for text in ("${nobody}", "indexed-repeat(${nobody}, ${member}, 1)", CHOICES.format("nobody")):
        with pytest.raises(EvaluationError) as caught:
            said(text)
        assert (caught.value.reason, caught.value.found) == (Reason.UNKNOWN_NAME, "nobody")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("state = 'ky'", ["bg", "ow"]),
        ("state = 'ky' and name != ${town}", ["ow"]),
        ("people > 50000 and not(selected(${blank}, name))", ["bg", "ow"]),
        ("selected('ow ga', name)", ["ow", "ga"]),
        ("name = current()", ["bg"]),
        ("position() = last()", ["ga"]),
        ("true()", ["bg", "ow", "ga"]),
        ("county = 'x'", []),
        ("${blank} = '' or state = ${blank}", ["bg", "ow", "ga"]),
    ],
)
def test_a_choice_filter_reads_columns_and_answers(text: str, names: list[str]) -> None:
    kept = matching(compile_expression(text), scope(ANSWERS, (("town", None),)), LISTS["towns"])
    assert [row["name"] for row in kept] == names


def test_ids_and_random_numbers_are_the_scopes() -> None:
    assert said("concat(random(), ' ', uuid())") == "0.25 0f8fad5b-d9cb-469f-a165-70867728950e"
    plain = type(scope())({}, scope().shape, today=scope().today, now=scope().now)
    assert 0 <= plain.random() < 1
    assert plain.uuid() != plain.uuid()
    assert plain.choice_label("a", "b") == "a"
    assert isinstance(plain.root, Node)
    assert as_string("") == ""
