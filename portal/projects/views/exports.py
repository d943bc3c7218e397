"""Projects in the open standard OC4IDS: for other portals, and for everybody who counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, request, url_for

from portal.core.addresses import site_root
from portal.core.errors import NotFound
from portal.core.routes import public
from portal.projects import queries
from portal.projects.oc4ids.identity import prefix_of
from portal.projects.oc4ids.writing import package
from portal.projects.queries import ExportedProject
from portal.projects.views.door import blueprint


@blueprint.get("/projects.json")
@public("after")
def export() -> Response:
    """Every project, some hundred in one package; `links.next` leads to the next."""
    after = request.args.get("after", "")
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < 10 else 0
    found, more = queries.exported_page(start)
    if not found:
        raise NotFound  # the standard knows no empty package
    content = _package(found, f"?after={start}" if start else "")
    if more is not None:
        content["links"] = {"next": f"{_address('projects.export')}?after={more}"}
    return _answer(content)


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
