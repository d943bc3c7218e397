"""Writing a project's sheet at the desk, one section on a page."""

from __future__ import annotations

import re

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.errors import NotFound, Refused
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.rows import Rows
from portal.core.web import in_page_language, render
from portal.projects import usecases
from portal.projects.forms import (
    SECTION_FORMS,
    SECTION_HELP,
    SECTION_TITLES,
    SectionForm,
    SheetOffer,
    shown_section,
)
from portal.projects.queries import SheetDesk
from portal.projects.sheets.sections import MOST_ROWS, Section, section_fingerprint
from portal.projects.sheets.words import SHEET_WORDS
from portal.projects.views.door import blueprint
from portal.projects.views.sheet_desk import sheet_at
from portal.projects.views.sheet_preview import section_differences

MOST_FIELDS = 5000  # a hundred requirements in two languages, and an imported sheet may hold more
_TOUCHED = re.compile(r"(remove|up|down)-([0-9]{1,4})")


@blueprint.route("/staff/projects/<slug:slug>/sheet/<slug:section>", methods=["GET", "POST"])
@requires(Permission.PROJECT_EDIT, fields=MOST_FIELDS)
def edit_section(slug: str, section: str) -> str | Response | tuple[str, int]:
    """One section of the sheet. The buttons of its rows send the form too, and get it back with everything typed."""
    here, desk = _section(section), sheet_at(slug)
    if here is Section.CRITERIA and desk.frozen_in is not None:
        return render("projects/frozen_criteria.html", desk=desk)
    form = _form(here, desk)
    if not _wants_change() and form.validate_on_submit():
        try:
            _save(slug, here, form, desk)
            return redirect(url_for("projects.desk_sheet", slug=slug, saved=here.value), 303)
        except usecases.Overtaken as refusal:
            return _overtaken(form, here, slug, refusal)
        except Refused as refusal:
            form.show(refusal)
    return _form_page(form, here, desk)


def _section(name: str) -> Section:
    if name not in set(Section):
        raise NotFound
    return Section(name)


def _form(section: Section, desk: SheetDesk) -> SectionForm:
    make = SECTION_FORMS[section]
    offer = SheetOffer(
        goals=[(slug, in_page_language(title).text) for slug, title in desk.goals.items()],
        partners=list(desk.partners.items()),
    )
    if request.method == "GET":
        loaded = section_fingerprint(desk.sheet, section)
        return make(offer, data=shown_section(section, desk.sheet) | {"loaded": loaded})
    if _wants_change() and make.part:
        rows = Rows("rows", first="key", most=MOST_ROWS[make.part])
        return make(offer, formdata=rows.rearranged(request.form, request.form["change"]))
    return make(offer)


def _save(slug: str, section: Section, form: SectionForm, desk: SheetDesk) -> None:
    usecases.write_section(
        actor=current_actor(),
        slug=slug,
        section=section,
        sheet=form.sheet(desk.sheet),
        loaded=form.loaded.data or "",
    )


def _wants_change() -> bool:
    """Whether a button of a row, not "Save", sent the form."""
    return request.method == "POST" and "change" in request.form


def _overtaken(form: SectionForm, section: Section, slug: str, refusal: Refused) -> tuple[str, int]:
    """Both versions on one page; saving again from there is a choice made with open eyes."""
    saved = sheet_at(slug)
    form.show(refusal)
    form.loaded.data = section_fingerprint(saved.sheet, section)
    return _form_page(form, section, saved, status=409, overtaken=True)


def _form_page(
    form: SectionForm, section: Section, desk: SheetDesk, status: int | None = None, overtaken: bool = False
) -> tuple[str, int]:
    count = len(form.rows) if form.part else 0
    page = render(
        "projects/edit_section.html",
        form=form,
        section=section.value,
        desk=desk,
        title=SECTION_TITLES[section],
        help=SECTION_HELP[section],
        changed=_wants_change(),
        touched=_touched(count),
        full=count >= form.most,
        overtaken=overtaken,
        saved=section_differences(desk, section, form.sheet(desk.sheet)) if overtaken else None,
        kept={part.partner: desk.partners.get(part.partner, part.partner) for part in desk.sheet.partners},
        words=SHEET_WORDS,
    )
    return page, status or (422 if form.errors else 200)


def _touched(count: int) -> int | None:
    """The row, from 0, to which a button belonged, at its new place, so that the page opens it."""
    change = request.form.get("change", "")
    if change == "add":
        return count - 1
    match = _TOUCHED.fullmatch(change)
    if match is None or match[1] == "remove":
        return None
    return max(int(match[2]) - 1, 0) if match[1] == "up" else int(match[2]) + 1
