"""Locations of the standard as one place: an area, an address, a geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.core.imports import shortened
from portal.projects.imports.values import geometry
from portal.projects.oc4ids.parts import Part

LONGEST_AREA = 80
LONGEST_ADDRESS = 300
_ADDRESS = ("streetAddress", "locality", "region", "postalCode", "countryName")


@dataclass
class Place:
    """Where a project is."""

    area: str = ""
    address: str = ""
    geometry: dict[str, Any] | None = None


def place_of(project: Part) -> Place:
    """The place of a project: points of several locations together, else the first geometry; the first address."""
    found = [_location(each) for each in project.parts("locations")]
    shapes = [each.geometry for each in found if each.geometry is not None]
    return Place(
        area=next((each.area for each in found if each.area), ""),
        address=shortened("; ".join(dict.fromkeys(each.address for each in found if each.address)), LONGEST_ADDRESS),
        geometry=_together(shapes, project),
    )


def _together(shapes: list[dict[str, Any]], project: Part) -> dict[str, Any] | None:
    if len(shapes) > 1 and all(each["type"] == "Point" for each in shapes):
        return {"type": "MultiPoint", "coordinates": [each["coordinates"] for each in shapes]}
    for _each in shapes[1:]:
        project.left_out("locations.geometry beyond the first")
    return shapes[0] if shapes else None


def _location(each: Part) -> Place:
    shape = each.read("geometry", geometry)
    named, address, gazetteer = each.text("description", 200), each.part("address"), each.part("gazetteer")
    lines: dict[str, str] = {}
    if address is not None:
        lines = {name: address.text(name, 200) for name in _ADDRESS}
        address.done()
    codes = _codes(gazetteer) if gazetteer is not None else ""
    each.text("id")
    each.done()
    area = next(filter(None, (lines.get("locality"), lines.get("region"), named, codes)), "")
    parts = [named if area != named else "", *lines.values()]
    return Place(shortened(area, LONGEST_AREA), ", ".join(dict.fromkeys(part for part in parts if part)), shape)


def _codes(gazetteer: Part) -> str:
    scheme, codes = gazetteer.text("scheme", 60), gazetteer.texts("identifiers")
    gazetteer.done()
    return " ".join(filter(None, (scheme, ", ".join(codes))))
