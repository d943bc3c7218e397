"""A form as JSON and back. What equals its default is left out, so that a kept form stays small and readable."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from portal.core.translated import Translated
from portal.surveys.definition.form import Choice, Element, Form, Group, Kind, Language, Question, Repeat

_ELEMENTS = {"question": Question, "group": Group, "repeat": Repeat}
_WORDS = {element: word for word, element in _ELEMENTS.items()}


def as_json(form: Form) -> dict[str, Any]:
    """What is kept of `form`: objects, lists and texts alone."""
    return {
        "title": form.title,
        "name": form.name,
        "version": form.version,
        "languages": [[language.tag, language.name] for language in form.languages],
        "default_language": form.default_language,
        "choices": {name: [_choice(choice) for choice in choices] for name, choices in form.choices.items()},
        "elements": [_element(element) for element in form.elements],
    }


def from_json(kept: dict[str, Any]) -> Form:
    """The form that `as_json` wrote."""
    return Form(
        title=kept["title"],
        name=kept["name"],
        version=kept["version"],
        languages=tuple(Language(tag, name) for tag, name in kept["languages"]),
        default_language=kept["default_language"],
        choices={name: tuple(map(_choice_from, choices)) for name, choices in kept["choices"].items()},
        elements=tuple(map(_element_from, kept["elements"])),
    )


def _choice(choice: Choice) -> list[Any]:
    return [choice.name, dict(choice.label), dict(choice.columns)]


def _choice_from(kept: list[Any]) -> Choice:
    name, label, columns = kept
    return Choice(name, Translated(label), columns)


def _element(element: Element) -> dict[str, Any]:
    said = {one.name: getattr(element, one.name) for one in fields(element)}
    kept = {name: _plain(value) for name, value in said.items() if value or name == "name"}
    return {"element": _WORDS[type(element)], **kept}


def _plain(value: Any) -> Any:
    if isinstance(value, Translated):
        return dict(value)
    if isinstance(value, tuple):
        return [_element(one) if isinstance(one, Question | Group | Repeat) else one for one in value]
    return value


def _element_from(kept: dict[str, Any]) -> Element:
    said = {name: _read(name, value) for name, value in kept.items() if name != "element"}
    kind = _ELEMENTS[kept["element"]]
    if kind is not Question:
        said.setdefault("children", ())
    made: Element = kind(**said)
    return made


def _read(name: str, value: Any) -> Any:
    if name == "children":
        return tuple(map(_element_from, value))
    if name == "kind":
        return Kind(value)
    if isinstance(value, dict):
        return Translated(value)
    return tuple(value) if isinstance(value, list) else value
