"""The list of projects, and the same list as a feed and as a table: each by the same filters."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from portal.comments import queries as comments
from portal.core.atom import KIND
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.projects import queries
from portal.projects.feeds import projects_feed, updates_feed
from portal.projects.table import projects_table
from portal.projects.views.chosen import PARAMETERS, chosen
from portal.projects.views.door import blueprint, project_at
from portal.projects.words import WORDS

IN_A_FEED = 50


@blueprint.get("/projects")
@public(*PARAMETERS, "after")
def index() -> str:
    """Every project that fits the filters, the one that said something last first."""
    asked = chosen()
    return render(
        "projects/index.html",
        page=queries.lines_page(asked.filters, _after()),
        asked=asked,
        words=WORDS,
        comment_counts=comments.counts_by_project(),
    )


@blueprint.get("/projects.atom")
@public(*PARAMETERS, "after")
def feed() -> Response:
    """The same list as an Atom feed; a further page is linked from the one before."""
    asked = chosen()
    page = queries.lines_page(asked.filters, _after(), IN_A_FEED)
    return _atom(projects_feed(page, asked.parameters, asked.said))


@blueprint.get("/projects/<slug:slug>/updates.atom")
@public()
def updates_atom(slug: str) -> Response:
    """The newest status updates of one project as a feed."""
    project = project_at(slug)
    return _atom(updates_feed(project, queries.newest_updates(project.id, IN_A_FEED)))


@blueprint.get("/projects.csv")
@public(*PARAMETERS)
def table() -> Response:
    """The same list as a table, whole."""
    rows = queries.table_rows(chosen().filters)
    text = projects_table(rows, comments.counts_by_project())
    return Response(text, content_type="text/csv; charset=utf-8")


def _atom(feed: bytes) -> Response:
    return Response(feed, content_type=f"{KIND}; charset=utf-8")


def _after() -> Cursor | None:
    return Cursor.read(request.args.get("after"))
