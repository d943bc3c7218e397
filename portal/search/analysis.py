"""From a text to the terms of the index: the same road for documents, for questions and for marking.

A token has one term or two. The first is the stem, then folded (educación, educaciones: educ). The second is
the folded word, then stemmed (educacion): people on phones leave accents out, and stemmers rely on them.
No word is dropped: a question of stop words alone is answered too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.search.characters import TOKEN, TOKEN_ELIDING, folded, lowered
from portal.search.stems import UNKNOWN, language_of, stem

LONGEST_WORD = 40  # characters; what is longer is cut, so that a term stays small
_ELIDING = {"fr", "it"}
_SURFACE_CUT = 4 * LONGEST_WORD  # before normalising: a character may hold several marks


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: where it stands (start, end), its terms, and its spelling without accents."""

    start: int
    end: int
    terms: tuple[str, ...]
    spelling: str


def tokens(text: str, lang: str | None = UNKNOWN) -> Iterator[Token]:
    """The words of `text` in order, read in the language of the tag `lang`. Linear in the length."""
    language = language_of(lang)
    pattern = TOKEN_ELIDING if language in _ELIDING else TOKEN
    for match in pattern.finditer(text):
        terms, spelling = _analysed(match.group()[:_SURFACE_CUT], language)
        yield Token(match.start(), match.end(), terms, spelling)


def prefix_of(text: str) -> str:
    """The beginning that spellings are compared with, for a question such as `cañ*`."""
    return _clean(lowered(text))


@lru_cache(maxsize=50_000)
def _analysed(surface: str, language: str) -> tuple[tuple[str, ...], str]:
    word = lowered(surface)[:LONGEST_WORD]
    spelling = _clean(word)
    stem_first = _clean(stem(word, language))
    fold_first = _clean(stem(folded(word), language))
    return tuple(dict.fromkeys((stem_first or spelling, fold_first or spelling))), spelling


def _clean(word: str) -> str:
    return folded(word).replace("'", "")
