"""Publishing projects and their status updates."""

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
from portal.projects.models import Condition, Phase, Project, ProjectUpdate
from portal.record.models import Deed, append

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


@usecase
def post_update(
    *,
    actor: Actor,
    project_slug: str,
    phase: Phase,
    condition: Condition,
    text: Translated,
    number: int | None = None,
) -> int:
    """Post a status update, for good, and note it in the public record; returns its number.

    `number` is the one that the writer expects it to have. Where the very same update already has it (a form
    sent twice), it is returned; where another was posted in between, this one is refused.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(project_slug)
    if project is None:
        raise NotFound
    upcoming = queries.last_update_number(project.id) + 1
    if number is not None and number != upcoming:
        return _posted_before(project, number, queries.update_text(phase, condition, text))
    update = ProjectUpdate(
        project_id=project.id,
        number=upcoming,
        phase=phase,
        condition=condition,
        text=text,
        posted_at=now(),
        author_id=actor.person_id,
    )
    db.session.add(update)
    deed = Deed(
        action="update.posted",
        subject=f"update:{project.slug}/{update.number}",
        role="clerk",
        text=queries.update_text(phase, condition, text),
    )
    append(actor, deed, at=update.posted_at)
    return update.number


def _posted_before(project: Project, number: int, wanted: str) -> int:
    there = queries.update(project.id, number)
    if there is not None and queries.update_text(there.phase, there.condition, there.text) == wanted:
        return number
    raise Refused(_("Another update was posted while you wrote. Read it, then post yours."))
