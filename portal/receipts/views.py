"""Looking a receipt up: by POST alone, so that a code never stands in an address, a log or a history."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint

from portal.comments import queries as comments
from portal.comments.forms import STANCES_SAID
from portal.core.failures import failure
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.meetings import queries as meetings
from portal.moderation import queries as moderation
from portal.receipts import queries
from portal.receipts.forms import MISSES, LookUpForm

blueprint = Blueprint("receipts", __name__)


@blueprint.get("/receipt")
@visitor_form()
def look_up() -> str:
    """The form."""
    return render("receipts/look_up.html", form=LookUpForm())


@blueprint.post("/receipt")
@visitor_form()
def show() -> str | tuple[str, int]:
    """What became of a contribution, for whoever holds its code."""
    form = LookUpForm()
    if not form.validate_on_submit():
        return render("receipts/look_up.html", form=form), 422
    if MISSES.used_up():
        return failure(429)
    receipt_id = queries.id_by_code(form.symbols)
    page = _page(receipt_id, form) if receipt_id is not None else None
    if page is None:
        MISSES.count()
        form.show_unknown()
        return render("receipts/look_up.html", form=form), 404
    return page


def _page(receipt_id: int, form: LookUpForm) -> str | None:
    """The page of whatever the receipt was issued for."""
    pages = (kind(receipt_id, form) for kind in KINDS)
    return next((page for page in pages if page is not None), None)


def _of_comment(receipt_id: int, form: LookUpForm) -> str | None:
    comment = comments.own_comment(receipt_id)
    if comment is None:
        return None
    return render(
        "receipts/show.html",
        comment=comment,
        stances_said=STANCES_SAID,
        outcome=moderation.outcome_of_comment(comment.id),
        code=form.grouped,
    )


def _of_speaker(receipt_id: int, form: LookUpForm) -> str | None:
    registration = meetings.own_registration(receipt_id)
    if registration is None:
        return None
    return render("receipts/speaker.html", registration=registration, form=form, just_now=False)


def _of_slip(receipt_id: int, form: LookUpForm) -> str | None:
    slip = comments.printed_slip(receipt_id)
    return render("receipts/slip.html", slip=slip, code=form.grouped) if slip else None


# What a receipt can be for: each gives its page for the holder, or nothing if the receipt is for something else.
KINDS: tuple[Callable[[int, LookUpForm], str | None], ...] = (_of_comment, _of_speaker, _of_slip)
