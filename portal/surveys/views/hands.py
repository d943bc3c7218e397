"""The owner's page of sections: what each is, who has it, and the link to hand it over."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core import mail
from portal.core.permissions import VISITOR
from portal.core.qr import picture
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, render
from portal.surveys import queries, usecases
from portal.surveys.forms import HandForm
from portal.surveys.interviews import interview_of
from portal.surveys.sections import sections
from portal.surveys.tokens import hand_code, hash_of
from portal.surveys.views.beginning import begin_page
from portal.surveys.views.devices import remembered
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.stopped import not_open

Answer = Response | str | tuple[str, int]


@blueprint.get("/surveys/<slug:slug>/respond/sections")
@visitor_form()
def own_sections(slug: str) -> Answer:
    """The sections of the draft in this browser."""
    return _page(slug, None)


@blueprint.post("/surveys/<slug:slug>/respond/sections")
@visitor_form()
def change_sections(slug: str) -> Answer:
    """Hand a section over, or take its link back."""
    survey, form = survey_at(slug), HandForm(slug)
    symbols = remembered(survey)
    if symbols is None or not form.validate_on_submit():
        return _page(slug, form)
    section = form.section.data or ""
    try:
        if "recall" in request.form:
            usecases.recall_section(actor=VISITOR, slug=slug, code=symbols, section=section)
        else:
            label = form.label.data or ""
            usecases.hand_section(actor=VISITOR, slug=slug, code=symbols, section=section, label=label)
    except usecases.AnswersClosed:
        return not_open(survey_at(slug)), 409
    except usecases.NoDraft:
        return begin_page(survey, lost=True), 409
    return redirect(url_for("surveys.own_sections", slug=slug), 303)


def _page(slug: str, form: HandForm | None) -> Answer:
    survey = survey_at(slug)
    symbols = remembered(survey)
    draft = queries.draft(survey.id, symbols) if symbols else None
    if not survey.takes_answers:
        return not_open(survey, draft), 409 if form else 200
    if symbols is None or draft is None:
        return begin_page(survey, lost=True), 409 if form else 200
    definition = queries.form_of(draft.version_id)
    hands = queries.live_hands(survey.id, hash_of(symbols))
    hrefs = {
        key: absolute_url("surveys.hand", slug=slug, token=hand_code(line.id).lower()) for key, line in hands.items()
    }
    page = render(
        "surveys/hands.html",
        survey=survey,
        form=form or HandForm(slug, formdata=None),
        sections=sections(definition, interview_of(definition, draft), draft.lang),
        hands=hands,
        mails=mail.enabled(),
        hrefs=hrefs,
        pictures={key: picture(href) for key, href in hrefs.items()},
    )
    return (page, 422) if form else page
