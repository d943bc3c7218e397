"""Raking: weights under which the groups of those who answered have the shares that they are known to have.

Groups of one margin after the other are brought to their share, again and again, until all fit (iterative
proportional fitting). No weight leaves the caps: a few answers must not speak for very many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST, MOST = 0.3, 3.0
ROUNDS = 200
CLOSE = 0.0005  # of a share: a twentieth of a point

Cell = tuple[str, ...]  # the group in each margin; "" where it is not known
Totals = Sequence[Mapping[str, float]]  # for each margin, how many belong to each group


@dataclass(frozen=True)
class Raked:
    """The weight of a response in each cell. `effective` is Kish's number of responses: what is left of the sample.

    `farthest` is by how much, as a share, the group that fits worst still differs; `empty` are groups, each with the
    number of its margin, that nobody answered for. `capped` responses are at a cap.
    """

    weights: Mapping[Cell, float]
    effective: float
    farthest: float
    capped: int
    empty: tuple[tuple[int, str], ...]

    @property
    def reaches(self) -> bool:
        """Whether every group that answered has its share."""
        return self.farthest <= CLOSE

    @property
    def fits(self) -> bool:
        """Whether every group has."""
        return self.reaches and not self.empty


def rake(counts: Mapping[Cell, int], totals: Totals) -> Raked:
    """Weights for so many responses in each cell. Whoever told no group of a margin is left as they are by it."""
    wanted = [_shares(groups, counts, at) for at, groups in enumerate(totals)]
    weights = dict.fromkeys(counts, 1.0)
    for _round in range(ROUNDS):
        for at, shares in enumerate(wanted):
            _fit(weights, counts, at, shares)
        mean = sum(weights[cell] * n for cell, n in counts.items()) / max(sum(counts.values()), 1)
        weights = {cell: min(max(weight / mean, LEAST), MOST) for cell, weight in weights.items()}
        farthest = _farthest(weights, counts, wanted)
        if farthest <= CLOSE:
            break
    at_cap = sum(n for cell, n in counts.items() if weights[cell] in {LEAST, MOST})
    empty = tuple(
        (at, name) for at, groups in enumerate(totals) for name in groups if _is_empty(groups, at, name, counts)
    )
    return Raked(weights, _effective(weights, counts), farthest, at_cap, empty)


def _is_empty(groups: Mapping[str, float], at: int, name: str, counts: Mapping[Cell, int]) -> bool:
    return groups[name] > 0 and not any(n for cell, n in counts.items() if cell[at] == name)


def _shares(groups: Mapping[str, float], counts: Mapping[Cell, int], at: int) -> dict[str, float]:
    """The share of each group among those that somebody answered for."""
    there = {name: n for name, n in groups.items() if n > 0 and not _is_empty(groups, at, name, counts)}
    return {name: n / sum(there.values()) for name, n in there.items()}


def _fit(weights: dict[Cell, float], counts: Mapping[Cell, int], at: int, shares: Mapping[str, float]) -> None:
    sums = _sums(weights, counts, at, shares)
    everybody = sum(sums.values())
    for cell in weights:
        if cell[at] in shares:
            weights[cell] *= shares[cell[at]] * everybody / sums[cell[at]]


def _sums(
    weights: Mapping[Cell, float], counts: Mapping[Cell, int], at: int, shares: Mapping[str, float]
) -> dict[str, float]:
    return {name: sum(weights[cell] * n for cell, n in counts.items() if cell[at] == name) for name in shares}


def _farthest(
    weights: Mapping[Cell, float], counts: Mapping[Cell, int], wanted: Sequence[Mapping[str, float]]
) -> float:
    differences = [0.0]
    for at, shares in enumerate(wanted):
        sums = _sums(weights, counts, at, shares)
        differences += [abs(sums[name] / sum(sums.values()) - share) for name, share in shares.items()]
    return max(differences)


def _effective(weights: Mapping[Cell, float], counts: Mapping[Cell, int]) -> float:
    squares = sum(weights[cell] ** 2 * n for cell, n in counts.items())
    return sum(weights[cell] * n for cell, n in counts.items()) ** 2 / squares if squares else 0.0
