"""All versions of a form as one, to read answers that were given to any of them. Nobody answers this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from portal.surveys.definition.form import Choice, Element, Form, Group, Path, Question, Repeat

_RULES = ("relevant", "choice_filter", "calculation", "constraint", "required", "count")


def united(forms: Sequence[Form]) -> Form:
    """The last of `forms`, and behind what it has in each place whatever only older ones have; there is one at least.

    Labels are those of the newest version that has them. What one version promised to show just in totals stays so.
    Rules of all versions are joined: they tell what an answer may depend on, and are not to be evaluated.
    """
    newest_first = list(reversed(forms))
    elements, choices = newest_first[0].elements, _Choices(newest_first)
    for older in newest_first[1:]:
        elements = _joined(elements, older.elements)
    return replace(newest_first[0], elements=choices.put(elements, ()), choices=choices.lists)


def _joined(newer: Sequence[Element], older: Sequence[Element]) -> tuple[Element, ...]:
    before = {element.name: element for element in older}
    kept = tuple(_both(element, before.pop(element.name, None)) for element in newer)
    return (*kept, *before.values())


def _both(newer: Element, older: Element | None) -> Element:
    if older is None or type(older) is not type(newer):
        return newer
    rules: dict[str, Any] = {
        name: _either(getattr(newer, name), getattr(older, name)) for name in _RULES if hasattr(newer, name)
    }
    if isinstance(newer, Question):
        hidden = newer.aggregate_only or (isinstance(older, Question) and older.aggregate_only)
        other = newer.other or (isinstance(older, Question) and older.other)
        return replace(newer, aggregate_only=hidden, other=other, **rules)
    children = () if isinstance(older, Question) else older.children
    return replace(newer, children=_joined(newer.children, children), **rules)


def _either(newer: str, older: str) -> str:
    return newer if not older or newer == older else f"({newer}) or ({older})" if newer else older


class _Choices:
    """The choices of each question over all versions, as lists that are named by its path where they grew."""

    def __init__(self, newest_first: Sequence[Form]) -> None:
        self.lists = dict(newest_first[0].choices)
        self.by_path: dict[Path, dict[str, Choice]] = {}
        for form in newest_first:
            for path, question in form.questions():
                offered = self.by_path.setdefault(path, {})
                for choice in form.choices.get(question.choices, ()):
                    offered.setdefault(choice.name, choice)

    def put(self, elements: Sequence[Element], above: Path) -> tuple[Element, ...]:
        """The same elements, each question with the name of its list."""
        return tuple(self._put(element, (*above, element.name)) for element in elements)

    def _put(self, element: Element, path: Path) -> Element:
        if isinstance(element, Group | Repeat):
            return replace(element, children=self.put(element.children, path))
        offered = tuple(self.by_path.get(path, {}).values())
        if not offered or offered == self.lists.get(element.choices):
            return element
        name = "/".join(path) + "*"
        self.lists[name] = offered
        return replace(element, choices=name)
