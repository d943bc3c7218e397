"""Publishing projects and changing their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from portal.core.addresses import slugify, slugs_from
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import RESERVED_SLUGS, Project, ProjectTopic
from portal.projects.places.reading import looks_swapped_beside
from portal.projects.topics import tidied_topics
from portal.projects.usecases.sheets import Overtaken
from portal.projects.written import WrittenProject

NOTHING = Translated()
NEIGHBORS = 20


@usecase
def add_project(
    *,
    actor: Actor,
    title: Translated,
    summary: Translated,
    body: Translated,
    area: str = "",
    address: str = "",
    topics: Iterable[str] = (),
    geometry: dict[str, Any] | None = None,
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
    _check_place(geometry)
    project = Project(
        title=title,
        summary=summary,
        body=body,
        area=area,
        address=address,
        geometry=geometry,
        comments_open_at=comments_open_at,
        comments_close_at=comments_close_at,
        illustrative=illustrative,
        attribution=attribution,
    )
    for free in slugs_from(slug or slugify(next(iter(title.values()), ""))):
        if free in RESERVED_SLUGS:
            continue
        project.slug = free
        there = queries.project_by_slug(project.slug)
        if there is None:
            break
        if (there.title, there.summary, there.body) == (title, summary, body):
            return there.slug
    db.session.add(project)
    db.session.flush()  # the new row gets its key
    _set_topics(project, tidied_topics(topics, queries.topics_in_use()))
    return project.slug


@usecase
def edit_project(
    *,
    actor: Actor,
    slug: str,
    title: Translated,
    summary: Translated,
    body: Translated,
    topics: Iterable[str],
    area: str,
    address: str,
    geometry: dict[str, Any] | None,
    comments_open_at: datetime | None,
    comments_close_at: datetime | None,
    loaded: str | None = None,
) -> None:
    """Change a project's page. Its address stays.

    `loaded` is the fingerprint of what the writer began from: nobody saves over what somebody else saved in between.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(slug)
    if project is None:
        raise NotFound
    _check_window(comments_open_at, comments_close_at)
    before = queries.written_project(project)
    written = WrittenProject(
        title=title,
        summary=summary,
        body=body,
        topics=tuple(sorted(tidied_topics(topics, queries.topics_in_use()))),
        area=area,
        address=address,
        geometry=geometry,
        comments_open_at=comments_open_at,
        comments_close_at=comments_close_at,
    )
    if written == before:
        return
    if loaded is not None and loaded != before.fingerprint:
        raise Overtaken(_("Somebody else saved this project while you wrote. Nothing was overwritten."))
    if geometry != before.geometry:
        _check_place(geometry)
    project.title, project.summary, project.body = title, summary, body
    project.area, project.address, project.geometry = area, address, geometry
    project.comments_open_at, project.comments_close_at = comments_open_at, comments_close_at
    project.changed_at = now()
    _set_topics(project, written.topics)


def _set_topics(project: Project, topics: Iterable[str]) -> None:
    wanted = set(topics)
    for row in queries.topic_rows(project.id):
        if row.topic in wanted:
            wanted.remove(row.topic)
        else:
            db.session.delete(row)
    db.session.add_all(ProjectTopic(project_id=project.id, topic=topic) for topic in sorted(wanted))


def _check_place(geometry: dict[str, Any] | None) -> None:
    if geometry is not None and looks_swapped_beside(geometry, queries.known_places(NEIGHBORS)):
        raise Refused(
            _("Far from all other projects, but near them with the numbers swapped. Write the latitude first."),
            "place",
        )


def _check_window(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if closes_at is None:
        return
    if opens_at is None:
        raise Refused(_("Enter when comments open, too"), "comments_open_at")
    if closes_at <= opens_at:
        raise Refused(_("Enter a time after comments open"), "comments_close_at")
