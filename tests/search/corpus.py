"""Texts for the tests of the engine, and a second, plain way to find them: word by word, without an index."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache

from portal.search.analysis import Token, prefix_of, tokens
from portal.search.engine import Document
from portal.search.language import Clause, Kind, Query

_WORDS = {
    "en": "the of to in park parks parking school stop stopped plan planning city city's road I-65 15-per-hour bus 😊",
    "es": "la de el en parque escuela educación educacion educaciones cañón calle niños parada plan bus",
    "sw": "barabara shule mji basi la plan bus 好酷 好吃",
}


def documents(count: int, seed: int, first_id: int = 1, words: int = 12) -> Iterator[Document]:
    """Texts of a small vocabulary in two languages with a stemmer and one without."""
    dice = random.Random(seed)
    for number in range(first_id, first_id + count):
        lang = dice.choice(("en", "en", "es", "sw"))
        text = " ".join(dice.choices(_WORDS[lang].split(), k=dice.randint(1, words)))
        yield Document(number, lang, text)


def matching(query: Query, texts: Sequence[Document]) -> set[int]:
    """The ids of the texts that satisfy a question."""
    return {text.id for text in texts if _satisfies(query, text)}


@cache
def _words_of(text: str, lang: str) -> list[Token]:
    return list(tokens(text, lang))


def _satisfies(query: Query, text: Document) -> bool:
    words = _words_of(text.text, text.lang)
    holds = [_holds(clause, words, text.lang) for clause in query.required]
    return bool(holds) and all(holds) and not any(_holds(clause, words, text.lang) for clause in query.excluded)


def _holds(clause: Clause, words: Sequence[Token], lang: str) -> bool:
    if clause.kind is Kind.PREFIX:
        start = prefix_of(clause.text)
        return any(form.startswith(start) for word in words for form in (*word.terms, word.spelling))
    wanted = [token.terms for token in tokens(clause.text, lang)]
    readings = ([terms[0] for terms in wanted], [terms[-1] for terms in wanted])
    if len(wanted) == 1:
        return any(set(wanted[0]) & set(word.terms) for word in words)
    return any(
        all(term in words[first + offset].terms for offset, term in enumerate(reading))
        for reading in readings
        for first in range(len(words) - len(reading) + 1)
    )
