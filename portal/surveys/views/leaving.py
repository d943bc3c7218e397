"""Leaving without sending: with the code to come back, also by mail; or with nothing, and all thrown away."""

from __future__ import annotations

from flask import make_response, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core import mail
from portal.core.errors import NotFound, Refused
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, in_page_language, render
from portal.receipts import queries as receipts
from portal.surveys import usecases
from portal.surveys.forms import MailForm, PageForm, ResumeForm
from portal.surveys.queries import SurveyCard
from portal.surveys.views.devices import forget, remembered
from portal.surveys.views.door import blueprint, survey_at

Answer = Response | str | tuple[str, int]


def later_page(survey: SurveyCard, symbols: str) -> Response:
    """The code, once; the browser forgets it: others may use it next."""
    return forget(make_response(_page(survey, symbols)), survey)


@blueprint.get("/surveys/<slug:slug>/respond/mail")
@visitor_form()
def mail_page(slug: str) -> Response:
    """Opened by its address alone (another language, a reload): the code has to come first."""
    return redirect(url_for("surveys.resume_page", slug=survey_at(slug).slug), 302)


@blueprint.post("/surveys/<slug:slug>/respond/mail")
@visitor_form()
def send_code(slug: str) -> Answer:
    """Have the code sent to an address, which stands in that mail alone."""
    survey, form = survey_at(slug), MailForm(slug)
    symbols = receipts.symbols_of(form.code.data or "")
    if symbols is None or not mail.enabled():
        raise NotFound
    if not form.validate_on_submit():
        return _page(survey, symbols, form), 422
    if not mail.network_may_ask():
        form.show(Refused(_("Too many mails were asked for from your network. Write the code down instead."), "email"))
        return _page(survey, symbols, form), 429
    try:
        usecases.mail_code(
            slug=slug,
            code=symbols,
            address=form.email.data or "",
            grouped=_grouped(symbols),
            title=in_page_language(survey.title).text,
            href=absolute_url("surveys.resume_page", slug=slug),
        )
    except Refused as refusal:
        form.show(refusal)
        return _page(survey, symbols, form), 422
    return _page(survey, symbols, mailed=True)


@blueprint.get("/surveys/<slug:slug>/respond/clear")
@visitor_form()
def clear_page(slug: str) -> str:
    """What will be gone, and the button."""
    return render("surveys/clear.html", survey=survey_at(slug), form=PageForm(slug))


@blueprint.post("/surveys/<slug:slug>/respond/clear")
@visitor_form()
def clear(slug: str) -> Answer:
    """Throw the answers away, here and on the site."""
    survey, form = survey_at(slug), PageForm(slug)
    if not form.validate_on_submit():
        return render("surveys/clear.html", survey=survey, form=form), 422
    symbols = remembered(survey)
    if symbols:
        usecases.clear_draft(slug=slug, code=symbols)
    return forget(redirect(url_for("surveys.show", slug=slug), 303), survey)


def _page(survey: SurveyCard, symbols: str, form: MailForm | None = None, mailed: bool = False) -> str:
    fresh = MailForm(survey.slug, formdata=None, data={"code": symbols})
    return render(
        "surveys/later.html",
        survey=survey,
        code=_grouped(symbols),
        form=form or fresh,
        going_on=ResumeForm(survey.slug, formdata=None),
        mails=mail.enabled() and not mailed,
        mailed=mailed,
        resume_href=absolute_url("surveys.resume_page", slug=survey.slug),
    )


def _grouped(symbols: str) -> str:
    return "-".join(symbols[at : at + 4] for at in range(0, len(symbols), 4))
