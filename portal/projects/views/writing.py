"""The desk's pages that publish projects."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.desk_fields import zone_name
from portal.core.errors import Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import ProjectForm
from portal.projects.queries import ProjectFacts
from portal.projects.views.door import blueprint, project_at
from portal.projects.words import WORDS


@blueprint.get("/staff/projects")
@requires(Permission.PROJECT_EDIT, "saved", "posted")
def desk() -> str:
    """Every project with what a clerk can do, the silent ones first; after saving or posting it says so."""
    lines = sorted(queries.project_lines(), key=lambda line: -(line.silent_days or 0))
    by_slug = {line.slug: line for line in lines}
    return render(
        "projects/desk.html",
        lines=lines,
        saved=by_slug.get(request.args.get("saved", "")),
        posted=by_slug.get(request.args.get("posted", "")),
        words=WORDS,
    )


@blueprint.route("/staff/projects/new", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def new() -> str | Response | tuple[str, int]:
    """A new project; it is public as soon as it is saved."""
    form = ProjectForm()
    if form.validate_on_submit():
        try:
            slug = usecases.add_project(actor=current_actor(), **_typed(form))
            return redirect(url_for("projects.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, None)


@blueprint.route("/staff/projects/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """A project's texts and its comment window."""
    project = project_at(slug)
    form = ProjectForm(data=_shown(project))
    if form.validate_on_submit():
        try:
            usecases.edit_project(actor=current_actor(), slug=slug, **_typed(form))
            return redirect(url_for("projects.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, project)


def _typed(form: ProjectForm) -> dict[str, Any]:
    return {
        "title": translated(form, "title"),
        "summary": translated(form, "summary"),
        "body": translated(form, "body"),
        "area": form.area.data or "",
        "comments_open_at": form.comments_open_at.moment,
        "comments_close_at": form.comments_close_at.moment,
    }


def _shown(project: ProjectFacts) -> dict[str, Any]:
    texts = {
        f"{name}_{tag}": text for name in ("title", "summary", "body") for tag, text in getattr(project, name).items()
    }
    return texts | {
        "area": project.area,
        "comments_open_at": project.comments_open_at,
        "comments_close_at": project.comments_close_at,
    }


def _form_page(form: ProjectForm, project: ProjectFacts | None) -> tuple[str, int]:
    return render("projects/edit.html", form=form, project=project, zone=zone_name()), form.http_status
