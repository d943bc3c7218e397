"""Success criteria at the desk: frozen on a page that says what that means, scored beside their frozen text."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import VERDICT_MEANINGS, ScoreForm
from portal.projects.models import Verdict
from portal.projects.sheets.words import SHEET_WORDS
from portal.projects.views.door import blueprint
from portal.projects.views.milestones import number_in
from portal.projects.views.sheet_desk import sheet_at


@blueprint.route("/staff/projects/<slug:slug>/criteria/freeze", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def freeze_criteria(slug: str) -> str | Response | tuple[str, int]:
    """What freezing means, the criteria as they will stay, and the button."""
    desk, problem = sheet_at(slug), ""
    if request.method == "POST":
        version = number_in(request.form.get("version")) or 0
        try:
            usecases.freeze_criteria(actor=current_actor(), slug=slug, version=version)
            return redirect(url_for("projects.desk_sheet", slug=slug, frozen="1"), 303)
        except Refused as refusal:
            problem, desk = refusal.message, sheet_at(slug)
    page = render("projects/freeze_criteria.html", desk=desk, problem=problem, words=SHEET_WORDS)
    return page, 422 if problem else 200


@blueprint.route("/staff/projects/<slug:slug>/criteria/<slug:key>", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def score_criterion(slug: str, key: str) -> str | Response | tuple[str, int]:
    """Say how a frozen criterion was found; earlier scores stay beside it."""
    desk = sheet_at(slug)
    criterion = desk.frozen.get(key.upper())
    if criterion is None:
        raise NotFound
    upcoming = str(len(queries.noted_scores(desk.project_id)) + 1)
    form = ScoreForm(data={"number": upcoming})
    if form.validate_on_submit():
        try:
            usecases.score_criterion(
                actor=current_actor(),
                slug=slug,
                criterion=criterion.key,
                verdict=Verdict(form.verdict.data),
                result=translated(form, "result"),
                measured_on=form.measured_on.data,
                number=number_in(form.number.data),
            )
            return redirect(url_for("projects.desk_sheet", slug=slug, scored=key), 303)
        except Refused as refusal:
            form.show(refusal)
            form.number.data = upcoming
    page = render(
        "projects/score_criterion.html",
        form=form,
        desk=desk,
        criterion=criterion,
        scores=queries.scores(desk.project_id).get(criterion.key, ()),
        meanings=VERDICT_MEANINGS,
        words=SHEET_WORDS,
    )
    return page, form.http_status
