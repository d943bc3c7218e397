"""From what a clerk typed to an element, and back. What the builder does not know of an element stays untouched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.core.translated import Translated
from portal.surveys.building.editing import free_name, sharing
from portal.surveys.definition import Choice, Element, Form, Question, as_json

OTHER = "other"
Written = Mapping[str, Any]


@dataclass(frozen=True)
class TypedChoice:
    """A choice as typed; `name` is empty for a new one."""

    name: str
    label: Translated


def fingerprint(form: Form) -> str:
    """Tells this form from every other."""
    return hashlib.sha256(json.dumps(as_json(form), sort_keys=True).encode()).hexdigest()[:20]


def merged(old: Translated, typed: Translated, tags: tuple[str, ...]) -> Translated:
    """The typed texts of the languages `tags`, and of other languages what was there."""
    return Translated({tag: text for tag, text in old.items() if tag not in tags} | dict(typed))


def written(element: Element, texts: Written, others: Written, tags: tuple[str, ...]) -> Element:
    """The element with typed texts and other values."""
    said: dict[str, Any] = {name: merged(getattr(element, name), text, tags) for name, text in texts.items()}
    return replace(element, **said, **others)


def with_choices(
    form: Form, question: Question, typed: tuple[TypedChoice, ...], tags: tuple[str, ...], other: Translated
) -> tuple[Form, Question]:
    """The form with a question's list as typed. Choices that are there keep their names and columns.

    Where people may write another answer, the list ends with a choice for it, called `other`: workbooks have it so.
    """
    name = question.choices or _free_list(form, question.name)
    kept = {choice.name: choice for choice in form.choices.get(name, ())}
    taken, made = set(kept), []
    for one in typed:
        if one.name == OTHER and not _with_other(form, question):
            continue
        old = kept.get(one.name)
        named = one.name if old else _free_choice(one.label, taken)
        taken.add(named)
        made.append(
            Choice(named, merged(old.label if old else Translated(), one.label, tags), old.columns if old else {})
        )
    if question.other and OTHER not in {choice.name for choice in made}:
        made.append(kept.get(OTHER) or Choice(OTHER, other))
    return replace(form, choices={**form.choices, name: tuple(made)}), replace(question, choices=name)


def is_shared(form: Form, question: Question) -> bool:
    """Whether other questions offer the same list of choices."""
    return len(sharing(form, question.choices)) > 1


def _with_other(form: Form, question: Question) -> bool:
    shared = [one for one in sharing(form, question.choices) if one.name != question.name]
    return question.other or any(one.other for one in shared)


def _free_list(form: Form, name: str) -> str:
    wanted, number = name, 1
    while wanted in form.choices:
        number += 1
        wanted = f"{name}_{number}"
    return wanted


def _free_choice(label: Translated, taken: set[str]) -> str:
    empty = Form("", "", (), {}, (), "")
    wanted = begun = free_name(empty, next(iter(label.values()), ""), "choice")
    number = 1
    while wanted in taken or wanted == OTHER:
        number += 1
        wanted = f"{begun}_{number}"
    return wanted
