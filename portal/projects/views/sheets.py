"""A project's sheet for everybody: the newest, each version for ever, its register, and what changed."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from portal.core.errors import NotFound
from portal.core.formats import day_short
from portal.core.routes import public
from portal.core.web import render
from portal.projects import queries
from portal.projects.partner_words import PARTNER_WORDS
from portal.projects.queries import ProjectFacts, SheetPage, VersionLine
from portal.projects.sheets.differences import differences
from portal.projects.sheets.words import SHEET_WORDS
from portal.projects.views.door import blueprint, project_at
from portal.projects.views.sheet_words import saying


@blueprint.get("/projects/<slug:slug>/sheet")
@public()
def sheet(slug: str) -> str:
    """What the partners agreed: the newest version of the project's sheet."""
    project = project_at(slug)
    page = queries.sheet_page(project.id)
    if page is None:
        return render("projects/no_sheet.html", project=project)
    return _sheet(project, page)


@blueprint.get("/projects/<slug:slug>/sheet/<int:number>")
@public()
def sheet_version(slug: str, number: int) -> str:
    """One version as it was published; it says so when it is not the newest."""
    project = project_at(slug)
    return _sheet(project, _version(project, number))


@blueprint.get("/projects/<slug:slug>/sheet/<int:number>/requirements")
@public()
def requirements(slug: str, number: int) -> str:
    """The requirement register of a version, on a page of its own."""
    project = project_at(slug)
    page = _version(project, number)
    authors = queries.requirement_authors(project.id)
    return render("projects/requirements.html", project=project, page=page, sheet_words=SHEET_WORDS, authors=authors)


@blueprint.get("/projects/<slug:slug>/sheet/changes")
@public("from", "to")
def sheet_changes(slug: str) -> str:
    """What changed from one version to another, word by word; without a choice, what the newest one changed."""
    project = project_at(slug)
    lines = queries.sheet_versions(project.id)
    if not lines:
        return render("projects/no_sheet.html", project=project)
    newer = _chosen(lines, "to", len(lines))
    older = _chosen(lines, "from", max(newer.number - 1, 1))
    before, after = _version(project, older.number), _version(project, newer.number)
    return render(
        "projects/sheet_changes.html",
        project=project,
        lines=lines,
        choices=[(str(line.number), _choice(line)) for line in lines],
        older=older,
        newer=newer,
        found=differences(before.sheet, after.sheet, saying(before.sheet, after.sheet)),
        names={**before.partner_names, **after.partner_names},
        sheet_words=SHEET_WORDS,
    )


def _sheet(project: ProjectFacts, page: SheetPage) -> str:
    values: dict[str, Any] = {"view": queries.sheet_view(project, page), "sheet_words": SHEET_WORDS}
    values |= {"signings": queries.signings_of(project.id, page.number), "partner_words": PARTNER_WORDS}
    values |= {"authors": queries.requirement_authors(project.id)}
    register = url_for("projects.requirements", slug=project.slug, number=page.number)
    return render("projects/sheet.html", project=project, page=page, register=register, **values)


def _version(project: ProjectFacts, number: int) -> SheetPage:
    page = queries.sheet_page(project.id, number) if 0 < number < 2**31 else None
    if page is None:
        raise NotFound
    return page


def _choice(line: VersionLine) -> str:
    return _("Version %(number)s, %(day)s", number=line.number, day=day_short(line.published_at))


def _chosen(lines: list[VersionLine], name: str, otherwise: int) -> VersionLine:
    """The version that the address names; numbers count from 1 without a gap, and the newest comes first."""
    text = request.args.get(name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= len(lines)):
        raise NotFound
    return lines[-int(text)]
