"""Erasing a comment at the desk, since somebody asked who has no receipt."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.feedback import queries as feedback
from portal.retention import queries, usecases
from portal.retention.forms import EraseForm, KeyForm
from portal.retention.views.door import blueprint
from portal.search.forms import STATE_NAMES


@blueprint.route("/staff/retention/erase", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_ERASE)
def find_to_erase() -> str | Response | tuple[str, int]:
    """Which comment: by the key in its address."""
    form = KeyForm()
    if form.validate_on_submit():
        if queries.erasable(form.comment_id) is not None:
            return redirect(url_for("retention.erase_on_request", comment_id=form.comment_id), 303)
        form.show_unknown()
    return render("retention/find.html", form=form), form.http_status


@blueprint.route("/staff/retention/erase/<key:comment_id>", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_ERASE, "done")
def erase_on_request(comment_id: int) -> str | Response | tuple[str, int]:
    """What would go and what would stay, and the reason; after the deed the same page says so."""
    facts = queries.erasable(comment_id)
    if facts is None:
        raise NotFound
    form = EraseForm()
    if form.validate_on_submit():
        usecases.erase_on_request(actor=current_actor(), comment_id=comment_id, reason=form.chosen)
        return redirect(url_for("retention.erase_on_request", comment_id=comment_id, done="1"), 303)
    page = render(
        "retention/erase_on_request.html",
        form=form,
        facts=facts,
        item=next(iter(feedback.items(current_actor(), [comment_id])), None),
        state_names=STATE_NAMES,
        done=bool(request.args.get("done")),
    )
    return page, form.http_status
