"""Texts of a workbook in its languages, as texts under tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.core.translated import Translated
from portal.surveys.definition import Language
from portal.surveys.xlsform.languages import tag_of
from portal.surveys.xlsform.marking import marked

_UNNAMED = "default"


class Texts:
    """Reads texts, and keeps which languages it met, in their order. What has no language is in the form's own."""

    def __init__(self, default: str, lang: str) -> None:
        self._lang = lang
        self._default = default
        self._tags: dict[str, str] = {}

    def read(self, said: Any) -> Translated:
        """A text, or texts by the names of their languages."""
        if not said:
            return Translated()
        texts = said if isinstance(said, Mapping) else {self._default: said}
        return Translated({self._tag(str(name)): marked(str(text)) for name, text in texts.items() if text})

    def languages(self) -> tuple[Language, ...]:
        """All that were met; the one of the site where nothing is written."""
        found: dict[str, Language] = {}
        for name, tag in self._tags.items():
            if tag not in found or not found[tag].name:
                found[tag] = Language(tag, "" if name == _UNNAMED else name)
        return tuple(found.values()) or (Language(self._lang, ""),)

    def default_among(self, languages: tuple[Language, ...]) -> str:
        """The tag of the form's own language; the first where that has no text."""
        wanted = self._tag_of(self._default)
        tags = [language.tag for language in languages]
        return wanted if wanted in tags else tags[0]

    def _tag(self, name: str) -> str:
        return self._tags.setdefault(name, self._tag_of(name))

    def _tag_of(self, name: str) -> str:
        return self._lang if name == _UNNAMED else tag_of(name)
