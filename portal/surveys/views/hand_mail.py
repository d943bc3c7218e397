"""Mailing the link of a handed section to a colleague."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core import mail
from portal.core.errors import NotFound, Refused
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, in_page_language, render
from portal.surveys import queries, usecases
from portal.surveys.forms import HandMailForm
from portal.surveys.queries import SurveyCard
from portal.surveys.tokens import hand_code, hash_of
from portal.surveys.views.beginning import begin_page
from portal.surveys.views.devices import remembered
from portal.surveys.views.door import blueprint, survey_at

Answer = Response | str | tuple[str, int]


@blueprint.get("/surveys/<slug:slug>/respond/sections/mail")
@visitor_form("section")
def mail_hand_page(slug: str) -> Answer:
    """The field for the address."""
    survey = survey_at(slug)
    if remembered(survey) is None:
        return begin_page(survey, lost=True)
    section = request.args.get("section", "")
    _href(survey, section)
    return _page(survey, HandMailForm(slug, formdata=None, data={"section": section}))


@blueprint.post("/surveys/<slug:slug>/respond/sections/mail")
@visitor_form()
def mail_hand(slug: str) -> Answer:
    """Have the link sent to an address, which stands in that mail alone."""
    survey, form = survey_at(slug), HandMailForm(slug)
    symbols = remembered(survey)
    if symbols is None:
        return begin_page(survey, lost=True), 409
    section = form.section.data or ""
    href = _href(survey, section)
    if not form.validate_on_submit():
        return _page(survey, form), 422
    if not mail.network_may_ask():
        form.show(Refused(_("Too many mails were asked for from your network. Copy the link instead."), "email"))
        return _page(survey, form), 429
    address, title = form.email.data or "", in_page_language(survey.title).text
    try:
        usecases.mail_hand(slug=slug, code=symbols, section=section, address=address, title=title, href=href)
    except Refused as refusal:
        form.show(refusal)
        return _page(survey, form), 422
    return _page(survey, form, mailed=True)


def _href(survey: SurveyCard, section: str) -> str:
    hands = queries.live_hands(survey.id, hash_of(remembered(survey) or ""))
    if section not in hands or not mail.enabled():
        raise NotFound
    return absolute_url("surveys.hand", slug=survey.slug, token=hand_code(hands[section].id).lower())


def _page(survey: SurveyCard, form: HandMailForm, mailed: bool = False) -> str:
    return render("surveys/hand_mail.html", survey=survey, form=form, mailed=mailed)
