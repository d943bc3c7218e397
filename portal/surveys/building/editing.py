"""The edits of the builder that look at the whole form: copying, renaming, deleting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from portal.surveys.building import moving, references
from portal.surveys.definition import Element, Form, Path, Placed, Question

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,39}")
_LONGEST = 30


class SpokenOf(Exception):
    """A question that rules speak of: it cannot go. `by` are the elements with those rules."""

    def __init__(self, by: list[Placed]) -> None:
        super().__init__()
        self.by = by


def all_names(form: Form) -> set[str]:
    """Every name that a new element must not have."""
    return {name for placed in form.placed() for name in _names(placed.element)}


def free_name(form: Form, label: str, begins: str = "question") -> str:
    """A name made from a label that no element of the form has."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].strip("_")
    if not wanted or not wanted[0].isalpha():
        wanted = f"{begins}_{wanted}".strip("_")
    return _free(wanted, all_names(form))


def copied(form: Form, path: Path) -> tuple[Form, Path]:
    """The form with a copy right behind an element, and the copy's path. Rules inside speak of the copies."""
    original = moving.element_at(form, path)
    taken, names = all_names(form), dict[str, str]()
    for element in _within(original):
        names[element.name] = _free(element.name, taken)
        taken.add(names[element.name])
        names[f"{element.name}_other"] = f"{names[element.name]}_other"
    copy = references.called(_with_names(original, names), names)
    there = [one.name for one in moving.siblings_of(form, path[:-1])]
    return moving.added(form, path[:-1], copy, there.index(path[-1]) + 1), (*path[:-1], copy.name)


def renamed(form: Form, path: Path, name: str) -> Form:
    """The form with another name for an element, in every rule and text that speaks of it. Raises `SpokenOf`."""
    element = moving.element_at(form, path)
    if name == element.name:
        return form
    if by := references.by_path(form, element.name):
        raise SpokenOf(by)
    names = {element.name: name, f"{element.name}_other": f"{name}_other"}
    form = moving.replaced(form, path, replace(element, name=name))
    return replace(form, elements=tuple(references.called(one, names) for one in form.elements))


def deleted(form: Form, path: Path) -> Form:
    """The form without an element. Raises `SpokenOf` where a rule that stays speaks of it or of what it holds."""
    names = {name for one in _within(moving.element_at(form, path)) for name in _names(one)}
    without = moving.removed(form, path)
    by = references.speaking_of(without, names)
    for name in names:
        by += [one for one in references.by_path(without, name) if one not in by]
    if by:
        raise SpokenOf(by)
    return without_unused(form, without)


def without_unused(before: Form, form: Form) -> Form:
    """The form without lists of choices that lost their last question since `before`."""
    used = {question.choices for _path, question in form.questions()}
    lost = {question.choices for _path, question in before.questions()} - used
    if any("instance(" in rule for one in form.placed() for rule in references.rules_of(one.element)):
        return form
    return replace(form, choices={name: listed for name, listed in form.choices.items() if name not in lost})


def sharing(form: Form, choices: str) -> list[Question]:
    """The questions that offer a list of choices."""
    return [question for _path, question in form.questions() if choices and question.choices == choices]


def _within(element: Element) -> Iterator[Element]:
    yield element
    if not isinstance(element, Question):
        for child in element.children:
            yield from _within(child)


def _names(element: Element) -> set[str]:
    return (
        {element.name, f"{element.name}_other"} if isinstance(element, Question) and element.other else {element.name}
    )


def _with_names(element: Element, names: dict[str, str]) -> Element:
    if isinstance(element, Question):
        return replace(element, name=names[element.name], row=0)
    children = tuple(_with_names(child, names) for child in element.children)
    return replace(element, name=names[element.name], children=children, row=0)


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken or f"{name}_other" in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name
