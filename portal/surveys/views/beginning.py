"""Beginning to answer, and coming back with a code. Only here a browser is asked to remember."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core import limits
from portal.core.failures import failure
from portal.core.formats import when
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.receipts import queries as receipts
from portal.surveys import queries, usecases
from portal.surveys.forms import ResumeForm, StartForm
from portal.surveys.guessing import MISSES
from portal.surveys.queries import SurveyCard
from portal.surveys.views.devices import remember, remembered
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.stopped import not_open
from portal.surveys.views.wording import named

A_DAY = timedelta(days=1)
Answer = Response | str | tuple[str, int]


@blueprint.get("/surveys/<slug:slug>/respond/start")
@visitor_form()
def start_page(slug: str) -> Answer:
    """The button that begins, and the way back for who began before."""
    survey = survey_at(slug)
    return begin_page(survey) if survey.takes_answers else not_open(survey)


@blueprint.post("/surveys/<slug:slug>/respond/start")
@visitor_form()
def start(slug: str) -> Answer:
    """Begin a draft. The same button pressed twice finds the same one."""
    survey = survey_at(slug)
    if not survey.takes_answers:
        return not_open(survey), 409
    if survey.by_invitation:
        return begin_page(survey), 409
    form = start_form(survey)
    if not form.validate_on_submit():
        return render("surveys/begin.html", survey=survey, form=form, lost=False), 422
    most: int = current_app.config["SETTINGS"].comments_per_network
    if limits.count_hit(name="survey-start", key=limits.network_key(), length=A_DAY) > most:
        return failure(429)
    assert form.read_nonce
    nonce = form.read_nonce.random
    usecases.start_draft(actor=VISITOR, slug=slug, nonce=nonce, lang=form.language or page_language())
    symbols = receipts.symbols_of(receipts.code_by_nonce(nonce))
    assert symbols
    return remember(redirect(url_for("surveys.respond", slug=slug), 303), survey, symbols)


@blueprint.get("/surveys/<slug:slug>/respond/resume")
@visitor_form()
def resume_page(slug: str) -> Answer:
    """The field for the code."""
    survey = survey_at(slug)
    return render("surveys/resume.html", survey=survey, form=ResumeForm(slug))


@blueprint.post("/surveys/<slug:slug>/respond/resume")
@visitor_form()
def resume(slug: str) -> Answer:
    """Go on where the answers were left, for whoever holds their code. A wrong guess is counted as one at a receipt."""
    survey, form = survey_at(slug), ResumeForm(slug)
    if not form.validate_on_submit():
        return render("surveys/resume.html", survey=survey, form=form), 422
    if MISSES.used_up() or MISSES.used_up_by_all():
        return failure(429, *_wait())
    if queries.draft(survey.id, form.symbols) is None:
        MISSES.count()
        form.show_unknown()
        return render("surveys/resume.html", survey=survey, form=form), 404
    return remember(redirect(url_for("surveys.respond", slug=slug), 303), survey, form.symbols)


def begin_page(survey: SurveyCard, *, lost: bool = False) -> str:
    """The page with the button; `lost`: somebody was answering, and the browser does not show it any more."""
    if not survey.by_invitation:
        return render("surveys/begin.html", survey=survey, form=start_form(survey), lost=lost)
    symbols = remembered(survey)
    invited = queries.invited_by(survey.id, symbols) if symbols else None
    if invited is not None and invited.used:  # sent on another device
        return render("surveys/link_used.html", survey=survey)
    return render("surveys/by_invitation.html", survey=survey, lost=lost)


def start_form(survey: SurveyCard) -> StartForm:
    """The form with the languages of the questions, that of the page chosen where it is among them."""
    _version, form = queries.newest_version(survey.id)
    here, tags = page_language(), [language.tag for language in form.languages]
    return StartForm(survey.slug, named(form.languages), here if here in tags else form.default_language)


def _wait() -> tuple[str, str]:
    return _("Codes have to wait"), _(
        "Too many wrong codes were tried. You can enter your code again after %(when)s.", when=when(MISSES.over_at())
    )
