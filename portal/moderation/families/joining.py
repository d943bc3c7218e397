"""Which families a text joins: confirmed by overlap, and when two families turn out to be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from portal.moderation.families.matches import Candidate, Match
from portal.moderation.families.shingles import Shingled, overlap

# Measured with bench/families.py: see there what it costs to move them.
LONG_WORDS = 40
THRESHOLD, LONG_THRESHOLD = 0.7, 0.5
SAME_LENGTH = 0.5
MERGING = 0.7  # one letter that borrows from two others must not make them one
MOST_COMPARED = 24


def confirmed(one: Shingled, other: Shingled) -> float | None:
    """The overlap of two texts, if it is enough to call them one letter.

    A letter may have grown by whole paragraphs. A text of a few words inside a long one is a quotation.
    """
    found = overlap(one, other)
    if min(one.words, other.words) >= LONG_WORDS:
        return found if found >= LONG_THRESHOLD else None
    return found if found >= THRESHOLD and alike(one, other) else None


def alike(one: Shingled, other: Shingled) -> bool:
    """Whether neither text is twice as long as the other."""
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    return shorter >= longer * SAME_LENGTH


def matches(text: Shingled, candidates: Iterable[Candidate], read: Callable[[int], Shingled]) -> list[Match]:
    """Who among the candidates (most promising first) is near-identical: one of each family is enough.

    `read` gets the text of a comment. No more than `MOST_COMPARED` are read, whatever the number of candidates.
    """
    found: list[Match] = []
    done: set[int] = set()
    compared = 0
    for candidate in candidates:
        if candidate.family_id in done or compared == MOST_COMPARED:
            continue
        other = read(candidate.comment_id)
        compared += 1
        share = confirmed(text, other)
        if share is None:
            continue
        found.append(Match(candidate, share, alike(text, other)))
        if candidate.family_id is not None:
            done.add(candidate.family_id)
    return found


def to_join(found: list[Match]) -> list[Match]:
    """The best match, and whatever else is so near, and about as long, that its family is the same one."""
    best_first = sorted(found, key=lambda match: (match.alike, match.overlap), reverse=True)
    return best_first[:1] + [match for match in best_first[1:] if match.alike and match.overlap >= MERGING]
