"""What differs between two versions of a form, question by question. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.differences import FieldChange, text_changes, word_pieces
from portal.core.translated import Translated
from portal.surveys.definition import Element, Form, Path, Question

_RULES = ("required", "relevant", "constraint", "calculation")


@dataclass(frozen=True)
class ElementChange:
    """An element that came ("added"), went ("removed"), or stayed with other words or rules ("changed")."""

    path: str
    label: Translated
    what: str
    fields: tuple[FieldChange, ...] = ()


def form_changes(before: Form, after: Form) -> Iterator[ElementChange]:
    """Everything that differs, in the order of the new form; what went stands at the end."""
    old, new = _elements(before), _elements(after)
    for path, element in new.items():
        if path not in old:
            yield ElementChange("/".join(path), element.label, "added")
        elif fields := tuple(_fields(before, old[path], after, element)):
            yield ElementChange("/".join(path), element.label, "changed", fields)
    for path, element in old.items():
        if path not in new:
            yield ElementChange("/".join(path), element.label, "removed")


def _elements(form: Form) -> dict[Path, Element]:
    return {placed.path: placed.element for placed in form.placed()}


def _fields(before: Form, was: Element, after: Form, now: Element) -> Iterator[FieldChange]:
    yield from text_changes("label", was.label, now.label)
    yield from _plain("kind", _kind(was), _kind(now))
    for rule in _RULES:
        yield from _plain(rule, getattr(was, rule, ""), getattr(now, rule, ""))
    if isinstance(was, Question) and isinstance(now, Question):
        yield from text_changes("hint", was.hint, now.hint)
        yield from text_changes("choices", _choices(before, was), _choices(after, now))


def _plain(name: str, was: str, now: str) -> Iterator[FieldChange]:
    if was != now:
        yield FieldChange(name, word_pieces(was, now))


def _kind(element: Element) -> str:
    return str(element.kind) if isinstance(element, Question) else type(element).__name__.lower()


def _choices(form: Form, question: Question) -> dict[str, str]:
    """All choices of a question as one text in each language, a choice to a line."""
    listed = form.choices.get(question.choices, ())
    tags = dict.fromkeys(tag for choice in listed for tag in choice.label)
    return {tag: "\n".join(choice.label.get(tag, choice.name) for choice in listed) for tag in tags}
