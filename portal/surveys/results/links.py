"""Which questions depend on which: a rule that reads an answer tells about it by whom it lets through."""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.surveys.definition import Form, Group, Question, Repeat

_NAME = re.compile(r"\$\{\s*(?:last-saved#)?([^}\s]+)\s*\}")


def sources(form: Form) -> dict[str, frozenset[str]]:
    """The names of the questions that each question's being asked, and its choices, depend on, however far off."""
    read = {placed.path[-1]: set[str]() for placed in form.placed()}
    elements = {placed.path: placed.element for placed in form.placed()}
    for path, element in elements.items():
        above = [elements[path[:length]] for length in range(1, len(path))]
        for one in (*above, element):
            read[element.name] |= _names(one)
        read[element.name] |= {element.name.removesuffix("_other")} - {element.name}
    return {name: _closure(name, read) for name in read}


def _names(element: Question | Group | Repeat) -> set[str]:
    texts = [element.relevant]
    if isinstance(element, Question):
        texts += [element.choice_filter, element.calculation, element.constraint, element.required]
    if isinstance(element, Repeat):
        texts.append(element.count)
    return {name for text in texts for name in _NAME.findall(text)}


def _closure(name: str, read: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    ahead = set(read[name])
    while ahead:
        found |= ahead
        ahead = {further for one in ahead for further in read.get(one, ())} - found
    return frozenset(found - {name})
