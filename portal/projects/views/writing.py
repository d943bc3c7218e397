"""The desk's pages that publish projects."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.desk_fields import zone_name
from portal.core.differences import FieldChange
from portal.core.errors import Refused
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import FIELD_NAMES, ProjectForm, shown
from portal.projects.queries import Filters, Lacks, ProjectFacts
from portal.projects.views.chosen import LONGEST_QUESTION
from portal.projects.views.door import blueprint, project_at
from portal.projects.words import WORDS
from portal.projects.written import WrittenProject

MOST_OFFERED = 50  # topics and neighborhoods that the form offers


@blueprint.get("/staff/projects")
@requires(Permission.PROJECT_EDIT, "q", "lacks", "after", "saved", "posted")
def desk() -> str:
    """The projects with what a clerk can do, also only those that lack something; after saving it says so."""
    lacks, words = request.args.get("lacks", ""), " ".join(request.args.get("q", "")[:LONGEST_QUESTION].split())
    filters = Filters(words=words, lacks=Lacks(lacks) if lacks in set(Lacks) else None)
    done = {name: request.args.get(name, "") for name in ("saved", "posted")}
    there = queries.titles(filter(None, done.values()))
    chosen = {"q": words, "lacks": filters.lacks or ""}
    return render(
        "projects/desk.html",
        page=queries.lines_page(filters, Cursor.read(request.args.get("after"))),
        chosen={name: value for name, value in chosen.items() if value},
        silent_days=queries.silence_length(),
        words=WORDS,
        **{name: slug if slug in there else "" for name, slug in done.items()},
    )


@blueprint.route("/staff/projects/new", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def new() -> str | Response | tuple[str, int]:
    """A new project; it is public as soon as it is saved."""
    form = ProjectForm()
    if form.validate_on_submit():
        try:
            slug = usecases.add_project(actor=current_actor(), **form.typed)
            return redirect(url_for("projects.desk", saved=slug), 303)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, None)


@blueprint.route("/staff/projects/<slug:slug>/edit", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def edit(slug: str) -> str | Response | tuple[str, int]:
    """A project's texts, its place and its comment window; nobody saves over what somebody else saved in between."""
    project, written = project_at(slug), queries.written_at(slug)
    form = ProjectForm(data=shown(written) | {"loaded": written.fingerprint})
    if form.validate_on_submit():
        try:
            loaded = form.loaded.data or ""
            usecases.edit_project(actor=current_actor(), slug=slug, loaded=loaded, **form.typed)
            return redirect(url_for("projects.desk", saved=slug), 303)
        except usecases.Overtaken as refusal:
            return _overtaken(form, slug, refusal)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, project)


def _overtaken(form: ProjectForm, slug: str, refusal: Refused) -> tuple[str, int]:
    """What differs stands above the form; saving again from there is a choice made with open eyes."""
    saved = queries.written_at(slug)
    form.show(refusal)
    form.loaded.data = saved.fingerprint
    page, _status = _form_page(form, project_at(slug), list(saved.changes_to(WrittenProject(**form.typed))))
    return page, 409


def _form_page(
    form: ProjectForm, project: ProjectFacts | None, overtaken: Sequence[FieldChange] = ()
) -> tuple[str, int]:
    page = render(
        "projects/edit.html",
        form=form,
        project=project,
        zone=zone_name(),
        overtaken=overtaken,
        field_names=FIELD_NAMES,
        topics=queries.topics_in_use()[:MOST_OFFERED],
        areas=queries.areas_in_use()[:MOST_OFFERED],
    )
    return page, form.http_status
