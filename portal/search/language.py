"""The question language of the search box: words, "quoted phrases", -minus, and a star after three letters.

Every text of at most 200 characters can be read. What could not be used is listed in `Query.ignored` with a
reason, so that the page can say so in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.search.analysis import LONGEST_WORD, Token, tokens

LONGEST_QUERY = 200  # characters
MOST_TERMS = 8
LONGEST_PHRASE = 8  # words
SHORTEST_PREFIX = 3  # letters


class Reason(StrEnum):
    """Why a question, or a part of it, was not used."""

    TOO_LONG = "too-long"
    TOO_MANY = "too-many-terms"
    LONG_WORD = "long-word"
    LONG_PHRASE = "long-phrase"
    SHORT_PREFIX = "short-prefix"
    COMPOUND_PREFIX = "compound-prefix"
    STAR_INSIDE = "star-inside"
    OPEN_QUOTE = "open-quote"
    NO_WORD = "no-word"
    OPERATOR = "operator"
    ONLY_EXCLUDED = "only-excluded"


class Kind(StrEnum):
    """What a clause asks of a text."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


class QueryRefused(Exception):
    """The whole question was refused, for `reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Clause:
    """One thing a text must hold, or must not hold (`excluded`). `text` is as it was written.

    A WORD may fall into several tokens (I-65, 好酷): these must stand side by side, as in a phrase.
    """

    kind: Kind
    text: str
    excluded: bool = False

    def __str__(self) -> str:
        written = {Kind.PHRASE: f'"{self.text}"', Kind.PREFIX: f"{self.text}*"}.get(self.kind, self.text)
        return f"-{written}" if self.excluded else written


@dataclass(frozen=True)
class Ignored:
    """A part of the question that was not used, as it was written, and why."""

    part: str
    reason: Reason


@dataclass(frozen=True)
class Query:
    """A question: its clauses, all of which must hold, and what was not used of it."""

    clauses: tuple[Clause, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    @property
    def required(self) -> tuple[Clause, ...]:
        """The clauses a text must satisfy. None: the question asks nothing."""
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def excluded(self) -> tuple[Clause, ...]:
        """The clauses a text must not satisfy."""
        return tuple(clause for clause in self.clauses if clause.excluded)

    def plain_words(self) -> tuple[str, ...]:
        """The lower-case words a text must hold, for SQL LIKE while there is no index. No % or _ in them."""
        return _plain(self.required)

    def plain_excluded(self) -> tuple[str, ...]:
        """The same for single words a text must not hold (an excluded phrase has no such words)."""
        return _plain(clause for clause in self.excluded if clause.kind is not Kind.PHRASE)


def parse(text: str) -> Query:
    """Read a question. Raises QueryRefused when it is too long, and for no other reason."""
    text = text.strip()
    if len(text) > LONGEST_QUERY:
        raise QueryRefused(Reason.TOO_LONG)
    reading = _Reading()
    for part in _PART.finditer(text.translate(_TO_QUOTE)):
        reading.take(part)
    return reading.query()


_TO_QUOTE = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'(?P<minus>(?<![^\s"])[-−–—]+)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))|"')
_OPERATORS = {"AND", "OR", "NOT"}  # in capitals only: whoever writes them so may expect what is not here


class _Reading:
    """A question being read, part by part."""

    def __init__(self) -> None:
        self._clauses: dict[tuple[Kind, str, bool], Clause] = {}
        self._ignored: list[Ignored] = []

    def take(self, part: re.Match[str]) -> None:
        written, excluded = part.group(), part["minus"] is not None
        if part["phrase"] is not None:
            self._take_phrase(written, part["phrase"], excluded)
        elif part["word"] is None:
            self._ignore(written, Reason.OPEN_QUOTE)
        elif part["word"] in _OPERATORS:
            self._ignore(written, Reason.OPERATOR)
        else:
            self._take_word(written, part["word"], excluded)

    def query(self) -> Query:
        clauses = tuple(self._clauses.values())
        if all(clause.excluded for clause in clauses):
            for clause in clauses:
                self._ignore(str(clause), Reason.ONLY_EXCLUDED)
            clauses = ()
        return Query(clauses, tuple(self._ignored))

    def _take_phrase(self, written: str, text: str, excluded: bool) -> None:
        found = self._words_of(written, text)
        if "*" in text:
            self._ignore("*", Reason.STAR_INSIDE)
        if not found:
            return
        if len(found) > LONGEST_PHRASE:
            self._ignore(text[found[LONGEST_PHRASE].start :], Reason.LONG_PHRASE)
        kept = found[:LONGEST_PHRASE]
        kind = Kind.PHRASE if len(kept) > 1 else Kind.WORD
        self._add(Clause(kind, text[kept[0].start : kept[-1].end], excluded))

    def _take_word(self, written: str, text: str, excluded: bool) -> None:
        found = self._words_of(written, text)
        if not found:
            return
        if "*" in text[: found[-1].end]:
            self._ignore(written, Reason.STAR_INSIDE)
            return
        if "*" in text and self._take_prefix(text, found, excluded):
            return
        for first in range(0, len(found), LONGEST_PHRASE):
            run = found[first : first + LONGEST_PHRASE]
            self._add(Clause(Kind.WORD, text[run[0].start : run[-1].end], excluded))

    def _take_prefix(self, text: str, found: list[Token], excluded: bool) -> bool:
        """Whether the star after the last word could be used; if not, the words are still looked for."""
        word = text[found[0].start : found[-1].end]
        if len(found) > 1:
            self._ignore(f"{word}*", Reason.COMPOUND_PREFIX)
        elif len(found[0].spelling) < SHORTEST_PREFIX:
            self._ignore(f"{word}*", Reason.SHORT_PREFIX)
        else:
            self._add(Clause(Kind.PREFIX, word, excluded))
            return True
        return False

    def _words_of(self, written: str, text: str) -> list[Token]:
        found = list(tokens(text))
        if not found:
            self._ignore(written, Reason.NO_WORD)
        elif any(token.end - token.start > LONGEST_WORD for token in found):
            self._ignore(written, Reason.LONG_WORD)
            return []
        return found

    def _add(self, clause: Clause) -> None:
        key = (clause.kind, clause.text.casefold(), clause.excluded)
        if key in self._clauses:
            return
        if len(self._clauses) == MOST_TERMS:
            self._ignore(str(clause), Reason.TOO_MANY)
        else:
            self._clauses[key] = clause

    def _ignore(self, part: str, reason: Reason) -> None:
        self._ignored.append(Ignored(part, reason))


def _plain(clauses: Iterable[Clause]) -> tuple[str, ...]:
    words = (c.text[t.start : t.end].lower() for c in clauses for t in tokens(c.text))
    return tuple(dict.fromkeys(words))
