"""The vision and its goals, and who works towards each."""

from __future__ import annotations

from flask import request

from portal.core.errors import NotFound
from portal.core.paging import Cursor
from portal.core.routes import public
from portal.core.web import render
from portal.projects import queries
from portal.projects.views.door import blueprint
from portal.projects.words import WORDS


@blueprint.get("/goals")
@public()
def goals() -> str:
    """What the programme wants to become true, goal by goal."""
    return render("projects/goals.html", vision=queries.vision(), goals=queries.goal_lines())


@blueprint.get("/goals/<slug:slug>")
@public("after")
def goal(slug: str) -> str:
    """One goal, and the projects that serve it."""
    found = queries.goal_line(slug)
    if found is None:
        raise NotFound
    page = queries.serving(found, Cursor.read(request.args.get("after")))
    return render("projects/goal.html", goal=found, page=page, words=WORDS)
