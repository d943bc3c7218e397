"""A form whose results are counted, and random answers to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import Any

from portal.core.translated import Translated
from portal.surveys.counting import tallies_of
from portal.surveys.definition import Choice, Form, Kind, Language, Question
from portal.surveys.results import Count, Results, results_of

GROUPINGS = {"audience": "who"}
FORM = Form(
    title="Parks",
    name="parks",
    elements=(
        Question("who", Kind.SELECT_ONE, Translated({"en": "Who are you?"}), choices="abc"),
        Question("one", Kind.SELECT_ONE, Translated({"en": "Which one?"}), choices="abc"),
        Question("many", Kind.SELECT_MULTIPLE, Translated({"en": "Which?"}), choices="abc"),
        Question("age", Kind.INTEGER, Translated({"en": "How old?"})),
        Question("then", Kind.SELECT_ONE, Translated({"en": "And then?"}), choices="abc", relevant="${one} = 'a'"),
    ),
    choices={"abc": tuple(Choice(name, Translated({"en": name.upper()})) for name in ("a", "b", "c", "refused"))},
    languages=(Language("en", "English"),),
    default_language="en",
)


def results(responses: Iterable[dict[str, Any]], form: Form = FORM) -> Results:
    """The tables of these responses."""
    said = list(responses)
    return results_of(form, counts(said, form), GROUPINGS, len(said))


def counts(responses: Iterable[dict[str, Any]], form: Form = FORM) -> list[Count]:
    """Their tallies."""
    counted: Counter[tuple[Any, ...]] = Counter()
    for answers in responses:
        counted.update(tallies_of(form, answers, GROUPINGS))
    return [Count(*key, n) for key, n in counted.items()]


def people(seed: int, number: int) -> list[dict[str, str]]:
    """Responses in which some choices are rare, and some questions left out; no two seeds are alike."""
    dice = Random(seed)
    rare = [dice.choice((0, 1, 4)) for _choice in range(3)]
    each = dice.random()
    said = []
    for _person in range(number):
        one = dice.choices(["a", "b", "c", ""], [6, *rare])[0]
        many = [name for name in "abc" if dice.random() < each] or ["a"]
        answers = {
            "who": dice.choices(["a", "b", "c"], [5, 4, 1])[0],
            "one": one,
            "many": dice.choice(many) if each < 0.3 else " ".join(many),
            "age": str(dice.choice((20, 30, 31, 45, 90))),
        }
        if dice.random() < rare[0] / 20:
            answers["many"] = ""
        said.append(answers | ({"then": dice.choice("ab")} if one == "a" else {}))
    return said
