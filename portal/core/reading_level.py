"""How hard a staff text is to read: its school grade in English, its score in Spanish, and its longest sentence.

English follows Flesch and Kincaid, Spanish the INFLESZ scale of Szigriszt and Barrio. Both need words, sentences and
syllables only. They are rough: the desk warns by them and never refuses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.core.html import plain_blocks

SHORTEST = 60
HARDEST = 16
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+|[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[A-ZÁÉÍÓÚÑÜ\d])")
_SHORTENED = re.compile(
    r"(?<![^\s(])(?:[A-Za-z]|[ap]\.m|U\.S|Mr|Mrs|Ms|Dr|Dra|Sr|Sra|St|Ave|Blvd|No|Núm|Art|Inc|vs|e\.g|i\.e|EE\. UU)"
    r"\.\s+$"
)
_LONGEST_SHORTENED = 12
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:(?<=[^td])ed|(?<=[^sxzcg])es|(?<![^aeiouyr]l)(?<!qu)e)$")
_APART = re.compile(r"(?<![tcsgx])i[aou]|(?<=[^qg])ua[lt]|eo(?!p)|(?:id|ar)ea|[aeiouy]ing|sm$")
_SPANISH_MUTE = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
_SPANISH_SYLLABLE = re.compile(r"[iuüy]?[aeoáéó][iuüy]?(?![aeiouáéíóúü])|[iuüy]?[aeoáéó]|[íú]|[iuüy]+(?![aeoáéó])")


@dataclass(frozen=True)
class ReadingLevel:
    """What was found: `grade` in English (16: end of college), `ease` in Spanish (100: easiest); neither if short."""

    grade: int | None
    ease: int | None
    longest: str
    longest_words: int


def reading_level(source: str, lang: str) -> ReadingLevel:
    """How hard the staff Markdown `source` is; `lang` is its language."""
    sentences = [(said, _WORD.findall(said)) for block in plain_blocks(source) for said in _sentences(block)]
    sentences = [(said, words) for said, words in sentences if words]
    longest, most = max(((said, len(words)) for said, words in sentences), key=lambda found: found[1], default=("", 0))
    all_words = [word.lower() for _said, words in sentences for word in words]
    count = len(all_words)
    if count < SHORTEST or lang not in {"en", "es"}:
        return ReadingLevel(None, None, longest, most)
    per_sentence = count / len(sentences)
    if lang == "en":
        per_word = sum(map(english_syllables, all_words)) / count
        grade = round(0.39 * per_sentence + 11.8 * per_word - 15.59)
        return ReadingLevel(min(HARDEST, max(1, grade)), None, longest, most)
    per_word = sum(map(spanish_syllables, all_words)) / count
    ease = round(206.835 - 62.3 * per_word - per_sentence)
    return ReadingLevel(None, min(100, max(0, ease)), longest, most)


def english_syllables(word: str) -> int:
    """How many syllables an English word in small letters has, right for about 97 of 100 running words."""
    word = word.replace("’", "").replace("'", "")
    stem = _SILENT.sub("", word) if len(word) > 3 and not word.endswith(("ches", "shes")) else word
    return max(1, len(_VOWELS.findall(stem)) + len(_APART.findall(word)))


def spanish_syllables(word: str) -> int:
    """How many syllables a Spanish word in small letters has: strong vowels stand apart, weak ones lean on them."""
    return max(1, len(_SPANISH_SYLLABLE.findall(_SPANISH_MUTE.sub("", word))))


def _sentences(block: str) -> list[str]:
    found: list[str] = []
    begun = 0
    for stop in _STOP.finditer(block):
        if not _SHORTENED.search(block, max(begun, stop.end() - _LONGEST_SHORTENED), stop.end()):
            found.append(block[begun : stop.end()].strip())
            begun = stop.end()
    return [*found, block[begun:].strip()]
