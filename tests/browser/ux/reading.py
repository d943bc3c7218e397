"""How hard a page's own sentences are to read: school grade in English, Fernández-Huerta in Spanish."""

from __future__ import annotations

import re

FEWEST_WORDS = 40  # below this a formula says nothing


def syllables(word: str, lang: str) -> int:
    """Syllables of `word`, counted by its vowels."""
    word = word.lower()
    if lang.startswith("es"):
        return max(1, len(re.findall(r"[aeiouáéíóúü]+", word)))
    word = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]{1,2}", re.sub(r"^y", "", word))))


def reading(prose: str, lang: str) -> dict[str, float]:
    """Words and sentences of `prose`, with `fk_grade` and `flesch`, or `fernandez_huerta` (70 is easy)."""
    sentences = [s for s in re.split(r"[.!?:\n]+\s*", prose) if len(s.split()) > 1]
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", prose)
    if len(words) < FEWEST_WORDS or not sentences:
        return {"words": len(words)}
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word, lang) for word in words) / len(words)
    long = sum(len(s.split()) > 25 for s in sentences)
    out = {"words": len(words), "avg_sentence": round(per_sentence, 1), "over25": long}
    if lang.startswith("es"):
        out["fernandez_huerta"] = round(206.84 - 60 * per_word - 1.02 * per_sentence, 1)
    else:
        out["fk_grade"] = round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1)
        out["flesch"] = round(206.835 - 1.015 * per_sentence - 84.6 * per_word, 1)
    return out
