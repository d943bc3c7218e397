"""Names that visitors give themselves: without invisible characters, and none that looks like somebody of the staff."""

from __future__ import annotations

import re
import unicodedata

_ISOLATES = "\u2066\u2067\u2068"
_END_OF_ISOLATE = "\u2069"
# Letters by their category, but drawn as nothing.
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_JOINERS = "\u200c\u200d"  # which scripts of Asia and emoji need between two characters
# What is drawn like a Latin letter, and what people write in its place.
_LOOKS_LIKE = str.maketrans(
    "аеорсухіѕјԁԛԝһӏкмтвнгιοαερνυκτμηωıłøđ01!|345789@$€¡",
    "aeopcyxisjdqwhlkmtbhrioaepvuktmnwilodollleastbgasei",
)
_LONG = ("moderator", "moderador", "administrator", "administrador")
_SHORT = (
    "admin",
    "clerk",
    "clerks",
    "committee",
    "comite",
    "mod",
    "mods",
    "official",
    "secretario",
    "secretaria",
    "staff",
)


def plain_name(name: str) -> str:
    """`name` without what cannot be seen or turns the line around; "" where nothing is left to see."""
    kept = "".join(c for i, c in enumerate(name) if _is_kept(c, name[i - 1 : i], name[i + 1 : i + 2]))
    seen = any(unicodedata.category(c)[0] in "LNPS" and c not in _BLANK_LETTERS for c in kept)
    return " ".join(kept.split()) if seen else ""


def _is_kept(character: str, before: str, after: str) -> bool:
    if character in _JOINERS:
        return bool(before.strip() and after.strip())
    return unicodedata.category(character) != "Cf" and character not in _BLANK_LETTERS


def balanced(text: str) -> str:
    """`text` without isolates that nobody ends, and without ends that nobody began: those would turn around what
    stands beside it. Each line is on its own, as in a browser."""
    return "\n".join(map(_balanced_line, text.split("\n")))


def _balanced_line(line: str) -> str:
    if not any(c in line for c in _ISOLATES + _END_OF_ISOLATE):
        return line
    open_at: list[int] = []
    dropped: set[int] = set()
    for index, character in enumerate(line):
        if character in _ISOLATES:
            open_at.append(index)
        elif character == _END_OF_ISOLATE:
            if open_at:
                open_at.pop()
            else:
                dropped.add(index)
    dropped.update(open_at)
    return "".join(c for index, c in enumerate(line) if index not in dropped)


def looks_like_staff(name: str) -> bool:
    """Whether a reader could take the writer for a moderator, a clerk, or another person of the staff."""
    words = [_drawn(word) for word in re.split(r"[^\w!|@$€¡]+|_", unicodedata.normalize("NFKC", name)) if word]
    together = "".join(words)
    if any(_drawn(long) in together for long in _LONG):
        return True
    short = {_drawn(word) for word in _SHORT}
    return together in short or not short.isdisjoint(words)


def _drawn(word: str) -> str:
    """What a word looks like at a glance: accents gone, look-alikes as one letter, `i` and `l` as one."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_LOOKS_LIKE)
    return "".join(c for c in plain if c.isalnum()).replace("rn", "m").replace("vv", "w").replace("i", "l")
