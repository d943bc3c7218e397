"""Projects as GeoJSON (RFC 7946), for maps and programs of others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from portal.core.formats import iso
from portal.core.web import absolute_url, in_page_language
from portal.projects.queries import PlacedProject

KIND = "application/geo+json"


def feature_collection(projects: Iterable[PlacedProject]) -> str:
    """A feature for each project; those whose place is not known have none, as the standard lets them."""
    collection = {"type": "FeatureCollection", "features": [_feature(project) for project in projects]}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _feature(project: PlacedProject) -> dict[str, Any]:
    title = in_page_language(project.title)
    return {
        "type": "Feature",
        "id": project.slug,
        "geometry": project.geometry,
        "properties": {
            "title": title.text,
            "lang": title.lang,
            "url": absolute_url("projects.show", slug=project.slug),
            "area": project.area,
            "address": project.address,
            "phase": project.phase,
            "condition": project.condition,
            "last_update_at": iso(project.last_update_at) if project.last_update_at else None,
            "illustrative": project.illustrative,
            "attribution": in_page_language(project.attribution).text,
        },
    }
