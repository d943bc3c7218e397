"""The desk's list of surveys, and the page of one: what is written, what lacks, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.clock import now
from portal.core.desk_fields import zone_name
from portal.core.errors import Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import in_page_language, render
from portal.surveys import queries, usecases
from portal.surveys.definition import ASKED, Form, Kind
from portal.surveys.exporting import can_write
from portal.surveys.forms import ACCESS_NAMES, PROMISE_NAMES, SHOWN_NAMES, LoadedForm, SurveyForm, shown_settings
from portal.surveys.mixing import FEWEST
from portal.surveys.models import DIMENSIONS
from portal.surveys.queries import SurveyAtDesk
from portal.surveys.readiness import needs
from portal.surveys.views.door import blueprint
from portal.surveys.written import suggested_minutes

NAMES = {"promise_names": PROMISE_NAMES, "shown_names": SHOWN_NAMES, "access_names": ACCESS_NAMES}
DONE = ("saved", "opened", "closed", "imported")


@blueprint.get("/staff/surveys")
@requires(Permission.SURVEY_READ)
def desk() -> str:
    """All surveys, the newest first: for clerks the way to their pages, for members to the results."""
    lines = queries.survey_lines()
    return render("surveys/desk.html", lines=lines, more=len(lines) == queries.MOST_LISTED, bound=2 * FEWEST)


@blueprint.get("/staff/surveys/<slug:slug>")
@requires(Permission.SURVEY_EDIT, *DONE)
def desk_survey(slug: str) -> str:
    """A survey with its list of what must be there."""
    return survey_page(slug)


def survey_page(slug: str, lacking: Sequence[str] = ()) -> str:
    """The desk's page of a survey; `lacking` says why it could not be opened just now."""
    survey = queries.survey_at_desk(slug)
    _version, form = queries.newest_version(survey.id)
    left_out = survey.versions[0].left_out
    languages = current_app.config["SETTINGS"].languages
    return render(
        "surveys/desk_survey.html",
        survey=survey,
        asked=sum(question.kind in ASKED for _path, question in form.questions()),
        languages_of_form=[language.name for language in form.languages],
        left_out=left_out,
        needs=needs(survey.written, form, queries.left_out_of(survey.id), languages, now()),
        lacking=lacking,
        spss=can_write(),
        **NAMES,
        bound=2 * FEWEST,
        done=next((name for name in DONE if name in request.args), ""),
    )


@blueprint.route("/staff/surveys/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def edit_settings(slug: str) -> Response | tuple[str, int]:
    """A survey's texts, promise and times; nobody saves over what somebody else saved in between."""
    survey = queries.survey_at_desk(slug)
    _version, definition = queries.newest_version(survey.id)
    form = SurveyForm(data=shown_settings(survey.written))
    _offer(form, definition)
    if form.validate_on_submit():
        try:
            loaded = form.loaded.data or ""
            usecases.edit_survey(actor=current_actor(), slug=slug, written=form.typed, loaded=loaded)
            return redirect(url_for("surveys.desk_survey", slug=slug, saved=1), 303)
        except usecases.SurveyOvertaken as refusal:
            form.show(refusal)
            form.loaded.data = queries.survey_at_desk(slug).written.fingerprint
            return _form_page(form, survey, definition)[0], 409
        except Refused as refusal:
            form.show(refusal)
            return _form_page(form, survey, definition)[0], 422
    return _form_page(form, survey, definition)


def _offer(form: SurveyForm, definition: Form) -> None:
    none = ("", _("None"))
    projects = [(str(key), in_page_language(title).text) for key, title in queries.project_choices()]
    form.project.choices = [none, *projects]
    named = [
        ("/".join(path), question.label.best(definition.default_language).text or question.name)
        for path, question in definition.questions()
        if question.kind is Kind.SELECT_ONE
    ]
    for name in DIMENSIONS:
        form[name].choices = [none, *named]


def _form_page(form: SurveyForm, survey: SurveyAtDesk, definition: Form) -> tuple[str, int]:
    asked = sum(question.kind in ASKED for _path, question in definition.questions())
    page = render("surveys/edit.html", form=form, survey=survey, zone=zone_name(), suggested=suggested_minutes(asked))
    return page, form.http_status


@blueprint.route("/staff/surveys/<slug:slug>/open", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def open_now(slug: str) -> str | Response | tuple[str, int]:
    """Open a survey, after reading what then stands."""
    survey = queries.survey_at_desk(slug)
    form = LoadedForm(data={"loaded": survey.written.fingerprint})
    if form.validate_on_submit():
        try:
            usecases.open_survey(actor=current_actor(), slug=slug, loaded=form.loaded.data or "")
            return redirect(url_for("surveys.desk_survey", slug=slug, opened=1), 303)
        except usecases.SurveyNotReady as refusal:
            return survey_page(slug, refusal.reasons), 422
        except Refused as refusal:
            return survey_page(slug, [refusal.message]), 409
    return render("surveys/open.html", survey=survey, form=form, **NAMES), form.http_status


@blueprint.route("/staff/surveys/<slug:slug>/close", methods=["GET", "POST"])
@requires(Permission.SURVEY_EDIT)
def close_now(slug: str) -> str | Response | tuple[str, int]:
    """Close a survey now, after reading that it is for good."""
    survey = queries.survey_at_desk(slug)
    form = LoadedForm()
    if form.validate_on_submit():
        try:
            usecases.close_survey(actor=current_actor(), slug=slug)
            return redirect(url_for("surveys.desk_survey", slug=slug, closed=1), 303)
        except Refused as refusal:
            return survey_page(slug, [refusal.message]), 409
    return render("surveys/close.html", survey=survey, form=form), form.http_status
