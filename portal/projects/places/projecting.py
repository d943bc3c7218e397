"""From longitude and latitude to a place on the drawing, and how long the drawing's scale is.

A town is small: degrees of longitude shortened by the cosine of the latitude are flat enough, and north is up.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, log10, radians

from portal.projects.places.shapes import Box, Position

WIDTH = 320  # the width of a small telephone: what is legible there is legible everywhere
HIGHEST, LOWEST = 400, 200
MARGIN = 28  # half of the widest mark
FOOT = 32  # below the map itself: the scale and where north is
LEAST_DEGREES = 0.004  # some 450 meters: a single point still lies in a neighborhood
METERS_PER_DEGREE = 111_320
LONGEST_SCALE = 100


@dataclass(frozen=True)
class Projection:
    """Units of the drawing per degree of latitude, what a degree of longitude is shortened by, and where is what."""

    middle: Position
    units: float
    shortened: float
    height: int

    def point(self, position: Position) -> tuple[float, float]:
        """Where a position lies on the drawing, from its upper left corner."""
        across = (position[0] - self.middle[0]) * self.shortened * self.units
        down = (self.middle[1] - position[1]) * self.units
        return WIDTH / 2 + across, (self.height - FOOT) / 2 + down

    @property
    def scale(self) -> tuple[int, float]:
        """A round number of meters, and how many units of the drawing it is long."""
        meters_per_unit = METERS_PER_DEGREE / self.units
        longest = meters_per_unit * LONGEST_SCALE
        power = 10 ** floor(log10(longest))
        meters = max(step * power for step in (1, 2, 5) if step * power <= longest)
        return round(meters), round(meters / meters_per_unit, 1)


def projection(around: Box) -> Projection:
    """The projection that fits what lies in `around` onto the drawing."""
    shortened = max(cos(radians(around.middle[1])), 0.01)
    wide = max((around.east - around.west) * shortened, LEAST_DEGREES)
    high = max(around.north - around.south, LEAST_DEGREES)
    room = WIDTH - 2 * MARGIN
    height = round(min(max(room * high / wide + 2 * MARGIN, LOWEST), HIGHEST))
    units = min(room / wide, (height - 2 * MARGIN) / high)
    return Projection(around.middle, units, shortened, height + FOOT)
