"""Looking a receipt up: by POST alone, so that a code never stands in an address, a log or a history."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint
from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.forms import STANCES_SAID
from portal.core import limits
from portal.core.errors import Refused
from portal.core.failures import failure
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.moderation import queries as moderation
from portal.receipts import codes, queries
from portal.receipts.forms import LookUpForm

blueprint = Blueprint("receipts", __name__)

# Misses by one network within an hour. A mistyped check symbol is no guess and is not counted; with 115 random bits
# in a code this only keeps the log of a guesser short.
MOST_MISSES, WINDOW = 10, timedelta(hours=1)


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
    if limits.hits("receipt-miss", limits.network_key(), WINDOW) >= MOST_MISSES:
        return failure(429)
    try:
        symbols = codes.read(form.code.data or "")
    except codes.Mistyped as mistyped:
        form.show(Refused(_why(mistyped), "code"))
        return render("receipts/look_up.html", form=form), 422
    receipt_id = queries.id_by_code(symbols)
    comment = comments.own_comment(receipt_id) if receipt_id is not None else None
    if comment is None:
        limits.count_hit(name="receipt-miss", key=limits.network_key(), length=WINDOW)
        form.show(Refused(_("We cannot find this code. Compare it with your receipt, group by group."), "code"))
        return render("receipts/look_up.html", form=form), 404
    return render(
        "receipts/show.html",
        comment=comment,
        stances_said=STANCES_SAID,
        outcome=moderation.outcome_of_comment(comment.id),
        code=codes.grouped(symbols),
    )


def _why(mistyped: codes.Mistyped) -> str:
    if mistyped.why == "length":
        return _("A receipt code has 24 letters and digits. Check that none is missing.")
    if mistyped.why == "symbol":
        return _("A receipt code holds only letters and digits, and never the letter U. Check what you typed.")
    return _("One letter or digit is not right. Compare the code with your receipt, group by group.")
