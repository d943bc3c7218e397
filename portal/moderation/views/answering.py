"""Answering appeals at the desk."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Permission, can
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import GRANT, AnswerForm
from portal.moderation.views.door import blueprint, not_now
from portal.moderation.words import RULING_NAMES


@blueprint.get("/staff/moderation/appeals")
@requires(Permission.APPEAL_ANSWER, "after", "answered")
def appeals() -> str:
    """The appeals that wait: for moderators all, for clerks and members those that no other moderator can answer."""
    return render(
        "moderation/appeals.html",
        page=queries.waiting_appeals(current_actor(), request.args.get("after")),
        ruling_names=RULING_NAMES,
        answered=request.args.get("answered") == "yes",
        stands_in=not can(current_actor(), Permission.FEEDBACK_RULE),
    )


@blueprint.route("/staff/moderation/appeals/<int:appeal_id>", methods=["GET", "POST"])
@requires(Permission.APPEAL_ANSWER)
def answer_appeal(appeal_id: int) -> str | Response | tuple[str, int]:
    """One appeal, and the answer to it. Who made the ruling may read it, and learns why somebody else answers."""
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            usecases.answer_appeal(
                actor=current_actor(),
                appeal_id=appeal_id,
                grant=form.outcome.data == GRANT,
                answer=form.answer.data or "",
            )
            return redirect(url_for("moderation.appeals", answered="yes"), 303)
        except WrongState as refusal:
            return not_now(_("This appeal cannot be answered now"), refusal, form.answer.data)
        except Refused as refusal:
            form.show(refusal)
    item = queries.desk_appeal(appeal_id)
    if item is None:
        raise NotFound
    mine = current_actor().person_id == item.case.ruled_by
    may_answer = can(current_actor(), Permission.APPEAL_ANSWER, item.case)
    if not may_answer and not can(current_actor(), Permission.FEEDBACK_RULE):
        raise NotFound
    page = render(
        "moderation/appeal_desk.html",
        form=form,
        item=item,
        mine=mine,
        may_answer=may_answer,
        stands_in=not can(current_actor(), Permission.FEEDBACK_RULE),
        ruling_names=RULING_NAMES,
    )
    return page, form.http_status
