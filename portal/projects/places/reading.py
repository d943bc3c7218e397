"""Reading a place that somebody typed: latitude and longitude, one point to a line; or a pasted GeoJSON geometry."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from portal.projects.places.shapes import DECIMALS, KINDS, Geometry, Position, centre

MOST_POSITIONS = 2000
LONGEST = 20_000
_NUMBER = r"([+-]?\d{1,4}(?:\.\d{0,20})?)\s*°?\s*"
_PAIR = re.compile(rf"{_NUMBER}([NS]?)\s*[,;\s]\s*{_NUMBER}([EW]?)", re.IGNORECASE)
_POLAR = -60  # nobody lives further south: a latitude beyond it is a longitude in the wrong place
_NEIGHBORHOOD = 5  # degrees: wider than any town or region


class Problem(StrEnum):
    """What is wrong with a typed place."""

    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NO_PAIR = "no_pair"
    SWAPPED = "swapped"
    OUT_OF_RANGE = "out_of_range"
    NO_JSON = "no_json"
    NO_GEOMETRY = "no_geometry"
    NO_POSITION = "no_position"
    SWAPPED_JSON = "swapped_json"
    TOO_FEW = "too_few"


class UnreadablePlace(ValueError):
    """A typed place that cannot be read; `line` is the one to blame, counted from 1, where lines were typed."""

    def __init__(self, problem: Problem, line: int = 0) -> None:
        super().__init__(f"{problem} in line {line}" if line else str(problem))
        self.problem = problem
        self.line = line


def read_place(typed: str) -> Geometry | None:
    """The geometry that `typed` means; None where nothing was typed.

    One line is a point, two are the ends of a line, more are the corners of an area.
    """
    if len(typed.encode()) > LONGEST:
        raise UnreadablePlace(Problem.TOO_LONG)
    if not typed.strip():
        return None
    if typed.lstrip().startswith(("{", "[")):
        return read_geometry(_json(typed))
    points = [_point(line, number) for number, line in enumerate(typed.splitlines(), 1) if line.strip()]
    if len(points) > MOST_POSITIONS:
        raise UnreadablePlace(Problem.TOO_MANY)
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    if len(points) == 2:
        return {"type": "LineString", "coordinates": [list(point) for point in points]}
    return {"type": "Polygon", "coordinates": [_ring([list(point) for point in points])]}


def _point(line: str, number: int) -> Position:
    pair = _PAIR.fullmatch(line.replace("−", "-").strip(" \t,;()"))
    if pair is None:
        raise UnreadablePlace(Problem.NO_PAIR, number)
    latitude = -float(pair[1]) if pair[2].upper() == "S" else float(pair[1])
    longitude = -float(pair[3]) if pair[4].upper() == "W" else float(pair[3])
    if _looks_swapped(latitude, longitude):
        raise UnreadablePlace(Problem.SWAPPED, number)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UnreadablePlace(Problem.OUT_OF_RANGE, number)
    return round(longitude, DECIMALS), round(latitude, DECIMALS)


def _looks_swapped(latitude: float, longitude: float) -> bool:
    beyond = abs(latitude) > 90 or latitude < _POLAR
    return beyond and abs(latitude) <= 180 and _POLAR <= longitude <= 90


def looks_swapped_beside(geometry: Mapping[str, Any], others: Iterable[Mapping[str, Any] | None]) -> bool:
    """Whether a place is far from all others, but near one of them with latitude and longitude swapped."""
    here, there = centre(geometry), [middle for other in others if (middle := centre(other))]
    if here is None or not there:
        return False
    return not any(_near(here, other) for other in there) and any(_near(here[::-1], other) for other in there)


def _near(one: tuple[float, ...], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < _NEIGHBORHOOD and abs(one[1] - other[1]) < _NEIGHBORHOOD


def _json(typed: str) -> Any:
    try:
        return json.loads(typed)
    except (ValueError, RecursionError) as error:
        raise UnreadablePlace(Problem.NO_JSON) from error


def read_geometry(value: Any) -> Geometry:
    """A GeoJSON geometry, or that of a GeoJSON feature, tidied: rings closed, heights left out, decimals cut."""
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, dict) or value.get("type") not in KINDS:
        raise UnreadablePlace(Problem.NO_GEOMETRY)
    kind, coordinates = value["type"], value.get("coordinates")
    if sum(1 for _position in _walked(coordinates)) > MOST_POSITIONS:
        raise UnreadablePlace(Problem.TOO_MANY)
    return {"type": kind, "coordinates": _READERS[kind](coordinates)}


def _walked(value: Any) -> Iterator[Any]:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, list):
            continue
        if part and not isinstance(part[0], list):
            yield part
        else:
            waiting += part


def _position(value: Any) -> list[float]:
    numbers = value[:2] if isinstance(value, list) and len(value) in {2, 3, 4} else []
    if len(numbers) != 2 or any(type(number) not in {int, float} for number in numbers):
        raise UnreadablePlace(Problem.NO_POSITION)
    longitude, latitude = float(numbers[0]), float(numbers[1])
    if _looks_swapped(latitude, longitude):
        raise UnreadablePlace(Problem.SWAPPED_JSON)
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):  # as it stands: no comparison holds for what is no number
        raise UnreadablePlace(Problem.OUT_OF_RANGE)
    return [round(longitude, DECIMALS), round(latitude, DECIMALS)]


def _parts(value: Any, least: int = 1) -> list[Any]:
    if not isinstance(value, list):
        raise UnreadablePlace(Problem.NO_POSITION)
    if len(value) < least:
        raise UnreadablePlace(Problem.TOO_FEW)
    return value


def _points(value: Any) -> list[list[float]]:
    return [_position(part) for part in _parts(value)]


def _line(value: Any) -> list[list[float]]:
    return [_position(part) for part in _parts(value, 2)]


def _rings(value: Any) -> list[list[list[float]]]:
    return [_ring([_position(part) for part in _parts(ring, 3)]) for ring in _parts(value)]


def _ring(points: list[list[float]]) -> list[list[float]]:
    closed = points if points[0] == points[-1] else [*points, points[0]]
    if len({tuple(point) for point in closed}) < 3:
        raise UnreadablePlace(Problem.TOO_FEW)
    return closed


_READERS: dict[str, Callable[[Any], Any]] = {
    "Point": _position,
    "MultiPoint": _points,
    "LineString": _line,
    "MultiLineString": lambda value: [_line(part) for part in _parts(value)],
    "Polygon": _rings,
    "MultiPolygon": lambda value: [_rings(part) for part in _parts(value)],
}
