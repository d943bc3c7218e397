"""Forms small enough to be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Element, Form, Group, Kind, Language, Question, Repeat
from portal.surveys.interview import Interview, Page, Problem

TODAY = date(2026, 11, 25)
CHOICES = {
    "yn": (("yes", "Yes"), ("no", "No")),
    "fruit": (("apple", "Apple"), ("pear", "Pear"), ("plum", "Plum")),
}


def en(text: str) -> Translated:
    return Translated({"en": text})


def ask(name: str, kind: Kind = Kind.TEXT, **rules: Any) -> Question:
    """A question whose label is its name, unless said otherwise."""
    rules.setdefault("label", en(name))
    return Question(name, kind, **rules)


def group(name: str, *children: Element, **rules: Any) -> Group:
    return Group(name, children, **rules)


def repeat(name: str, *children: Element, **rules: Any) -> Repeat:
    return Repeat(name, children, **rules)


def form(*elements: Element, choices: Mapping[str, tuple[Choice, ...]] | None = None) -> Form:
    known = {name: tuple(Choice(one, en(label)) for one, label in rows) for name, rows in CHOICES.items()}
    return Form("Survey", "survey", elements, known | dict(choices or {}), (Language("en", "English"),), "en")


def interview(asked: Form, answers: Mapping[str, Any] | None = None, **how: Any) -> Interview:
    usual: dict[str, Any] = {"lang": "en", "today": TODAY, "now": datetime(2026, 11, 25, 9, 30, tzinfo=UTC), "seed": 7}
    return Interview(asked, answers or {}, **usual | how)


def at(one: Interview, key: str) -> Page:
    page = one.page(key)
    assert page is not None, f"no page {key}"
    return page


def send(one: Interview, key: str, **posted: str | list[str]) -> tuple[Interview, list[Problem]]:
    """Sends a page; "__" in a name stands for "#" (born__day)."""
    fields = {name.replace("__", "#"): [value] if isinstance(value, str) else value for name, value in posted.items()}
    return one.with_answers(at(one, key), fields)


def keys(one: Interview) -> list[str]:
    """All pages by following next_key."""
    found, key = [], one.first_key()
    while key is not None:
        found.append(key)
        key = one.next_key(key)
    return found


def said(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.field, str(problem.message)) for problem in problems]
