"""Publishing projects and changing their pages."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from portal.core.addresses import slugify, slugs_from
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import Project

NOTHING = Translated()


@usecase
def add_project(
    *,
    actor: Actor,
    title: Translated,
    summary: Translated,
    body: Translated,
    area: str = "",
    comments_open_at: datetime | None = None,
    comments_close_at: datetime | None = None,
    slug: str | None = None,
    illustrative: bool = False,
    attribution: Translated = NOTHING,
) -> str:
    """Publish a project; returns its slug, made from the title unless given, which never changes later.

    The very same project again (a form sent twice) is the one that is already there.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    _check_window(comments_open_at, comments_close_at)
    project = Project(
        title=title,
        summary=summary,
        body=body,
        area=area,
        comments_open_at=comments_open_at,
        comments_close_at=comments_close_at,
        illustrative=illustrative,
        attribution=attribution,
    )
    for free in slugs_from(slug or slugify(next(iter(title.values()), ""))):
        project.slug = free
        there = queries.project_by_slug(project.slug)
        if there is None:
            break
        if (there.title, there.summary, there.body) == (title, summary, body):
            return there.slug
    db.session.add(project)
    return project.slug


@usecase
def edit_project(
    *,
    actor: Actor,
    slug: str,
    title: Translated,
    summary: Translated,
    body: Translated,
    area: str,
    comments_open_at: datetime | None,
    comments_close_at: datetime | None,
) -> None:
    """Change a project's page. Its address stays."""
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(slug)
    if project is None:
        raise NotFound
    _check_window(comments_open_at, comments_close_at)
    project.title, project.summary, project.body = title, summary, body
    project.area = area
    project.comments_open_at, project.comments_close_at = comments_open_at, comments_close_at
    project.changed_at = now()


def _check_window(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if closes_at is None:
        return
    if opens_at is None:
        raise Refused(_("Enter when comments open, too"), "comments_open_at")
    if closes_at <= opens_at:
        raise Refused(_("Enter a time after comments open"), "comments_close_at")
