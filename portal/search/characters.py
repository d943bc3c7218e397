"""How a text falls into words: the regular expressions, and the folding of look-alike spellings.

Every expression here is linear: no two neighbouring parts can match the same character.
"""

from __future__ import annotations

import re
import unicodedata

# Written without spaces between words: each character is a token, and a run of them a phrase.
_UNSPACED = (
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
    "\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
)
_EMOJI = "\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff"
# Skin tone, variation, joiner and tag: they follow an emoji and do not change which word it is.
_EMOJI_TAIL = "\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_INVISIBLE = "\u00ad\u200c\u200d"
_APOSTROPHES = "'\u2019\u02bc\uff07"


def _marks() -> str:
    """The combining marks of all scripts as ranges of a character class; `\\w` leaves them out."""
    points = [p for p in range(0x300, 0x1F000) if unicodedata.category(chr(p))[0] == "M"]
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARK = f"[{_marks()}{_INVISIBLE}]"
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_LETTERS = f"{_LETTER}+(?:{_MARK}+(?:{_LETTER}+)?)*"
_OTHERS = rf"[{_EMOJI}][{_EMOJI_TAIL}]*|[{_UNSPACED}]{_MARK}*|\d+{_MARK}*"

# The second is for languages that drop a vowel before the next word: l'école is two words, don't is one.
TOKEN = re.compile(f"{_OTHERS}|{_LETTERS}(?:[{_APOSTROPHES}]{_LETTERS})*")
TOKEN_ELIDING = re.compile(f"{_OTHERS}|{_LETTERS}")

_EMOJI_FIRST = re.compile(f"[{_EMOJI}]")
_DROPPED = re.compile(f"[{_INVISIBLE}\ufe0e\ufe0f]")
_TO_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
# Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, frames around a digit. The marks of other
# scripts are letters to their readers and stay.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u20d0-\u20ff]")
_STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def lowered(surface: str) -> str:
    """A token as its plainest lower-case spelling: ’ as ', full-width as usual, ß as ss, an emoji bare."""
    if surface.isascii():
        return surface.lower()
    if _EMOJI_FIRST.match(surface):
        return surface[0]
    return unicodedata.normalize("NFKC", _DROPPED.sub("", surface).translate(_TO_APOSTROPHE)).casefold()


def folded(word: str) -> str:
    """A lower-case word without its accents: cañón and canon are one."""
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word)).translate(_STROKED)
    return unicodedata.normalize("NFC", bare)
