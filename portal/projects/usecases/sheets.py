"""Writing a project's sheet, and publishing it as a version that partners sign."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import Project
from portal.projects.sheets.contents import content_of, fingerprint, sheet_from
from portal.projects.sheets.keys import farthest, highest, with_keys
from portal.projects.sheets.publishing import add_version
from portal.projects.sheets.sections import (
    Section,
    has_too_many_rows,
    says_the_same,
    section_fingerprint,
    with_section,
)
from portal.projects.sheets.shapes import Sheet
from portal.projects.sheets.superseding import superseding_faults


class Overtaken(Refused):
    """Somebody else saved the sheet in between."""


@usecase
def write_sheet(*, actor: Actor, slug: str, sheet: Sheet, loaded: str | None = None) -> str:
    """Keep what is written of a sheet, for the desk alone; returns its fingerprint.

    `loaded` is the fingerprint of what the writer began from: another state is refused.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    written = queries.written_sheet(project)
    _insist_on(loaded, fingerprint(written))
    _insist_on_sense(sheet)
    return fingerprint(_keep(project, sheet, farthest(_counted(project, written), highest(sheet))))


@usecase
def write_section(*, actor: Actor, slug: str, section: Section, sheet: Sheet, loaded: str | None = None) -> None:
    """Keep one section as it is in `sheet`; the others stay as they are written. New rows get their keys.

    `loaded` is the fingerprint of the section that the writer began from. The same form sent twice is kept once.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    written = queries.written_sheet(project)
    if loaded is not None and loaded != section_fingerprint(written, section):
        if says_the_same(sheet, written, section):
            return
        raise Overtaken(_("Somebody else saved this section while you wrote. Nothing was overwritten."))
    wanted = with_section(written, section, sheet)
    if wanted == written:
        return
    if section is Section.CRITERIA:
        _insist_on_frozen(project, wanted)
    if has_too_many_rows(wanted, written):
        raise Refused(_("There are too many rows. Remove some, or join those that belong together."))
    _insist_on_sense(wanted)
    _keep(project, wanted, _counted(project, written))


@usecase
def discard_sheet(*, actor: Actor, slug: str, loaded: str | None = None) -> None:
    """Drop what is written and not published. What is public stays."""
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    if project.sheet_draft is not None:
        _insist_on(loaded, fingerprint(queries.written_sheet(project)))
        project.sheet_draft = None


@usecase
def publish_sheet(*, actor: Actor, slug: str, reason: Translated, loaded: str | None = None) -> int:
    """Publish what is written as the next version, for good; returns its number.

    From the second version on `reason` says why. The same publishing again (a form sent twice) is the version that is
    there.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    newest = queries.newest_sheet(project.id)
    sheet = queries.written_sheet(project)
    if newest is None and project.sheet_draft is None:
        raise Refused(_("Nothing is written yet."))
    if newest is not None and sheet == sheet_from(newest.content):
        if loaded == fingerprint(sheet) and project.sheet_draft is None:
            return newest.number
        raise Refused(_("Nothing is changed. Edit the sheet first."))
    _insist_on(loaded, fingerprint(sheet))
    if newest is not None and not reason:
        first = current_app.config["SETTINGS"].default_language
        raise Refused(_("Say why, in one or two sentences"), f"reason_{first}")
    _insist_on_sense(sheet)
    _insist_on_known(sheet)
    _insist_on_frozen(project, sheet)
    return add_version(actor, project, sheet, reason, now()).number


def _keep(project: Project, sheet: Sheet, given: dict[str, int]) -> Sheet:
    """Keep `sheet` as what is written; what says the same as the public version is nothing written."""
    keyed = with_keys(sheet, given)
    newest = queries.newest_sheet(project.id)
    is_public = newest is not None and keyed == sheet_from(newest.content)
    project.sheet_draft = None if is_public else content_of(keyed)
    project.sheet_keys = farthest(given, highest(keyed))
    return keyed


def _counted(project: Project, written: Sheet) -> dict[str, int]:
    return farthest(project.sheet_keys or {}, highest(written))


def _project(slug: str) -> Project:
    project = queries.project_for_change(slug)
    if project is None:
        raise NotFound
    return project


def _insist_on(loaded: str | None, written: str) -> None:
    if loaded is not None and loaded != written:
        raise Overtaken(_("Somebody else saved this sheet while you wrote. Read it again, then save yours."))


def _insist_on_sense(sheet: Sheet) -> None:
    for at in superseding_faults(sheet.requirements):
        key = sheet.requirements[at].key
        raise Refused(_("Requirement %(key)s: look again at what took its place.", key=key or at + 1), "requirements")
    partners = [part.partner for part in sheet.partners]
    if len(set(partners)) < len(partners):
        raise Refused(_("Name every partner once"), "partners")


def _insist_on_known(sheet: Sheet) -> None:
    slugs = [part.partner for part in sheet.partners]
    if sheet.goal and not queries.goals_by_slug([sheet.goal]):
        raise Refused(_("Choose a goal from the list"), "goal")
    if set(slugs) - queries.partners_by_slug(slugs).keys():
        raise Refused(_("Choose every partner from the list"), "partners")


def _insist_on_frozen(project: Project, sheet: Sheet) -> None:
    if project.criteria_frozen_in is None:
        return
    frozen = queries.sheet_version(project.id, project.criteria_frozen_in)
    if frozen is not None and sheet.criteria != sheet_from(frozen.content).criteria:
        raise Refused(_("The success criteria are frozen. They cannot be changed any more."), "criteria")
