"""The timeline of a project: planned against expected against reached, as a picture and as a table."""

from __future__ import annotations

from flask import Response

from portal.core.clock import now
from portal.core.errors import NotFound
from portal.core.formats import local
from portal.core.languages import page_language
from portal.core.routes import public
from portal.core.web import render
from portal.projects import queries
from portal.projects.sheets.noted import MilestoneLine
from portal.projects.sheets.picture import Picture, pictures
from portal.projects.views.door import blueprint, project_at


@blueprint.get("/projects/<slug:slug>/timeline")
@public()
def timeline(slug: str) -> str:
    """Every milestone with its three days, and everything that was said of it."""
    project = project_at(slug)
    lines = queries.timeline(project.id)
    return render("projects/timeline.html", project=project, lines=lines, parts=_parts(lines))


@blueprint.get("/projects/<slug:slug>/timeline.svg")
@public()
def timeline_picture(slug: str) -> Response:
    """The picture as a file, for reports and other sites."""
    project = project_at(slug)
    lines = queries.timeline(project.id)
    parts = _parts(lines, rows=max(len(lines), 1))
    if not parts:
        raise NotFound
    return Response(render("projects/timeline.svg", project=project, part=parts[0]), mimetype="image/svg+xml")


def _parts(lines: tuple[MilestoneLine, ...], **options: int) -> tuple[Picture, ...]:
    return pictures(lines, local(now()).date(), page_language(), **options)
