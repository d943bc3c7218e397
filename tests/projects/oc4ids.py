"""The published schemas of OC4IDS, and small projects in it."""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

FOLDER = Path(os.environ.get("OC4IDS_SCHEMAS") or Path(__file__).parent / "standards")


@functools.cache
def validator() -> Draft4Validator:
    """A validator of packages. Nothing is fetched: both schemas are at hand under their own ids."""
    schemas = [json.loads((FOLDER / f"project{part}-schema.json").read_text("utf-8")) for part in ("-package", "")]
    registry = Registry().with_resources((schema["id"], Resource.from_contents(schema, DRAFT4)) for schema in schemas)
    return Draft4Validator(schemas[0], registry=registry, format_checker=FormatChecker())


def faults(package: Any) -> list[str]:
    """What the standard has against a package."""
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator().iter_errors(package)]


def project(**others: Any) -> dict[str, Any]:
    """A small project of the standard; None leaves a name out."""
    values = {
        "id": "oc4ids-abc123-7",
        "title": "Bridge over the creek",
        "description": "A bridge for people on foot.",
        "status": "implementation",
    } | others
    return {name: value for name, value in values.items() if value is not None}


def text(*projects: Any, **others: Any) -> str:
    """A package as a file."""
    package = {
        "uri": "https://town.example/package.json",
        "publishedDate": "2026-01-02T00:00:00Z",
        "version": "0.9",
        "publisher": {"name": "Town"},
        "projects": list(projects),
    }
    return json.dumps(package | others)
