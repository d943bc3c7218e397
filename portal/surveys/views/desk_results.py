"""The results of a closed survey for clerks and members, and the button that publishes them."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.permissions import Permission, authorize
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.surveys import queries, usecases
from portal.surveys.forms import LoadedForm
from portal.surveys.tabulating import tables_of
from portal.surveys.views.door import blueprint
from portal.surveys.views.results import shown


@blueprint.get("/staff/surveys/<slug:slug>/results")
@requires(Permission.SURVEY_RESULTS, "by", "from", "published")
def desk_results(slug: str) -> str:
    """The tables as they are, or are to be, published."""
    return _page(slug)


@blueprint.post("/staff/surveys/<slug:slug>/results")
@requires(Permission.SURVEY_EDIT)
def publish(slug: str) -> Response | tuple[str, int]:
    """Publish them, for good."""
    queries.survey_at_desk(slug)
    if not LoadedForm().validate_on_submit():
        return _page(slug), 422
    try:
        usecases.publish_results(actor=current_actor(), slug=slug)
    except Refused as refusal:
        return _page(slug, refusal.message), 409
    return redirect(url_for("surveys.desk_results", slug=slug, published=1), 303)


def _page(slug: str, refused: str = "") -> str:
    survey = queries.survey_at_desk(slug)
    actor = current_actor()
    authorize(actor, Permission.SURVEY_READ, survey.state)
    return render(
        "surveys/desk_results.html",
        survey=survey,
        form=LoadedForm(),
        refused=refused,
        published="published" in request.args,
        **shown(tables_of(survey.id, survey.state)),
    )
