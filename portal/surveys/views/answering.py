"""The questions, page by page. What is sent is kept first; what is wrong with it is said then."""

from __future__ import annotations

import re
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.surveys import queries, usecases
from portal.surveys.definition import Form
from portal.surveys.forms import PageForm
from portal.surveys.interview import Page, Problem
from portal.surveys.interviews import CHECK, interview_of
from portal.surveys.queries import DraftView, SurveyCard
from portal.surveys.views.beginning import begin_page
from portal.surveys.views.devices import remembered
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.leaving import later_page
from portal.surveys.views.stopped import not_open
from portal.surveys.views.wording import direction, named

Answer = Response | str | tuple[str, int]
STAYING = {"back", "later", "lang", "update"}  # the buttons that do not go on
ANSWER = "answer:"  # before the names of the questions' inputs, so that no question takes the name of one of ours


@blueprint.get("/surveys/<slug:slug>/respond")
@visitor_form("page")
def respond(slug: str) -> Answer:
    """One page of questions; without `page` the one where the answers were left."""
    survey = survey_at(slug)
    symbols = remembered(survey)
    draft = queries.draft(survey.id, symbols) if symbols else None
    if not survey.takes_answers:
        return not_open(survey, draft)
    if draft is None:
        return begin_page(survey, lost="page" in request.args)
    if "page" not in request.args:
        return redirect(place(slug, draft.page), 302)
    page = interview_of(queries.form_of(draft.version_id), draft).page(request.args["page"])
    return _show(survey, draft, page) if page else redirect(_nearest(slug, draft), 302)


@blueprint.post("/surveys/<slug:slug>/respond")
@visitor_form()
def save(slug: str) -> Answer:
    """Keep the answers of a page, and go on, back, or away, as the button says."""
    survey, symbols = survey_at(slug), remembered(survey_at(slug))
    draft = queries.draft(survey.id, symbols) if symbols else None
    key, posted = request.form.get("page", ""), posted_answers()
    if not survey.takes_answers:
        return not_open(survey, draft, key, posted), 409
    if symbols is None or draft is None:
        return begin_page(survey, lost=True), 409
    form = PageForm(slug)
    if not form.validate_on_submit():
        return _again(survey, draft, key, form)
    try:
        return _done(survey, symbols, draft, key)
    except usecases.AnswersClosed:
        return not_open(survey_at(slug), draft, key, posted), 409
    except usecases.NoDraft:
        return begin_page(survey, lost=True), 409


def posted_answers() -> dict[str, list[str]]:
    """What was sent for the questions, by the names of their inputs."""
    names = [name for name in request.form if name.startswith(ANSWER)]
    return {name.removeprefix(ANSWER): request.form.getlist(name) for name in names}


def place(slug: str, key: str) -> str:
    """The address of a page; that of "check your answers" where all is asked."""
    if key == CHECK:
        return url_for("surveys.check", slug=slug)
    return url_for("surveys.respond", slug=slug, page=key)


def _done(survey: SurveyCard, symbols: str, draft: DraftView, key: str) -> Answer:
    slug = survey.slug
    if changed := _rows_changed(slug, symbols, key.removeprefix("r/")):
        return redirect(place(slug, changed), 303)
    lang, stays = request.form.get("lang", ""), bool(STAYING & request.form.keys())
    saved = usecases.save_page(
        actor=VISITOR, slug=slug, code=symbols, key=key, posted=posted_answers(), lang=lang, stays=stays
    )
    if "later" in request.form:
        return later_page(survey, symbols)
    if saved.page is None:
        return redirect(place(slug, saved.next_key), 303)
    if "back" in request.form:
        return redirect(place(slug, saved.before) if saved.before else url_for("surveys.show", slug=slug), 303)
    if lang:
        return redirect(place(slug, key), 303)
    if "update" in request.form:
        return _show(survey, draft, saved.page)
    if saved.problems:
        return _show(survey, draft, saved.page, saved.problems), 422
    return redirect(place(slug, saved.next_key), 303)


def _rows_changed(slug: str, symbols: str, repeat: str) -> str | None:
    """The page to go on with, where a button of a page of rows was pressed."""
    if "add" in request.form:
        return usecases.add_row(actor=VISITOR, slug=slug, code=symbols, repeat=repeat)
    if re.fullmatch(r"[1-9][0-9]{0,3}", request.form.get("drop", "")):
        row = int(request.form["drop"])
        return usecases.remove_row(actor=VISITOR, slug=slug, code=symbols, repeat=repeat, row=row)
    return None


def _again(survey: SurveyCard, draft: DraftView, key: str, form: PageForm) -> Answer:
    """The page as it was typed, with a fresh token: it was open for too long."""
    interview = interview_of(queries.form_of(draft.version_id), draft)
    page = interview.page(key)
    if page is None:
        return redirect(_nearest(survey.slug, draft), 303)
    after, _problems = interview.with_answers(page, posted_answers())
    return _show(survey, draft, after.page(key) or page, said=tuple(map(str, form.form_errors))), 422


def _show(
    survey: SurveyCard, draft: DraftView, page: Page, problems: tuple[Problem, ...] = (), said: tuple[str, ...] = ()
) -> str:
    form = queries.form_of(draft.version_id)
    others = [language for language in named(form.languages) if language.tag != draft.lang]
    return render("surveys/page.html", others=others, **shown_page(survey, draft, page, problems, said))


def shown_page(
    survey: SurveyCard, draft: DraftView, page: Page, problems: tuple[Problem, ...], said: tuple[str, ...]
) -> dict[str, Any]:
    """What the templates of a page of questions need, be it the owner's or a colleague's."""
    return {
        "survey": survey,
        "page": page,
        "token": PageForm(survey.slug, formdata=None),
        "problems": problems,
        "said": said,
        "wrong": {problem.address: problem for problem in problems},
        "spoken": draft.lang,
        "dir": direction(draft.lang),
        "updatable": _depend(queries.form_of(draft.version_id), page),
    }


def _nearest(slug: str, draft: DraftView) -> str:
    interview = interview_of(queries.form_of(draft.version_id), draft)
    key = draft.page if draft.page == CHECK or interview.page(draft.page) else interview.first_key() or CHECK
    return place(slug, key)


def _depend(form: Form, page: Page) -> bool:
    """Whether an answer on this page changes what else it asks."""
    names = {field.question.name for field in page.fields}
    base = [step.partition("[")[0] for step in page.key[2:].split("/") if step]
    inside = (question for path, question in form.questions() if list(path[: len(base)]) == base)
    rules = "".join(f"{question.relevant} {question.choice_filter} {question.calculation}" for question in inside)
    return len(page.fields) > 1 and any(f"${{{name}}}" in rules for name in names)
