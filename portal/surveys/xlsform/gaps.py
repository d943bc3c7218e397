"""Texts that show the answer to a question which the form does not have: they show “…” in its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Element, Form, Question
from portal.surveys.xlsform import words
from portal.surveys.xlsform.shapes import LeftOut

_SHOWN = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_GAP = "…"
_TEXTS = ("label", "hint", "guidance", "required_message", "constraint_message")


def with_gaps(form: Form, missing: Collection[str]) -> tuple[Form, list[LeftOut]]:
    """The form with no text that names one of `missing`, and where there was one."""
    if not missing:
        return form, []
    work = _Gaps(frozenset(missing))
    choices = {name: tuple(map(work.choice, listed)) for name, listed in form.choices.items()}
    return replace(form, elements=tuple(map(work.element, form.elements)), choices=choices), work.told


@dataclass
class _Gaps:
    missing: frozenset[str]
    told: list[LeftOut] = field(default_factory=list)

    def element(self, element: Element) -> Element:
        """An element, and all that it holds."""
        texts = {name: getattr(element, name) for name in _TEXTS if hasattr(element, name)}
        said = {name: self._text(text) for name, text in texts.items()}
        gone = sorted({name for text in texts.values() for name in self._gone(text)})
        if gone:
            why = words.why_text(", ".join(gone))
            self.told.append(LeftOut(element.row, element.name, "text", why, dropped=True, within=True))
        more: dict[str, Any] = dict(said)
        if not isinstance(element, Question):
            more["children"] = tuple(map(self.element, element.children))
        return replace(element, **more)

    def choice(self, choice: Choice) -> Choice:
        """A choice; what it lacks is not told, as every question of its list would tell it."""
        return replace(choice, label=self._text(choice.label))

    def _text(self, text: Translated) -> Translated:
        return Translated(dict(self._filled(text))) if self._gone(text) else text

    def _filled(self, text: Translated) -> Iterator[tuple[str, str]]:
        for tag, said in text.items():
            yield tag, _SHOWN.sub(lambda found: _GAP if found[1] in self.missing else found[0], said)

    def _gone(self, text: Translated) -> set[str]:
        return {name for said in text.values() for name in _SHOWN.findall(said)} & self.missing
