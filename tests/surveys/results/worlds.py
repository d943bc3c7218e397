"""An attacker's worlds: all whole numbers that agree with what is published. Small and exhaustive near the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Sum = Mapping[str, int]  # how often each unknown counts
FAR = 5
Bounds = dict[str, tuple[int, int]]


@dataclass
class Known:
    """Equations and inequalities between counts. `truth` only says where to look for other worlds first."""

    truth: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    rules: list[tuple[Sum, int, int | None]] = field(default_factory=list)

    def count(self, name: str, n: int, published: int | None) -> None:
        """A count that is published or not."""
        self.truth[name] = n
        if published is not None:
            assert published == n
            self.seen.add(name)

    def add_up(self, names: Sequence[str], to: str) -> None:
        """These together are that one."""
        self.rules.append(({**dict.fromkeys(names, 1), to: -1}, 0, 0))

    def at_least(self, names: Sequence[str], to: str) -> None:
        """These together are that one, or more."""
        self.rules.append(({**dict.fromkeys(names, 1), to: -1}, 0, None))

    def value(self, one: Sum) -> int:
        """What a sum really is."""
        return sum(times * self.truth[name] for name, times in one.items())

    def can_be(self, one: Sum, least: int) -> bool:
        """Whether some world that agrees has at least so many there."""
        bounds = {name: (n, n) if name in self.seen else (max(n - FAR, 0), n + FAR) for name, n in self.truth.items()}
        return self._world([*self.rules, (one, least, None)], bounds)

    def _world(self, rules: list[tuple[Sum, int, int | None]], bounds: Bounds) -> bool:
        if not _narrow(rules, bounds):
            return False
        open_ones = [name for name, (low, high) in bounds.items() if low < high]
        if not open_ones:
            return True
        name = min(open_ones, key=lambda one: bounds[one][1] - bounds[one][0])
        low, high = bounds[name]
        values = sorted(range(low, high + 1), key=lambda value: abs(value - self.truth[name]))
        return any(self._world(rules, {**bounds, name: (value, value)}) for value in values)


def _narrow(rules: list[tuple[Sum, int, int | None]], bounds: Bounds) -> bool:
    changed = True
    while changed:
        changed = False
        for one, least, most in rules:
            low = sum(times * bounds[name][times < 0] for name, times in one.items())
            high = sum(times * bounds[name][times > 0] for name, times in one.items())
            if high < least or (most is not None and low > most):
                return False
            for name, times in one.items():
                was = bounds[name]
                bottom, top = was
                over, under = high - least, None if most is None else most - low
                if times > 0:
                    bottom = max(bottom, top - over)
                    top = top if under is None else min(top, was[0] + under)
                else:
                    top = min(top, was[0] + over)
                    bottom = bottom if under is None else max(bottom, was[1] - under)
                if bottom > top:
                    return False
                if (bottom, top) != was:
                    bounds[name] = (bottom, top)
                    changed = True
                    break
            if changed:
                break
    return True
