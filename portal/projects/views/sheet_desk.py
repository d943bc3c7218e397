"""A project's sheet at the desk: what is written and what lacks, the preview, and publishing it as a version."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.projects import queries, usecases
from portal.projects.forms import SECTION_TITLES, PublishForm
from portal.projects.queries import SheetDesk
from portal.projects.sheets.readiness import advice
from portal.projects.sheets.sections import PARTS, Section
from portal.projects.sheets.words import SHEET_WORDS
from portal.projects.views.door import blueprint, project_at
from portal.projects.views.sheet_preview import differences_of, preview_of

DONE = ("saved", "published", "discarded", "frozen", "noted", "scored")


def sheet_at(slug: str) -> SheetDesk:
    """The sheet of the project of an address, as the desk sees it."""
    found = queries.sheet_desk(slug)
    if found is None:
        raise NotFound
    return found


@blueprint.get("/staff/projects/<slug:slug>/sheet")
@requires(Permission.PROJECT_EDIT, *DONE)
def desk_sheet(slug: str) -> str:
    """What is written of the sheet, section by section, what lacks, and what was noted beside the public version."""
    desk = sheet_at(slug)
    lacking = advice(desk.sheet)
    return render(
        "projects/desk_sheet.html",
        desk=desk,
        sections=[(section, SECTION_TITLES[section]) for section in Section],
        counts={section: _count(desk, section) for section in Section},
        lacking={section: [each.words for each in lacking if each.section is section] for section in Section},
        milestones=[line for line in queries.timeline(desk.project_id) if line.dropped_in is None],
        scores=queries.scores(desk.project_id),
        versions=queries.sheet_versions(desk.project_id),
        done=next((name for name in DONE if name in request.args), None),
        words=SHEET_WORDS,
    )


def _count(desk: SheetDesk, section: Section) -> int:
    """How much is written: rows, or texts where there are none."""
    values = [getattr(desk.sheet, name) for name in PARTS[section]]
    return sum(len(value) if isinstance(value, tuple) else bool(value) for value in values)


@blueprint.route("/staff/projects/<slug:slug>/sheet/publish", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def publish_sheet(slug: str) -> str | Response | tuple[str, int]:
    """What will be new, as the public will see it; from here it is published for good."""
    desk = sheet_at(slug)
    form = PublishForm(data={"loaded": desk.loaded})
    status = 200
    if form.validate_on_submit():
        try:
            number = usecases.publish_sheet(
                actor=current_actor(), slug=slug, reason=translated(form, "reason"), loaded=form.loaded.data or ""
            )
            return redirect(url_for("projects.desk_sheet", slug=slug, published=number), 303)
        except usecases.Overtaken as refusal:
            form.show(refusal)
            form.loaded.data, status = desk.loaded, 409
        except Refused as refusal:
            form.show(refusal)
    page = render(
        "projects/publish_sheet.html",
        form=form,
        desk=desk,
        lacking=advice(desk.sheet),
        differences=differences_of(desk),
        preview=preview_of(desk, project_at(slug)),
        words=SHEET_WORDS,
    )
    return page, status if status != 200 else form.http_status


@blueprint.route("/staff/projects/<slug:slug>/sheet/discard", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT)
def discard_sheet(slug: str) -> str | Response | tuple[str, int]:
    """Drop what is written and not published, on a page that shows what will be lost."""
    problem = ""
    if request.method == "POST":
        try:
            usecases.discard_sheet(actor=current_actor(), slug=slug, loaded=request.form.get("loaded", ""))
            return redirect(url_for("projects.desk_sheet", slug=slug, discarded="1"), 303)
        except usecases.Overtaken as refusal:
            problem = refusal.message
    desk = sheet_at(slug)
    page = render(
        "projects/discard_sheet.html",
        desk=desk,
        differences=differences_of(desk),
        problem=problem,
        words=SHEET_WORDS,
    )
    return page, 409 if problem else 200
