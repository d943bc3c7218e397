"""Projects in the open standard OC4IDS: for other portals, and for everybody who counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, request, url_for

from portal.core.addresses import site_root
from portal.core.errors import NotFound
from portal.core.routes import public
from portal.projects import queries
from portal.projects.oc4ids.identity import prefix_of
from portal.projects.oc4ids.writing import package
from portal.projects.queries import ExportedProject
from portal.projects.views.chosen import PARAMETERS, chosen
from portal.projects.views.door import blueprint


@blueprint.get("/projects.json")
@public(*PARAMETERS, "after")
def export() -> Response:
    """The same list as packages of some hundred projects; `links.next` leads to the next."""
    after = request.args.get("after", "")
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < 10 else 0
    asked = chosen()
    found, more = queries.exported_page(start, asked.filters)
    if not found:
        raise NotFound  # the standard knows no empty package
    content = _package(found, _query(asked.parameters, start))
    if more is not None:
        content["links"] = {"next": _address("projects.export") + _query(asked.parameters, more)}
    return _answer(content)


def _query(parameters: Mapping[str, str], after: int) -> str:
    values = {**parameters, **({"after": str(after)} if after else {})}
    return f"?{urlencode(values)}" if values else ""


@blueprint.get("/projects/<slug:slug>/oc4ids.json")
@public()
def export_one(slug: str) -> Response:
    """A package of one project."""
    found = queries.exported_project(slug)
    if found is None:
        raise NotFound
    return _answer(_package([found], ""))


def _package(found: Sequence[ExportedProject], query: str) -> dict[str, Any]:
    settings = current_app.config["SETTINGS"]
    assert request.endpoint
    return package(
        found,
        uri=_address(request.endpoint, **(request.view_args or {})) + query,
        publisher=settings.site_name,
        prefix=prefix_of(settings),
        lang=settings.default_language,
    )


def _address(endpoint: str, **values: Any) -> str:
    """The address of a package: the same from the pages of every language."""
    return site_root() + url_for(endpoint, **values).removeprefix(request.script_root)


def _answer(content: dict[str, Any]) -> Response:
    return Response(json.dumps(content, ensure_ascii=False) + "\n", mimetype="application/json")
