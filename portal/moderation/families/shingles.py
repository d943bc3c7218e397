"""Texts as sets of shingles (runs of five letters), and the marks by which a likely match is found. Loads numpy."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portal.comments.models import plain_words
from portal.moderation.families.sentences import key_of, sentences, size

Numbers = NDArray[np.uint64]

LETTERS = 5
BANDS, ROWS = 32, 4
FEWEST_WORDS = 12
FEWEST_SHINGLES = 30  # fewer different ones: a text that says little, such as one letter a thousand times
FEWEST_SENTENCE_WORDS = 5  # "Thank you for reading." marks nobody
MOST_SENTENCES = 60

# Fixed for ever: marks in the database were made with them.
_random = np.random.Generator(np.random.PCG64(20260415))
_PLACES = _random.integers(1, 2**63, size=LETTERS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_TIMES = _random.integers(1, 2**63, size=BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_PLUS = _random.integers(0, 2**63, size=BANDS * ROWS, dtype=np.uint64)


@dataclass(frozen=True)
class Shingled:
    """A text ready to be compared. `words` is how many it has; `short` ones are compared by `equal_key` alone."""

    equal_key: str
    shingles: Numbers
    words: int
    short: bool


def shingled(body: str) -> Shingled:
    """What is compared of a text."""
    words = plain_words(body)
    found = _shingles(words)
    count = size(words)
    short = count < FEWEST_WORDS or len(found) < FEWEST_SHINGLES
    return Shingled(words or key_of(body), found, count, short)


def overlap(one: Shingled, other: Shingled) -> float:
    """The share of the shorter text's shingles that the other has, too; short texts overlap whole or not at all."""
    if one.equal_key == other.equal_key:
        return 1.0
    if one.short or other.short:
        return 0.0
    common = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    return common / min(len(one.shingles), len(other.shingles))


def marks(body: str, text: Shingled, scope: str) -> list[str]:
    """By what texts like this one are found: its own equality, its sentences, its bands. Equal only within `scope`."""
    equal = _mark("e", scope, text.equal_key)
    if text.short:
        return [equal]
    return [equal, *_sentence_marks(body, scope), *_band_marks(text.shingles, scope)]


def _sentence_marks(body: str, scope: str) -> list[str]:
    keys = dict.fromkeys(plain_words(sentence.text) for sentence in sentences(body))
    telling = [key for key in keys if size(key) >= FEWEST_SENTENCE_WORDS]
    return [_mark("s", scope, key) for key in telling[:MOST_SENTENCES]]


def _band_marks(shingles: Numbers, scope: str) -> list[str]:
    lowest = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for part in np.array_split(shingles, len(shingles) // 512 + 1):  # a table that stays in the cache
        table = part[:, None] * _TIMES + _PLUS
        np.minimum(lowest, (table >> np.uint64(17)).min(axis=0), out=lowest)
    bands = lowest.reshape(BANDS, ROWS)
    return [_mark("b", scope, f"{number} {band.tobytes().hex()}") for number, band in enumerate(bands)]


def _shingles(words: str) -> Numbers:
    """The different runs of five letters, as numbers in their order."""
    letters = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    if len(letters) < LETTERS:
        return np.empty(0, dtype=np.uint64)
    runs = np.lib.stride_tricks.sliding_window_view(letters, LETTERS)
    mixed = (runs * _PLACES).sum(axis=1, dtype=np.uint64)
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def _mark(kind: str, scope: str, what: str) -> str:
    digest = hashlib.blake2b(f"{kind}|{scope}|{what}".encode("utf-8", "surrogatepass"), digest_size=8)
    return kind + digest.hexdigest()
