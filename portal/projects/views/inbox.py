"""What partners sent: the clerk's list, one draft as it will look, and what the clerk decides."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission, can
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.drafts.becoming import text_of
from portal.projects.drafts.hindrances import REPEATING, hindrance, settled
from portal.projects.drafts.shapes import EvidenceWords, PaperWords
from portal.projects.drafts.words import KIND_NAMES, STATE_NAMES
from portal.projects.forms import GiveBackForm
from portal.projects.queries import DraftPage
from portal.projects.sheets.words import STRENGTH_NAMES
from portal.projects.views.door import blueprint
from portal.projects.words import WORDS


@blueprint.get("/staff/drafts/sent")
@requires(Permission.DRAFT_PUBLISH, "published", "returned")
def inbox() -> str:
    """The drafts that wait, the oldest first, with what was just done."""
    return render(
        "projects/inbox.html",
        drafts=queries.sent_drafts(current_actor()),
        kind_names=KIND_NAMES,
        done=next((name for name in ("published", "returned") if name in request.args), None),
    )


@blueprint.get("/staff/drafts/<key:draft_id>")
@requires(Permission.DRAFT_READ)
def draft(draft_id: int) -> str | tuple[str, int]:
    """One draft as it will look: for its partner's people, and for clerks once it was sent."""
    page = queries.draft_page(current_actor(), draft_id)
    if page is not None:
        return _draft_page(page, GiveBackForm())
    state = queries.draft_state(draft_id) if can(current_actor(), Permission.DRAFT_PUBLISH) else None
    if state is None:
        raise NotFound
    return _not_now(settled(state))


@blueprint.post("/staff/drafts/<key:draft_id>/publish")
@requires(Permission.DRAFT_PUBLISH)
def publish_draft(draft_id: int) -> Response | tuple[str, int]:
    """One button: make it public, with the partner named."""
    number = request.form.get("number", "")
    try:
        usecases.publish_draft(
            actor=current_actor(),
            draft_id=draft_id,
            loaded=request.form.get("loaded", ""),
            number=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None,
        )
    except Refused as refusal:
        return _not_now(refusal.message)
    return redirect(url_for("projects.inbox", published="1"), 303)


@blueprint.post("/staff/drafts/<key:draft_id>/give-back")
@requires(Permission.DRAFT_PUBLISH)
def give_back_draft(draft_id: int) -> Response | tuple[str, int]:
    """Give it back, with the reason."""
    form = GiveBackForm()
    if form.validate_on_submit():
        try:
            usecases.give_back_draft(actor=current_actor(), draft_id=draft_id, reply=form.reply.data or "")
            return redirect(url_for("projects.inbox", returned="1"), 303)
        except Refused as refusal:
            return _not_now(refusal.message, form.reply.data)
    page = queries.draft_page(current_actor(), draft_id)
    if page is None:
        raise NotFound
    return _draft_page(page, form), form.http_status


def _draft_page(page: DraftPage, form: GiveBackForm) -> str:
    latest = next(iter(queries.updates(page.project_id)), None)
    return render(
        "projects/draft.html",
        page=page,
        line=page.line,
        form=form,
        latest=latest,
        number=latest.number + 1 if latest else 1,
        hindrance=hindrance(
            takes_part=page.takes_part,
            author_speaks=page.author_speaks,
            stands_somewhere=page.line.kind not in REPEATING or latest is not None,
        ),
        said=text_of(page.line.words) if isinstance(page.line.words, PaperWords | EvidenceWords) else None,
        kind_names=KIND_NAMES,
        state_names=STATE_NAMES,
        strength_names=STRENGTH_NAMES,
        words=WORDS,
    )


def _not_now(message: str, kept: str | None = None) -> tuple[str, int]:
    title = _("This draft does not wait as you read it")
    return render("projects/draft_not_now.html", title=title, message=message, kept=kept), 409
