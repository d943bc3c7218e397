"""The pages of projects for everybody, and the desk's pages that publish them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.queries import TargetKey
from portal.core.desk_fields import zone_name
from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.core.web import render
from portal.meetings import queries as meetings
from portal.meetings.forms import MINUTE_WORDS
from portal.projects import queries, usecases, words
from portal.projects.forms import ProjectForm, UpdateForm
from portal.projects.models import CommentWindow, Condition, Phase
from portal.projects.queries import ProjectSheet

blueprint = Blueprint("projects", __name__)
UPDATES_AT_FIRST = 10


@dataclass(frozen=True)
class Words:
    """The published words of phases, conditions and comment windows, for templates."""

    phases = words.PHASE_NAMES
    phase_meanings = words.PHASE_MEANINGS
    conditions = words.CONDITION_NAMES
    condition_meanings = words.CONDITION_MEANINGS
    windows = words.WINDOW_NAMES


WORDS = Words()


def _project(slug: str) -> ProjectSheet:
    project = queries.sheet(slug)
    if project is None:
        raise NotFound
    return project


@blueprint.get("/projects")
@public("phase", "comments", "after")
def index() -> str:
    """Every project, filtered by phase and by whether comments are open."""
    phase, window = request.args.get("phase", ""), request.args.get("comments", "")
    phase = phase if phase in set(Phase) else ""
    window = window if window in set(CommentWindow) else ""
    page = queries.project_page(
        phase=Phase(phase) if phase else None,
        window=CommentWindow(window) if window else None,
        after=Cursor.read(request.args.get("after")),
    )
    chosen = {name: value for name, value in (("phase", phase), ("comments", window)) if value}
    counts = comments.counts_by_project()
    return render("projects/index.html", page=page, chosen=chosen, words=WORDS, comment_counts=counts)


@blueprint.get("/projects/<slug:slug>")
@public("updates")
def show(slug: str) -> str:
    """One project: what it is, where it stands, what was said about it."""
    project = _project(slug)
    updates = queries.updates(project.id)
    items = meetings.items_about(project.id)
    shown = updates if request.args.get("updates") == "all" else updates[:UPDATES_AT_FIRST]
    return render(
        "projects/show.html",
        project=project,
        latest=updates[0] if updates else None,
        updates=shown,
        update_count=len(updates),
        items=items,
        item_comments=comments.counts_on_items_about(project.id) if items else {},
        decisions=meetings.decisions_about(project.id),
        minute_words=MINUTE_WORDS,
        page=comments.published(TargetKey(slug)),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
        words=WORDS,
    )


@blueprint.get("/projects/<slug:slug>/updates/<int:number>")
@public()
def update(slug: str, number: int) -> str:
    """The permalink of one status update."""
    project = _project(slug)
    found = queries.update(project.id, number) if number < 2**31 else None
    if found is None:
        raise NotFound
    newest = queries.last_update_number(project.id)
    return render("projects/update.html", project=project, update=found, newest=newest, words=WORDS)


@blueprint.get("/staff/projects")
@requires(Permission.PROJECT_EDIT, "saved", "posted")
def desk() -> str:
    """Every project with what a clerk can do; after saving or posting it says so."""
    lines = queries.project_lines()
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
    project = _project(slug)
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


def _shown(project: ProjectSheet) -> dict[str, Any]:
    texts = {
        f"{name}_{tag}": text for name in ("title", "summary", "body") for tag, text in getattr(project, name).items()
    }
    return texts | {
        "area": project.area,
        "comments_open_at": project.comments_open_at,
        "comments_close_at": project.comments_close_at,
    }


def _form_page(form: ProjectForm, project: ProjectSheet | None) -> tuple[str, int]:
    status = 422 if request.method == "POST" else 200
    return render("projects/edit.html", form=form, project=project, zone=zone_name()), status


@blueprint.route("/staff/projects/<slug:slug>/updates/new", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def new_update(slug: str) -> str | Response | tuple[str, int]:
    """A status update: public at once, never changed later."""
    project = _project(slug)
    latest = next(iter(queries.updates(project.id)), None)
    upcoming = str(latest.number + 1 if latest else 1)
    standing = {"phase": latest.phase, "condition": latest.condition} if latest else {}
    form = UpdateForm(data={"number": upcoming, **standing})
    if form.validate_on_submit():
        try:
            _post(slug, form)
            return redirect(url_for("projects.desk", posted=slug), 303)
        except Refused as refusal:
            form.show(refusal)
            form.number.data = upcoming
    status = 422 if request.method == "POST" else 200
    return render("projects/new_update.html", form=form, project=project, latest=latest, words=WORDS), status


def _post(slug: str, form: UpdateForm) -> int:
    number = form.number.data or ""
    return usecases.post_update(
        actor=current_actor(),
        project_slug=slug,
        phase=Phase(form.phase.data),
        condition=Condition(form.condition.data),
        text=translated(form, "text"),
        number=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None,
    )
