"""The partner's desk: its projects, its drafts, and the forms in which they are written."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.drafts.shapes import UpdateWords, Words
from portal.projects.drafts.words import KIND_NAMES, STATE_NAMES
from portal.projects.forms import DRAFT_FORMS, DraftForm
from portal.projects.models import DraftKind
from portal.projects.queries import DraftPage, OwnProject
from portal.projects.sheets.words import STRENGTH_MEANINGS
from portal.projects.views.door import blueprint
from portal.projects.words import WORDS


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


@blueprint.route("/staff/projects/<slug:slug>/drafts/<slug:kind>", methods=["GET", "POST"])
@requires(Permission.DRAFT_WRITE)
def new_draft(slug: str, kind: str) -> str | Response | tuple[str, int]:
    """A new draft; only the partner's own people see it until they send it."""
    project = queries.own_project(current_actor(), slug)
    if project is None or kind not in DRAFT_FORMS:
        raise NotFound
    wanted = DraftKind(kind)
    form = DRAFT_FORMS[wanted]([(p.slug, p.name) for p in project.partners], data=_beginning(slug, wanted))
    if form.validate_on_submit():
        try:
            draft_id = usecases.write_draft(
                actor=current_actor(),
                project_slug=slug,
                partner_slug=form.partner.data if "partner" in form else project.partners[0].slug,
                kind=wanted,
                words=form.words,
            )
            return redirect(url_for("projects.draft", draft_id=draft_id), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, wanted, project, None)


@blueprint.route("/staff/drafts/<key:draft_id>/edit", methods=["GET", "POST"])
@requires(Permission.DRAFT_WRITE)
def edit_draft(draft_id: int) -> str | Response | tuple[str, int]:
    """A draft's words, before it is sent or after it was given back."""
    page = queries.draft_page(current_actor(), draft_id)
    project = queries.own_project(current_actor(), page.line.project_slug) if page else None
    if page is None or not page.own or project is None:
        raise NotFound
    form = DRAFT_FORMS[page.line.kind]([], data=_shown(page.line.words) | {"loaded": page.loaded})
    if form.validate_on_submit():
        try:
            loaded = form.loaded.data or ""
            usecases.edit_draft(actor=current_actor(), draft_id=draft_id, words=form.words, loaded=loaded)
            return redirect(url_for("projects.draft", draft_id=draft_id), 303)
        except Refused as refusal:
            form.show(refusal)
            form.loaded.data = page.loaded
    return _form_page(form, page.line.kind, project, page)


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


def _beginning(slug: str, kind: DraftKind) -> dict[str, Any]:
    """An update begins where the last one stood."""
    facts = queries.facts(slug)
    latest = next(iter(queries.updates(facts.id)), None) if facts and kind == DraftKind.UPDATE else None
    return {"phase": latest.phase, "condition": latest.condition} if latest else {}


def _shown(words: Words) -> dict[str, Any]:
    names = ("text",) if isinstance(words, UpdateWords) else ("text", "test", "constraint")
    texts = {f"{name}_{tag}": text for name in names for tag, text in getattr(words, name).items()}
    if isinstance(words, UpdateWords):
        return texts | {"phase": words.phase, "condition": words.condition}
    return texts | {"owner": words.owner, "strength": words.strength}


def _form_page(form: DraftForm, kind: DraftKind, project: OwnProject, page: DraftPage | None) -> tuple[str, int]:
    shown = render(
        "projects/edit_draft.html",
        form=form,
        kind=kind,
        kind_names=KIND_NAMES,
        project=project,
        page=page,
        words=WORDS,
        strength_meanings=STRENGTH_MEANINGS,
    )
    return shown, form.http_status
