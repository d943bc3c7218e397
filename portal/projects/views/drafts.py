"""The partner's desk: its projects and drafts, and what is done with one by a button."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.drafts.words import KIND_NAMES, STATE_NAMES
from portal.projects.forms import DRAFT_FORMS
from portal.projects.views.door import blueprint


@blueprint.get("/staff/drafts")
@requires(Permission.DRAFT_WRITE, "withdrawn")
def drafts() -> str:
    """What a partner's people may draft for, and what they drafted."""
    actor = current_actor()
    return render(
        "projects/drafts.html",
        partners=queries.partners_of(actor),
        projects=queries.own_projects(actor),
        drafts=queries.own_drafts(actor),
        withdrawn="withdrawn" in request.args,
        kind_names=KIND_NAMES,
        state_names=STATE_NAMES,
        kinds=list(DRAFT_FORMS),
    )


@blueprint.post("/staff/drafts/<key:draft_id>/send")
@requires(Permission.DRAFT_WRITE)
def send_draft(draft_id: int) -> Response:
    """One button: hand it to the clerk."""
    usecases.send_draft(actor=current_actor(), draft_id=draft_id)
    return redirect(url_for("projects.draft", draft_id=draft_id), 303)


@blueprint.post("/staff/drafts/<key:draft_id>/withdraw")
@requires(Permission.DRAFT_WRITE)
def withdraw_draft(draft_id: int) -> Response:
    """One button: take it back, for good."""
    usecases.withdraw_draft(actor=current_actor(), draft_id=draft_id)
    return redirect(url_for("projects.drafts", withdrawn="1"), 303)
