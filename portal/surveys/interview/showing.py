"""Questions as they stand on a page: in the reader's language, ${names} filled in, choices filtered and shuffled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Literal

from portal.core.translated import Text, Translated
from portal.surveys.definition import Group, Kind, Question
from portal.surveys.expressions import EvaluationError
from portal.surveys.interview import words
from portal.surveys.interview.answered import Answered
from portal.surveys.interview.checking import CHOOSING, names_of
from portal.surveys.interview.dates import date_parts
from portal.surveys.interview.places import Place, address_of, path_of
from portal.surveys.interview.readable import readable
from portal.surveys.interview.reading import roles_of
from portal.surveys.interview.shapes import OTHER, Field, Part, ShownChoice, Words

_NAME = re.compile(r"\$\{\s*([^{}]+?)\s*\}")


def told(answered: Answered, texts: Translated, place: Place) -> Text:
    """A text of the author as it reads at `place`."""
    text: Text = answered.said(texts)
    if "${" not in text.text:
        return text
    scope = answered.scope(place)

    def value(match: re.Match[str]) -> str:
        try:
            nodes = scope.named(match[1])
        except EvaluationError:
            return ""
        return nodes[0].text if nodes else ""

    return Text(_NAME.sub(value, text.text), text.lang)


def title_of(answered: Answered, place: Place, inside: bool = False) -> Text:
    """The label of the element at `place`, else of the nearest group or repeat around it; empty where there is none."""
    for length in range(len(place) - inside, 0, -1):
        at = place[:length]
        element = answered.plan.spots[path_of(at)].element
        row = at[-1][1]
        text = told(answered, element.label, at if row is None else (*at, ("", None)))
        if text:
            if row is None or "${" in answered.said(element.label).text:
                return text
            return Text(f"{text} {row + 1}", text.lang)  # rows that their author does not tell apart are counted
    return Text("", answered.lang)


def field_at(answered: Answered, place: Place, base: Place, typed: Mapping[str, str]) -> Field:
    """The question at `place` on the page of `base`, with what was typed where that could not be read."""
    spot = answered.plan.spots[path_of(place)]
    question = spot.question
    assert question is not None, "pages hold questions"
    address, value = address_of(place), answered.value(place)
    fixed = answered.holds(spot.read_only, place, failing=False)
    choices = _choices(answered, question, place, value, typed.get(address))
    other = answered.plan.others.get(spot.path)
    wording: Place = (*place[:-1], (other[-1], None)) if other else ()
    return Field(
        address=address,
        question=question,
        label=told(answered, question.label, place),
        hint=told(answered, question.hint, place),
        guidance=told(answered, question.guidance, place),
        required=not fixed and answered.holds(spot.required, place, failing=False),
        read_only=fixed,
        value=typed.get(address, value),
        choices=choices,
        parts=_parts(question, address, value, typed, len(choices)),
        other_address=address_of(wording),
        other_value=typed.get(address_of(wording), answered.wording(wording)) if wording else "",
        groups=_groups(answered, place, base),
        appearance=question.appearance,
        table=_table(answered, question, place),
    )


def shown(answered: Answered, place: Place) -> tuple[Words, ...]:
    """An answer in the words that were on the page: labels of choices, what "other" means, the text itself."""
    spot = answered.plan.spots[path_of(place)]
    question, value = spot.question, answered.value(place)
    if question is None or not value:
        return ()
    if question.kind not in CHOOSING:
        return (Text(readable(question, value, answered.lang), answered.lang),)
    wording = answered.plan.others.get(spot.path)
    other = answered.value((*place[:-1], (wording[-1], None))) if wording else ""
    labels = _labels(answered, question)
    names = value.split()
    more = (Text(other, answered.lang),) if other and OTHER in names else ()
    return (*(labels.get(name) or Text(name, "") for name in names), *more)


def _choices(
    answered: Answered, question: Question, place: Place, value: str, typed: str | None
) -> tuple[ShownChoice, ...]:
    names = names_of(answered, place)
    if question.randomize:
        Random(f"{answered.seed}:{address_of(place)}").shuffle(names)
        names.sort(key=lambda name: question.other and name == OTHER)
    chosen = set((value if typed is None else typed).split())
    labels = _labels(answered, question)
    return tuple(ShownChoice(name, labels.get(name) or Text(name, ""), name in chosen) for name in names)


def _labels(answered: Answered, question: Question) -> dict[str, Words]:
    labels: dict[str, Words] = {OTHER: words.OTHER_CHOICE} if question.other else {}
    listed = answered.form.choices.get(question.choices, ())
    return labels | {choice.name: answered.said(choice.label) or Text(choice.name, "") for choice in listed}


def _parts(question: Question, address: str, value: str, typed: Mapping[str, str], choices: int) -> tuple[Part, ...]:
    roles = roles_of(question, choices)
    kept = (
        date_parts(value)
        if question.kind in {Kind.DATE, Kind.DATETIME}
        else dict(zip(roles, value.split(), strict=False))
    )
    names = {role: f"{address}#{role}" for role in roles}
    again = any(name in typed for name in names.values())
    return tuple(Part(name, role, typed.get(name, "") if again else kept.get(role, "")) for role, name in names.items())


def _groups(answered: Answered, place: Place, base: Place) -> tuple[Text, ...]:
    shared = len(base) if place[: len(base)] == base and len(base) < len(place) else len(place)
    above = (place[:length] for length in range(shared + 1, len(place)))
    labels = (told(answered, answered.plan.spots[path_of(at)].element.label, at) for at in above)
    return tuple(label for label in labels if label)


def _table(answered: Answered, question: Question, place: Place) -> Literal["", "head", "row"]:
    if answered.plan.spots[path_of(place)].heads:
        return "head"
    above = answered.plan.spots[path_of(place[:-1])].element if len(place) > 1 else None
    in_table = isinstance(above, Group) and "table-list" in above.appearance and question.kind in CHOOSING
    return "row" if in_table or "list-nolabel" in question.appearance else ""
