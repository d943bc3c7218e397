"""Check your answers, send them, and the receipt with a copy to print."""

from __future__ import annotations

from flask import make_response, url_for
from werkzeug.wrappers import Response

from portal.core import tidying
from portal.core.clock import now
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, render
from portal.receipts import queries as receipts
from portal.surveys import queries, usecases
from portal.surveys.forms import PageForm, SendForm
from portal.surveys.interview import SummaryPart
from portal.surveys.interviews import interview_of
from portal.surveys.queries import DraftView, SurveyCard
from portal.surveys.views.answering import place
from portal.surveys.views.beginning import begin_page
from portal.surveys.views.devices import forget, remembered
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.stopped import not_open
from portal.surveys.views.wording import direction

Answer = Response | str | tuple[str, int]


@blueprint.get("/surveys/<slug:slug>/respond/check")
@visitor_form()
def check(slug: str) -> Answer:
    """All answers, each with a way to change it, and the button that sends them."""
    survey = survey_at(slug)
    symbols = remembered(survey)
    draft = queries.draft(survey.id, symbols) if symbols else None
    if not survey.takes_answers:
        return not_open(survey, draft)
    return _check(survey, draft, SendForm(slug)) if draft else begin_page(survey, lost=True)


@blueprint.post("/surveys/<slug:slug>/respond/check")
@visitor_form()
def send(slug: str) -> Answer:
    """Send them. Answered with the receipt on the page; the same form again gives the same receipt."""
    survey, form = survey_at(slug), SendForm(slug)
    valid = form.validate_on_submit()
    if form.read_nonce and receipts.id_by_nonce(form.read_nonce.random) is not None:
        return _receipt(survey, form.read_nonce.random)
    symbols = remembered(survey)
    draft = queries.draft(survey.id, symbols) if symbols else None
    if not survey.takes_answers:
        return not_open(survey, draft), 409
    if symbols is None or draft is None:
        return begin_page(survey, lost=True), 409
    if not valid:
        return _check(survey, draft, form), 422
    return _send(survey, symbols, draft, form)


def _send(survey: SurveyCard, symbols: str, draft: DraftView, form: SendForm) -> Answer:
    assert form.read_nonce
    nonce = form.read_nonce.random
    copy = interview_of(queries.form_of(draft.version_id), draft).summary()
    try:
        usecases.send_response(actor=VISITOR, slug=survey.slug, code=symbols, nonce=nonce)
    except usecases.AnswersClosed:
        return not_open(survey_at(survey.slug), draft), 409
    except usecases.NoDraft:
        return begin_page(survey, lost=True), 409
    except usecases.Unfinished:
        return _check(survey, draft, form), 422
    tidying.want_folding()  # the draft that was destroyed leaves the log of SQLite, too
    return forget(make_response(_receipt(survey, nonce, copy, draft.lang)), survey)


def _check(survey: SurveyCard, draft: DraftView, form: SendForm) -> str:
    interview = interview_of(queries.form_of(draft.version_id), draft)
    last = interview.pages[-1].key if interview.pages else None
    return render(
        "surveys/check.html",
        survey=survey,
        form=form,
        saving=PageForm(survey.slug, formdata=None),
        summary=interview.summary(),
        problems=[(place(survey.slug, problem.page_key), problem) for problem in interview.problems()],
        place=lambda key: place(survey.slug, key),
        back_href=place(survey.slug, last) if last else url_for("surveys.show", slug=survey.slug),
        spoken=draft.lang,
        dir=direction(draft.lang),
    )


def _receipt(survey: SurveyCard, nonce: bytes, copy: tuple[SummaryPart, ...] = (), spoken: str = "") -> str:
    return render(
        "surveys/sent.html",
        survey=survey,
        code=receipts.code_by_nonce(nonce),
        again=not copy,
        summary=copy,
        spoken=spoken or page_language(),
        dir=direction(spoken or page_language()),
        sent_at=now(),
        look_up_href=absolute_url("receipts.look_up"),
    )
