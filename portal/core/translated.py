"""Published texts in more than one language, side by side.

A column of type `Translated` holds a mapping from language tag to text. Readers get the text of their page's
language, or the first one there is, always together with the tag it is written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A text and the language it is written in."""

    text: str
    lang: str

    def beginning(self, most: int) -> Text:
        """The text cut to `most` characters, with a sign where something was left out."""
        return self if len(self.text) <= most else Text(self.text[:most].rstrip() + "…", self.lang)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Translated(Mapping[str, str]):
    """Language tag to text; empty texts are left out. Immutable, hashable."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str | None] | None = None) -> None:
        self._texts = {tag: text for tag, text in (texts or {}).items() if text}

    def best(self, lang: str) -> Text:
        """The text in `lang`; else the first there is; else an empty text in `lang`."""
        if lang in self._texts:
            return Text(self._texts[lang], lang)
        for tag, text in self._texts.items():
            return Text(text, tag)
        return Text("", lang)

    def __getitem__(self, tag: str) -> str:
        return self._texts[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __repr__(self) -> str:
        return f"Translated({self._texts!r})"
