"""What the letters of a family share, and what each adds. Pure, and without numpy: pages need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from portal.core.differences import Piece
from portal.moderation.families.sentences import Sentence, sentences


def shared_keys(bodies: Sequence[str]) -> frozenset[str]:
    """The keys of the sentences that at least half of the letters, and two at the least, have."""
    letters = Counter(bodies)
    counts: Counter[str] = Counter()
    for body, number in letters.items():
        for key in {sentence.key for sentence in sentences(body)}:
            counts[key] += number
    enough = max(2, (len(bodies) + 1) // 2)
    return frozenset(key for key, number in counts.items() if number >= enough)


def shared_text(bodies: Iterable[str], keys: frozenset[str]) -> list[str]:
    """The shared sentences as they are first found, in the order of the letters."""
    found: dict[str, str] = {}
    for body in dict.fromkeys(bodies):
        for sentence in sentences(body):
            if sentence.key in keys:
                found.setdefault(sentence.key, sentence.text)
        if len(found) == len(keys):
            break
    return list(found.values())


def own_sentences(body: str, keys: frozenset[str]) -> list[Sentence]:
    """The sentences of a letter that are not among the shared ones."""
    return [sentence for sentence in sentences(body) if sentence.key not in keys]


def marked(body: str, keys: frozenset[str]) -> tuple[Piece, ...]:
    """The whole letter, its own sentences marked as added."""
    pieces: list[Piece] = []
    at = 0
    for sentence in sentences(body):
        start = body.index(sentence.text, at)
        if start > at:
            pieces.append(Piece(body[at:start]))
        at = start + len(sentence.text)
        pieces.append(Piece(sentence.text, added=sentence.key not in keys))
    return (*pieces, Piece(body[at:])) if at < len(body) else tuple(pieces)
