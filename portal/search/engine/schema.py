"""The fields of the index: an id, and one text field for each language. No text is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import NUMERIC, TEXT, Schema

from portal.search.analysis import tokens
from portal.search.stems import LANGUAGES

ID = "id"
_TEXT = "text_"
# In front of a word's own spelling where the stem differs from it: what a prefix is compared with. No token
# can begin with it.
SPELLING = "="


def text_field(language: str) -> str:
    """The name of the field for texts in a language of the index."""
    return f"{_TEXT}{language}"


def language_of_field(name: str) -> str | None:
    """The language of a text field; None for any other field."""
    return name.removeprefix(_TEXT) if name.startswith(_TEXT) else None


class Words(Analyzer):
    """Our tokens in Whoosh's dress: every term of a word, and its spelling, at the same position.

    It is pickled into the index by its name: moving this class makes old indexes unreadable (raise FORMAT).
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, value: str, start_pos: int = 0, **_kwargs: Any) -> Iterator[Token]:
        token = Token(positions=True, boosts=True, boost=1.0, stopped=False)
        for position, word in enumerate(tokens(value, self.language), start_pos):
            token.pos = position
            for term in word.terms:
                token.text = term
                yield token
            if word.spelling not in word.terms:
                token.text = SPELLING + word.spelling
                yield token


def new_schema() -> Schema:
    """Every language has its field from the start: a schema cannot grow while a writer holds documents."""
    fields: dict[str, Any] = {ID: NUMERIC(int, 64, unique=True, sortable=True, shift_step=0)}
    for language in LANGUAGES:
        fields[text_field(language)] = TEXT(Words(language), phrase=True, stored=False)
    return Schema(**fields)
