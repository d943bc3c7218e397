"""Legal holds at the desk."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.retention import queries, usecases
from portal.retention.forms import DANGER_NAMES, HoldForm
from portal.retention.views.door import blueprint
from portal.search.forms import STATE_NAMES


@blueprint.route("/staff/retention/holds", methods=["GET", "POST"])
@requires(Permission.HOLD_SET, "set", "ended")
def holds() -> str | Response | tuple[str, int]:
    """What is held, and the form that holds one comment more."""
    form = HoldForm()
    if form.validate_on_submit():
        try:
            usecases.set_hold(actor=current_actor(), comment_id=form.comment_id, reason=form.reason.data or "")
            return redirect(url_for("retention.holds", set="1"), 303)
        except Refused as refusal:
            form.show(refusal)
    page = render(
        "retention/holds.html",
        form=form,
        lines=queries.hold_lines(),
        dangers=queries.danger_lines(),
        danger_names=DANGER_NAMES,
        state_names=STATE_NAMES,
        was_set=bool(request.args.get("set")),
        was_ended=bool(request.args.get("ended")),
    )
    return page, form.http_status


@blueprint.post("/staff/retention/holds/<int:hold_id>/end")
@requires(Permission.HOLD_SET)
def end_hold(hold_id: int) -> Response:
    """One button: the law asks for it no longer."""
    usecases.end_hold(actor=current_actor(), hold_id=hold_id)
    return redirect(url_for("retention.holds", ended="1"), 303)
