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
from portal.projects.sheets.publishing import add_version
from portal.projects.sheets.shapes import Sheet


class Overtaken(Refused):
    """Somebody else saved the sheet in between."""


@usecase
def write_sheet(*, actor: Actor, slug: str, sheet: Sheet, loaded: str | None = None) -> str:
    """Keep what is written of a sheet, for the desk alone; returns its fingerprint.

    `loaded` is the fingerprint of what the writer began from: another state is refused.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    _insist_on(project, loaded)
    project.sheet_draft = content_of(sheet)
    return fingerprint(sheet)


@usecase
def publish_sheet(*, actor: Actor, slug: str, reason: Translated, loaded: str | None = None) -> int:
    """Publish what is written as the next version, for good; returns its number.

    From the second version on `reason` says why. The same publishing again (a form sent twice) finds nothing written.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = _project(slug)
    if project.sheet_draft is None:
        raise Refused(_("Nothing is written that is not published. Edit the sheet first."))
    _insist_on(project, loaded)
    sheet, newest = sheet_from(project.sheet_draft), queries.newest_sheet(project.id)
    if newest is not None and sheet == sheet_from(newest.content):
        raise Refused(_("Nothing is changed. Edit the sheet first."))
    if newest is not None and not reason:
        first = current_app.config["SETTINGS"].default_language
        raise Refused(_("Say why, in one or two sentences"), f"reason_{first}")
    _insist_on_known(sheet)
    _insist_on_frozen(project, sheet)
    return add_version(actor, project, sheet, reason, now()).number


def _project(slug: str) -> Project:
    project = queries.project_for_change(slug)
    if project is None:
        raise NotFound
    return project


def _insist_on(project: Project, loaded: str | None) -> None:
    if loaded is not None and loaded != fingerprint(queries.written_sheet(project)):
        raise Overtaken(_("Somebody else saved this sheet while you wrote. Read it again, then save yours."))


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
