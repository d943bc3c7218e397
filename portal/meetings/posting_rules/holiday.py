"""Which days are holidays for a set of posting rules. Behind it stands the package `holidays`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from portal.meetings.posting_rules.shapes import RuleSet

_OBSERVED = " (observed)"


@dataclass(frozen=True)
class HolidaysOf:
    """The holidays of a set: `day in HolidaysOf(rule_set)`."""

    rule_set: RuleSet

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        mine = self.rule_set
        return day in mine.closed_days or day in _legal(mine.holidays, mine.holidays_left_out, day.year)


@lru_cache(maxsize=256)
def _legal(subdivision: str, left_out: tuple[str, ...], year: int) -> frozenset[date]:
    """The legal holidays of a year. A calendar of our own for each, since the package's grow while they are read."""
    if not subdivision:
        return frozenset()
    import holidays  # late: the tables of all countries are needed by few pages

    country, _, part = subdivision.partition("-")
    named = holidays.country_holidays(country, subdiv=part or None, years=year)
    return frozenset(
        day
        for day in named
        if day.year == year and not {name.removesuffix(_OBSERVED) for name in named.get_list(day)} <= set(left_out)
    )


def is_known(subdivision: str) -> bool:
    """Whether there are holidays to count for `subdivision`."""
    try:
        return bool(_legal(subdivision, (), 2025))
    except (NotImplementedError, KeyError, AttributeError):
        return False
