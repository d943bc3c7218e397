"""The margin of error of an invited sample. Whoever chose themselves is no sample: for them there is none."""

from __future__ import annotations

from math import sqrt

_NORMAL = 1.959964  # 95 %


def margin_of_error(responses: int, population: int) -> float | None:
    """In percentage points at 95 %, for a share of a half, with the finite population correction; None for nobody."""
    if responses < 1 or population < responses:
        return None
    if population == 1:
        return 0.0
    correction = sqrt((population - responses) / (population - 1))
    return round(100 * _NORMAL * sqrt(0.25 / responses) * correction, 1)
