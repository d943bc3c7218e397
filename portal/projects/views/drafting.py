"""The forms in which partners write drafts, with the files that these show."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.core.addresses import key_text
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.drafts.words import KIND_NAMES
from portal.projects.filing import Upload, take_papers
from portal.projects.forms import DRAFT_FORMS, DraftForm, DraftPaperForm, UpdateForm, file_id
from portal.projects.models import DraftKind
from portal.projects.queries import DraftPage, OwnProject, PartnerName
from portal.projects.sheets.words import STRENGTH_MEANINGS
from portal.projects.views.door import blueprint
from portal.projects.views.offers import beginning, offer, shown
from portal.projects.views.sending import keep_files, sent, tell
from portal.projects.words import WORDS


@blueprint.route("/staff/projects/<slug:slug>/drafts/<slug:partner>/<slug:kind>", methods=["GET", "POST"])
@requires(Permission.DRAFT_WRITE, files=4)
def new_draft(slug: str, partner: str, kind: str) -> str | Response | tuple[str, int]:
    """A new draft; only the partner's own people see it until they send it."""
    project, name = _own(slug, partner)
    if kind not in DRAFT_FORMS:
        raise NotFound
    wanted = DraftKind(kind)
    form = DRAFT_FORMS[wanted](offer(project.id, name.id), data=beginning(project.id, wanted))
    here = url_for("projects.new_draft", slug=slug, partner=partner, kind=kind)
    return _page(form, wanted, project, name, None, here)


@blueprint.route("/staff/drafts/<key:draft_id>/edit", methods=["GET", "POST"])
@requires(Permission.DRAFT_WRITE, files=4)
def edit_draft(draft_id: int) -> str | Response | tuple[str, int]:
    """A draft's words, before it is sent or after it was given back."""
    page = queries.draft_page(current_actor(), draft_id)
    if page is None or not page.own:
        raise NotFound
    project, name = _own(page.line.project_slug, page.partner.slug)
    data = shown(page.line.words) | {"loaded": page.loaded}
    form = DRAFT_FORMS[page.line.kind](offer(project.id, name.id), data=data)
    return _page(form, page.line.kind, project, name, page, url_for("projects.edit_draft", draft_id=draft_id))


def _own(slug: str, partner: str) -> tuple[OwnProject, PartnerName]:
    """A project, and a partner in it, that the signed-in person may draft for."""
    project = queries.own_project(current_actor(), slug)
    name = next((each for each in project.partners if each.slug == partner), None) if project else None
    if project is None or name is None:
        raise NotFound
    return project, name


def _page(
    form: DraftForm,
    kind: DraftKind,
    project: OwnProject,
    partner: PartnerName,
    page: DraftPage | None,
    here: str,
) -> str | Response | tuple[str, int]:
    problems = _keep_files(form, project.slug, partner.slug)
    if isinstance(form, UpdateForm):
        form.papers.choices = offer(project.id, partner.id).papers
    if form.validate_on_submit() and not any(problems.values()):
        try:
            return redirect(url_for("projects.draft", draft_id=_save(form, kind, project, partner, page)), 303)
        except Refused as refusal:
            form.show(refusal)
    wrong = tell(form, problems)
    if isinstance(form, UpdateForm) and form.adding == "link":
        form.add_link()
    told = render(
        "projects/edit_draft.html",
        form=form,
        kind=kind,
        kind_names=KIND_NAMES,
        project=project,
        partner=partner,
        page=page,
        here=here,
        photos=_photos(form),
        words=WORDS,
        strength_meanings=STRENGTH_MEANINGS,
    )
    return told, 422 if wrong else form.http_status


def _save(form: DraftForm, kind: DraftKind, project: OwnProject, partner: PartnerName, page: DraftPage | None) -> int:
    """Keep the new draft, or the words of the one that `page` shows; its id."""
    if page is None:
        return usecases.write_draft(
            actor=current_actor(), project_slug=project.slug, partner_slug=partner.slug, kind=kind, words=form.words
        )
    loaded, form.loaded.data = form.loaded.data or "", page.loaded
    usecases.edit_draft(actor=current_actor(), draft_id=page.line.id, words=form.words, loaded=loaded)
    return page.line.id


def _keep_files(form: DraftForm, slug: str, partner: str) -> dict[str, list[str]]:
    keep = partial(_keep, slug, partner)
    if isinstance(form, UpdateForm):
        return keep_files(form, keep)
    if isinstance(form, DraftPaperForm):
        form.file_id = file_id(form.file.data) if form.file.data else None
        uploads, wrong = take_papers(sent([form.new_paper.data] if form.new_paper.data else []))
        if uploads:
            [form.file_id] = keep(uploads)
            form.file.data = key_text(form.file_id)
        return {"new_paper": wrong}
    return {}


def _keep(slug: str, partner: str, uploads: list[Upload]) -> list[int]:
    return usecases.add_draft_files(actor=current_actor(), project_slug=slug, partner_slug=partner, uploads=uploads)


def _photos(form: DraftForm) -> dict[str, Any]:
    keys = [row.form.key.data or "" for row in form.photos] if isinstance(form, UpdateForm) else []
    return dict(queries.files_by_key(key for key in keys if file_id(key) is not None))
