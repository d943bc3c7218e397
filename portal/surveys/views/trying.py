"""The preview in which a clerk answers as a respondent would: page by page, with every rule, and nothing is saved."""

from __future__ import annotations

from dataclasses import replace

from flask import request
from flask_babel import gettext as _

from portal.core.permissions import Permission
from portal.core.routes import requires
from portal.core.web import render
from portal.surveys import queries
from portal.surveys.definition import Form
from portal.surveys.forms import TrialForm
from portal.surveys.interview import Interview, Page, Problem
from portal.surveys.queries import SurveyAtDesk
from portal.surveys.trying import Trial, sealed, tried, unsealed
from portal.surveys.views.answering import posted_answers
from portal.surveys.views.door import blueprint
from portal.surveys.views.wording import direction, named


@blueprint.get("/staff/surveys/<slug:slug>/try")
@requires(Permission.SURVEY_EDIT, "in", "page")
def try_survey(slug: str) -> str:
    """Begin a preview, at the first page or at the one named, as long as that one is asked of everybody."""
    survey = queries.survey_at_desk(slug)
    version, form = queries.newest_version(survey.id)
    trial = Trial(version, request.args.get("in", ""), {})
    interview = tried(form, _speaking(form, trial, trial.lang))
    page = interview.page(request.args.get("page", ""))
    return _show(survey, form, _speaking(form, trial, trial.lang), page.key if page else interview.first_key())


@blueprint.post("/staff/surveys/<slug:slug>/try")
@requires(Permission.SURVEY_EDIT)
def try_page(slug: str) -> str | tuple[str, int]:
    """Go on with a preview, as the button says. Nothing is written: the next page carries all answers."""
    survey = queries.survey_at_desk(slug)
    version, form = queries.newest_version(survey.id)
    trial = unsealed(request.form.get("trial", ""))
    if trial is None or trial.version != version:
        begun = _speaking(form, Trial(version, "", {}), "")
        said = _("The form has changed, so the preview begins again.")
        return _show(survey, form, begun, tried(form, begun).first_key(), said=said), 409
    key, interview = request.form.get("page", ""), tried(form, trial)
    page = interview.page(key)
    if page is None:
        return _show(survey, form, trial, interview.first_key())
    after, problems, key_after = _moved(interview, page)
    trial = replace(_speaking(form, trial, request.form.get("lang", "")), answers=after.answers)
    if problems:
        return _show(survey, form, trial, key, tuple(problems), after.page(key)), 422
    return _show(survey, form, trial, key_after)


def _moved(interview: Interview, page: Page) -> tuple[Interview, list[Problem], str | None]:
    """The interview after a button was pressed, what is wrong with the page then, and the page to show."""
    pressed, key = request.form, page.key
    if page.kind == "rows":
        address = key.removeprefix("r/")
        if "add" in pressed and page.may_add:
            after = interview.with_row(address)
            return after, [], after.row_key(address, len(page.rows) + 1) or key
        if page.may_remove and pressed.get("remove", "") in {str(row.number) for row in page.rows}:
            return interview.without_row(address, int(pressed["remove"])), [], key
    after, problems = interview.with_answers(page, posted_answers())
    if "back" in pressed:
        return after, [], after.previous_key(key) or key
    if {"lang", "update"} & pressed.keys():
        return after, [], key
    appeared = {field.address for field in after.appeared(page)}
    return after, [one for one in problems if one.address not in appeared], key if appeared else after.next_key(key)


def _speaking(form: Form, trial: Trial, tag: str) -> Trial:
    """The trial in the language `tag`, where the form has it."""
    tags = [language.tag for language in form.languages]
    kept = trial.lang if trial.lang in tags else form.default_language
    return replace(trial, lang=tag if tag in tags else kept)


def _show(
    survey: SurveyAtDesk,
    form: Form,
    trial: Trial,
    key: str | None,
    problems: tuple[Problem, ...] = (),
    page: Page | None = None,
    said: str = "",
) -> str:
    interview = tried(form, trial)
    page = page or (interview.page(key) if key else None)
    return render(
        "surveys/try.html",
        survey=survey,
        form=TrialForm(formdata=None),
        trial=sealed(trial),
        page=page,
        first=page is None or interview.previous_key(page.key) is None,
        unfinished=() if page else interview.problems(),
        summary=() if page else interview.summary(),
        problems=problems,
        wrong={problem.address: problem for problem in problems},
        said=said,
        spoken=trial.lang,
        dir=direction(trial.lang),
        others=[language for language in named(form.languages) if language.tag != trial.lang],
    )
