"""What is known of some comments that are grouped together, and what grouping them wrote: few statements for many.

The database is read once for all of them. What they write is kept here, too, so that each is found by the next, and
goes into the database with `write`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from portal.moderation import queries
from portal.moderation.families.matches import Candidate

if TYPE_CHECKING:
    from portal.moderation.families.shingles import Shingled

MOST_OF_A_MARK = 8


class Known:
    """The marks of these comments, who bears them, and the families of whoever does."""

    def __init__(self, equal: Collection[str], likely: Collection[str]) -> None:
        self._first = queries.first_bearers(equal)
        self._bearers = queries.bearers(likely)
        found = {comment_id for borne in self._bearers.values() for comment_id in borne}
        self._families = queries.families_by_member(found | set(self._first.values()))
        self._marks: list[tuple[str, int]] = []
        self._members: list[tuple[int, int, float]] = []
        self._texts: dict[int, Shingled] = {}

    def same_words(self, mark: str) -> int | None:
        """Some other comment that bears this mark of equality."""
        return self._first.get(mark)

    def family_of(self, comment_id: int) -> int | None:
        """The family that a comment is in."""
        return self._families.get(comment_id)

    def most_promising(self, likely: Iterable[str]) -> list[Candidate]:
        """Who shares most of these marks comes first."""
        shared = Counter(comment_id for mark in likely for comment_id in self._bearers.get(mark, ()))
        first = sorted(shared, key=lambda comment_id: (-shared[comment_id], comment_id))
        return [Candidate(comment_id, self.family_of(comment_id)) for comment_id in first]

    def text_of(self, comment_id: int, read: Callable[[str], Shingled]) -> Shingled:
        """The text of a comment, read once."""
        if comment_id not in self._texts:
            self._texts[comment_id] = read(queries.body_of(comment_id))
        return self._texts[comment_id]

    def bear(self, comment_id: int, text: Shingled, equal: str, likely: Iterable[str]) -> None:
        """Let the comment be found by these marks.

        Its mark of equality is always kept: it tells that the text was looked at. Of the others no more comments bear
        one than are worth comparing, so neither the table nor the time grows with a campaign.
        """
        self._texts[comment_id] = text
        self._first[equal] = min(comment_id, self._first.get(equal, comment_id))
        self._marks.append((equal, comment_id))
        for mark in dict.fromkeys(likely):
            borne = self._bearers.setdefault(mark, [])
            if len(borne) < MOST_OF_A_MARK:
                borne.append(comment_id)
                self._marks.append((mark, comment_id))

    def join(self, comment_id: int, family_id: int, overlap: float) -> None:
        """Let the comment belong to the family."""
        self._families[comment_id] = family_id
        self._members.append((comment_id, family_id, overlap))

    def merge(self, from_family: int, to_family: int) -> None:
        """Let two families be one; the first is no more."""
        self.write()
        queries.move_members(from_family, to_family)
        moved = [comment_id for comment_id, family_id in self._families.items() if family_id == from_family]
        self._families.update(dict.fromkeys(moved, to_family))

    def write(self) -> None:
        """Bring what was noted into the database."""
        queries.put_marks(self._marks)
        queries.put_members(self._members)
        self._marks, self._members = [], []
