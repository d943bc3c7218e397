"""The page that the link of an invitation opens. Reading it changes nothing: mail programs open links first."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.core import limits
from portal.core.errors import NotFound
from portal.core.failures import failure
from portal.core.languages import page_language
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.receipts import queries as receipts
from portal.surveys import queries, usecases
from portal.surveys.forms import PageForm
from portal.surveys.guessing import MISSES
from portal.surveys.queries import Invited, SurveyCard
from portal.surveys.views.devices import remember
from portal.surveys.views.door import blueprint, survey_at
from portal.surveys.views.stopped import not_open

Answer = Response | str | tuple[str, int]


def missed(response: Response) -> bool:
    """Whether a link opened nothing."""
    return response.status_code == 404


@blueprint.get("/surveys/<slug:slug>/invitation/<slug:token>")
@visitor_form(secret=True)
@limits.limiter.limit("30 per hour", deduct_when=missed)  # in memory: a page that is read writes nothing
def invitation(slug: str, token: str) -> Answer:
    """Who invites to what, and the button; or why the link takes no answers."""
    survey = survey_at(slug)
    if MISSES.used_up() or MISSES.used_up_by_all():
        return failure(429)
    symbols = receipts.symbols_of(token)
    invited = queries.invited_by(survey.id, symbols) if symbols else None
    return _page(survey, token, invited)


@blueprint.post("/surveys/<slug:slug>/invitation/<slug:token>")
@visitor_form(secret=True)
def begin_invited(slug: str, token: str) -> Answer:
    """Begin, or go on where the answers were left, also on another device."""
    survey = survey_at(slug)
    if MISSES.used_up() or MISSES.used_up_by_all():
        return failure(429)
    symbols = receipts.symbols_of(token)
    invited = queries.invited_by(survey.id, symbols) if symbols else None
    if symbols is None or invited is None:
        MISSES.count()
        return _page(survey, token, None)
    form = PageForm(slug)
    if invited.used or not survey.takes_answers or not form.validate_on_submit():
        answer = _page(survey, token, invited, form)
        return answer if isinstance(answer, tuple) else (answer, 422)
    try:
        usecases.begin_invited(actor=VISITOR, slug=slug, code=symbols, lang=page_language())
    except (usecases.AnswersClosed, usecases.InvitationUsed, NotFound):
        return _page(survey_at(slug), token, queries.invited_by(survey.id, symbols))
    return remember(redirect(url_for("surveys.respond", slug=slug), 303), survey, symbols)


def _page(
    survey: SurveyCard, token: str, invited: Invited | None, form: PageForm | None = None
) -> str | tuple[str, int]:
    if invited is None:
        return render("surveys/link_unknown.html", survey=survey), 404
    if invited.used:
        return render("surveys/link_used.html", survey=survey), 410
    if not survey.takes_answers:
        return not_open(survey), 409
    form = form or PageForm(survey.slug, formdata=None)
    return render("surveys/invitation.html", survey=survey, token=token, invited=invited, form=form)
