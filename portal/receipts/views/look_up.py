"""Looking a receipt up: by POST alone, so that a code never stands in an address, a log or a history."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, redirect, url_for
from werkzeug.wrappers import Response

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.core.clock import now
from portal.core.errors import NotFound
from portal.core.formats import local, working_days_after
from portal.core.routes import visitor_form
from portal.core.web import absolute_url, render
from portal.meetings import queries as meetings
from portal.moderation import queries as moderation
from portal.receipts import queries
from portal.receipts.forms import LookUpForm
from portal.receipts.guessing import UnknownCode
from portal.receipts.views.actions import ACTIONS
from portal.receipts.views.door import blueprint
from portal.receipts.views.steps import said
from portal.surveys import queries as surveys


@blueprint.get("/receipt")
@visitor_form()
def look_up() -> str:
    """The form."""
    return render("receipts/look_up.html", form=LookUpForm())


@blueprint.get("/receipt/<slug:deed>")
@visitor_form()
def begin_again(deed: str) -> Response:
    """A page of a receipt opened by its address alone (another language, a reload): the code has to come first."""
    if all(rule.rule != f"/receipt/{deed}" for rule in current_app.url_map.iter_rules()):
        raise NotFound
    return redirect(url_for("receipts.look_up"), 302)


@blueprint.get("/receipt/lost")
@visitor_form()
def lost() -> str:
    """What can and what cannot be done without a code."""
    return render("receipts/lost.html")


@blueprint.post("/receipt")
@visitor_form()
def show() -> str:
    """What became of a contribution, for whoever holds its code."""
    form = LookUpForm()
    receipt_id = queries.held(form.proven())
    pages = (kind(receipt_id, form) for kind in KINDS)
    page = next((page for page in pages if page is not None), None)
    if page is None:
        raise UnknownCode
    return page


def _of_comment(receipt_id: int, form: LookUpForm) -> str | None:
    own = comments.own_comment(receipt_id)
    if own is None:
        return None
    outcome = moderation.outcome_of_comment(own.id)
    assert outcome is not None
    if own.erased:
        return render("receipts/erased.html", outcome=outcome, steps=said(own, outcome), form=form)
    photo = comments.photos_of([own.id]).get(own.id)
    read_by = working_days_after(own.received_at, current_app.config["SETTINGS"].review_days)
    return render(
        "receipts/show.html",
        form=form,
        comment=own,
        outcome=outcome,
        steps=said(own, outcome),
        read_by=read_by,
        photo=photo,
        photo_alone=photo is not None and photo.hidden and comments.MASK not in own.body,
        held=any(step.kind == "held" for step in outcome.steps),
        confirmed=comments.contact_confirmed(own.id),
        late=local(now()).date() > read_by,
        actions=[action for action in ACTIONS if action.offered(own)],
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
        look_up_href=absolute_url("receipts.look_up"),
    )


def _of_speaker(receipt_id: int, form: LookUpForm) -> str | None:
    registration = meetings.own_registration(receipt_id)
    if registration is None:
        return None
    return render("receipts/speaker.html", registration=registration, form=form, just_now=False)


def _of_slip(receipt_id: int, form: LookUpForm) -> str | None:
    slip = comments.printed_slip(receipt_id)
    return render("receipts/slip.html", slip=slip, code=form.grouped) if slip else None


def _of_survey(receipt_id: int, form: LookUpForm) -> str | None:
    own = surveys.own_response(receipt_id)
    survey = surveys.shown_of(own.survey_id) if own else None
    return render("receipts/survey.html", survey=survey, own=own, form=form) if survey else None


# What a receipt can be for: each gives its page for the holder, or nothing if the receipt is for something else.
KINDS: tuple[Callable[[int, LookUpForm], str | None], ...] = (_of_comment, _of_speaker, _of_survey, _of_slip)
