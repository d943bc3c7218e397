"""The tallies of one survey, sorted by question and group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.surveys.models import Mark


@dataclass(frozen=True)
class Count:
    """One tally: so many responses have a mark on a question; `dimension` and `group` are "" for all together."""

    question: str
    dimension: str
    group: str
    mark: Mark
    value: str
    n: int


@dataclass
class Counted:
    """The figures of one question, of all responses or of one group."""

    values: Counter[str] = field(default_factory=Counter)
    marks: Counter[Mark] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """Whoever saw the question."""
        return self.marks[Mark.ANSWERED] + self.marks[Mark.BLANK]

    @property
    def base(self) -> int:
        """Everybody, asked or not."""
        return self.asked + self.marks[Mark.NOT_ASKED]

    def without(self, others: Iterable[Counted]) -> Counted:
        """What is left when `others` are taken away."""
        left = Counted(self.values.copy(), self.marks.copy())
        for other in others:
            left.values.subtract(other.values)
            left.marks.subtract(other.marks)
        return left


@dataclass
class QuestionCounts:
    """All figures of one question: in total, and by dimension and group."""

    total: Counted = field(default_factory=Counted)
    groups: defaultdict[str, defaultdict[str, Counted]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counted))
    )


def by_question(counts: Iterable[Count]) -> dict[str, QuestionCounts]:
    """The figures of each question by its path."""
    found: defaultdict[str, QuestionCounts] = defaultdict(QuestionCounts)
    for count in counts:
        question = found[count.question]
        place = question.groups[count.dimension][count.group] if count.dimension else question.total
        if count.mark == Mark.VALUE:
            place.values[count.value] += count.n
        else:
            place.marks[count.mark] += count.n
    return dict(found)
