"""In which language somebody wrote. The model is heavy: it is loaded when first asked, and only the worker asks."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

OTHERS = ("ar", "de", "fr", "it", "ko", "pt", "ru", "tl", "vi", "zh")  # beside the site's own
FEWEST_LETTERS = 25
SUREST = 0.9
_NO_WORDS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[\W\d_]+")


def language_of(text: str, site_languages: Iterable[str]) -> str | None:
    """The tag of the language of `text`, if it is long and plain enough to tell."""
    words = _NO_WORDS.sub(" ", text).strip()
    if len(words.replace(" ", "")) < FEWEST_LETTERS:
        return None
    tag, how_sure = _model(tuple(sorted({*site_languages, *OTHERS})))(words)
    return tag if how_sure >= SUREST else None


@functools.cache
def _model(tags: tuple[str, ...]) -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(tags))

    def tell(words: str) -> tuple[str, float]:
        tag, how_sure = identifier.classify(words)
        return str(tag), float(how_sure)

    return tell
