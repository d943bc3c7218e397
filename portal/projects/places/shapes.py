"""The positions in a geometry, its box and its centre. What is no geometry has none: it counts as no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Geometry = dict[str, Any]
Position = tuple[float, float]
KINDS = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
_NUMBERS = {int, float}
DECIMALS = 6  # a tenth of a meter


@dataclass(frozen=True)
class Box:
    """The least and the greatest longitude and latitude of something."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> Position:
        """Its middle: longitude, latitude."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


def lines(geometry: Mapping[str, Any] | None) -> list[list[Position]]:
    """Every run of positions (longitude, latitude) in a geometry: a point, a line, a ring of an area."""
    if not geometry or geometry.get("type") not in KINDS:
        return []
    return list(_runs(geometry.get("coordinates")))


def _runs(values: Any) -> Iterator[list[Position]]:
    if is_position(values):
        yield [(float(values[0]), float(values[1]))]
        return
    if not isinstance(values, list | tuple):
        return
    run = [(float(value[0]), float(value[1])) for value in values if is_position(value)]
    if run:
        yield run
    elif values and isinstance(values[0], list | tuple):
        for value in values:
            yield from _runs(value)


def is_position(value: Any) -> bool:
    """Whether `value` is a longitude and a latitude, in this order; a height may follow."""
    if not isinstance(value, list | tuple) or len(value) < 2:
        return False
    longitude, latitude = value[0], value[1]
    if type(longitude) not in _NUMBERS or type(latitude) not in _NUMBERS:
        return False
    return -180 <= longitude <= 180 and -90 <= latitude <= 90  # false for what is no number, too


def box(positions: Iterable[Position]) -> Box | None:
    """The box around `positions`; None around nothing."""
    known = list(positions)
    if not known:
        return None
    longitudes, latitudes = zip(*known, strict=True)
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def centre(geometry: Mapping[str, Any] | None) -> tuple[float, float] | None:
    """The middle of the box around a geometry as people say it, latitude first; None where there is no place."""
    around = box(position for run in lines(geometry) for position in run)
    if around is None:
        return None
    longitude, latitude = around.middle
    return round(latitude, DECIMALS), round(longitude, DECIMALS)
