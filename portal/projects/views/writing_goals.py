"""The vision and its goals at the desk."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.translated import Translated
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import GoalForm, VisionForm
from portal.projects.queries import WrittenGoal
from portal.projects.views.door import blueprint

DONE = ("written", "saved", "moved")


@blueprint.get("/staff/goals")
@requires(Permission.GOAL_EDIT, *DONE)
def desk_goals() -> str:
    """The vision, the goals in their order, and what a clerk can do with them."""
    return render(
        "projects/desk_goals.html",
        vision=queries.written_vision(),
        goals=queries.written_goals(),
        done=next((name for name in DONE if name in request.args), None),
    )


@blueprint.route("/staff/goals/vision", methods=["GET", "POST"])
@requires(Permission.GOAL_EDIT)
def edit_vision() -> str | Response | tuple[str, int]:
    """The text of the vision; public as soon as it is saved."""
    there = queries.written_vision()
    form = VisionForm(data=_texts("text", there.text) | {"loaded": there.loaded})
    overtaken = False
    if form.validate_on_submit():
        try:
            text, loaded = translated(form, "text"), form.loaded.data or ""
            usecases.write_vision(actor=current_actor(), text=text, loaded=loaded)
            return redirect(url_for("projects.desk_goals", written="1"), 303)
        except usecases.Overtaken as refusal:
            form.show(refusal)
            there = queries.written_vision()
            form.loaded.data, overtaken = there.loaded, True
    page = render("projects/edit_vision.html", form=form, saved=there if overtaken else None)
    return page, 409 if overtaken else form.http_status


@blueprint.route("/staff/goals/new", methods=["GET", "POST"])
@requires(Permission.GOAL_EDIT)
def new_goal() -> str | Response | tuple[str, int]:
    """A new goal; it is public as soon as it is saved."""
    form = GoalForm()
    if form.validate_on_submit():
        usecases.add_goal(
            actor=current_actor(),
            title=translated(form, "title"),
            text=translated(form, "text"),
            indicator=translated(form, "indicator"),
        )
        return redirect(url_for("projects.desk_goals", saved="1"), 303)
    return render("projects/edit_goal.html", form=form, goal=None, saved=None), form.http_status


@blueprint.route("/staff/goals/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.GOAL_EDIT)
def edit_goal(slug: str) -> str | Response | tuple[str, int]:
    """Change a goal, or retire it."""
    goal = _goal(slug)
    form = GoalForm(data=_shown(goal))
    overtaken = False
    if form.validate_on_submit():
        try:
            usecases.edit_goal(
                actor=current_actor(),
                slug=slug,
                title=translated(form, "title"),
                text=translated(form, "text"),
                indicator=translated(form, "indicator"),
                retired=bool(form.retired.data),
                loaded=form.loaded.data or "",
            )
            return redirect(url_for("projects.desk_goals", saved="1"), 303)
        except Refused as refusal:
            form.show(refusal)
            goal = _goal(slug)
            form.loaded.data, overtaken = goal.loaded, True
    page = render("projects/edit_goal.html", form=form, goal=goal, saved=goal if overtaken else None)
    return page, 409 if overtaken else form.http_status


@blueprint.post("/staff/goals/<slug:slug>/raise")
@requires(Permission.GOAL_EDIT)
def raise_goal(slug: str) -> Response:
    """Let a goal change places with the one above it."""
    usecases.raise_goal(actor=current_actor(), slug=slug)
    return redirect(url_for("projects.desk_goals", moved="1"), 303)


def _goal(slug: str) -> WrittenGoal:
    found = next((goal for goal in queries.written_goals() if goal.slug == slug), None)
    if found is None:
        raise NotFound
    return found


def _texts(name: str, texts: Translated) -> dict[str, str]:
    return {f"{name}_{tag}": text for tag, text in texts.items()}


def _shown(goal: WrittenGoal) -> dict[str, Any]:
    texts = _texts("title", goal.title) | _texts("text", goal.text) | _texts("indicator", goal.indicator)
    return texts | {"retired": goal.retired, "loaded": goal.loaded}
