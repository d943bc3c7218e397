"""Which rules of a form speak of a question, and the same rules after it has another name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from portal.core.translated import Translated
from portal.surveys.definition import Element, Form, Placed, Question
from portal.surveys.expressions import ExpressionError, compile_expression
from portal.surveys.expressions.tokens import Kind, tokens_of

RULES = ("relevant", "count", "required", "constraint", "calculation", "read_only", "choice_filter", "default")
TEXTS = ("label", "hint", "guidance", "required_message", "constraint_message")
_SHOWN = re.compile(r"\$\{\s*([^\W\d][\w.\-]*)\s*\}")


def speaking_of(form: Form, names: set[str]) -> list[Placed]:
    """The elements with a rule or a text that speaks of one of `names`, other than those that bear them."""
    return [one for one in form.placed() if one.element.name not in names and not names.isdisjoint(spoken(one.element))]


def spoken(element: Element) -> set[str]:
    """All names in the rules and texts of an element."""
    shown = {name for text in _texts(element) for name in _SHOWN.findall(text)}
    return shown.union(*map(_names, rules_of(element)))


def by_path(form: Form, name: str) -> list[Placed]:
    """The elements that reach a question by a path such as ../age: those must be written anew by hand."""
    return [one for one in form.placed() for rule in rules_of(one.element) if name in _steps(rule)]


def called(element: Element, names: Mapping[str, str]) -> Element:
    """An element whose rules and texts use the new names; old names are the keys."""
    changes: dict[str, Any] = {}
    for field in RULES:
        if text := getattr(element, field, ""):
            changes[field] = _called_in_rule(text, names)
    for field in TEXTS:
        if said := getattr(element, field, None):
            changes[field] = _called_in_texts(said, names)
    if not isinstance(element, Question):
        changes["children"] = tuple(called(child, names) for child in element.children)
    return replace(element, **changes)


def rules_of(element: Element) -> Iterator[str]:
    """The rules of an element, as they are written."""
    return (text for field in RULES if (text := getattr(element, field, "")))


def _texts(element: Element) -> Iterator[str]:
    return (text for field in TEXTS for text in getattr(element, field, {}).values())


def _names(rule: str) -> frozenset[str]:
    try:
        return compile_expression(rule).names
    except ExpressionError:  # a default that is an answer, no rule
        return frozenset(_SHOWN.findall(rule))


def _steps(rule: str) -> set[str]:
    try:
        paths = compile_expression(rule).paths
    except ExpressionError:
        return set()
    return {step for path in paths for step in path.split("/")}


def _called_in_rule(rule: str, names: Mapping[str, str]) -> str:
    try:
        tokens = list(tokens_of(rule))
    except ExpressionError:
        return rule
    for token in reversed(tokens):
        if token.kind is Kind.ANSWER and token.text in names:
            rule = f"{rule[: token.at]}${{{names[token.text]}}}{rule[token.end :]}"
        elif token.kind is Kind.TEXT:  # jr:choice-name(…, '${name}')
            quoted = rule[token.at : token.end]
            rule = rule[: token.at] + _SHOWN.sub(_renaming(names), quoted) + rule[token.end :]
    return rule


def _called_in_texts(said: Translated, names: Mapping[str, str]) -> Translated:
    return Translated({tag: _SHOWN.sub(_renaming(names), text) for tag, text in said.items()})


def _renaming(names: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"${{{names[found[1]]}}}" if found[1] in names else found[0]
