"""A geometry in letters: as it would be typed, and as coordinates that people read out and telephones open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.projects.places.shapes import DECIMALS, Position, centre, lines


def typed_place(geometry: Mapping[str, Any] | None) -> str:
    """What somebody would type for `geometry` (see `reading.read_place`)."""
    if not geometry:
        return ""
    runs = lines(geometry)
    if geometry["type"] == "Point":
        return _pair(runs[0][0])
    if geometry["type"] == "LineString" and len(runs[0]) == 2:
        return "\n".join(map(_pair, runs[0]))
    if geometry["type"] == "Polygon" and len(runs) == 1:
        return "\n".join(map(_pair, runs[0][:-1]))
    return json.dumps(geometry, separators=(",", ":"))


def _pair(position: Position) -> str:
    longitude, latitude = position
    return f"{degrees(latitude)}, {degrees(longitude)}"


def degrees(number: float) -> str:
    """A latitude or longitude with as many decimals as it has, never in powers of ten."""
    return f"{number + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class ToldPlace:
    """The middle of a place, such as "40.7128, -74.006", and as a `geo:` address, which opens the reader's own map."""

    coordinates: str
    address: str
    is_point: bool


def told_place(geometry: Mapping[str, Any] | None) -> ToldPlace | None:
    """A place in letters; None where there is none."""
    middle = centre(geometry)
    if geometry is None or middle is None:
        return None
    latitude, longitude = map(degrees, middle)
    return ToldPlace(f"{latitude}, {longitude}", f"geo:{latitude},{longitude}", geometry["type"] == "Point")  # RFC 5870
