"""Languages of the index: which ones have a stemmer, and how a tag finds its language.

Apart from the engine this is the only module that imports Whoosh (its Snowball stemmers hold no state, so
threads may share them; its Arabic one does hold state and is left out).
"""

from __future__ import annotations

from collections.abc import Callable

from whoosh.lang.snowball import classes as _classes

UNKNOWN = "und"

_STEMMERS: dict[str, Callable[[str], str]] = {code: _classes[code]().stem for code in sorted(_classes)}
_SAME_AS = {"nb": "no", "nn": "no"}

LANGUAGES: tuple[str, ...] = (*_STEMMERS, UNKNOWN)


def language_of(tag: str | None) -> str:
    """The language of the index for a tag like "es" or "pt-BR"; UNKNOWN where there is no stemmer."""
    code = (tag or "").replace("_", "-").partition("-")[0].lower()
    code = _SAME_AS.get(code, code)
    return code if code in _STEMMERS else UNKNOWN


def stem(word: str, language: str) -> str:
    """The stem of a lower-case word; the word itself in a language without a stemmer."""
    stemmer = _STEMMERS.get(language)
    return stemmer(word) if stemmer else word
