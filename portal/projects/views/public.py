"""The pages of projects for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from flask import request

from portal.comments import queries as comments
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID
from portal.comments.queries import TargetKey
from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries as meetings
from portal.meetings.forms import MINUTE_WORDS
from portal.meetings.queries import DecisionLine
from portal.moderation import queries as moderation
from portal.projects import queries
from portal.projects.partner_words import PARTNER_WORDS
from portal.projects.places.telling import told_place
from portal.projects.queries import UpdateCard
from portal.projects.sheets.words import SHEET_WORDS
from portal.projects.views.door import blueprint, project_at
from portal.projects.words import WORDS
from portal.surveys import queries as surveys

UPDATES_AT_FIRST = 10


@blueprint.get("/projects/<slug:slug>")
@public("updates")
def show(slug: str) -> str:
    """One project: what it is, where it stands, what was said about it."""
    project = project_at(slug)
    updates = queries.updates(project.id)
    items = meetings.items_about(project.id)
    latest = updates[0] if updates else None
    shown = updates if request.args.get("updates") == "all" else updates[:UPDATES_AT_FIRST]
    sheet, page = queries.sheet_brief(project), comments.published(TargetKey(slug))
    return render(
        "projects/show.html",
        project=project,
        latest=latest,
        silent_days=queries.silent_days(*((latest.posted_at, latest.phase) if latest else (project.created_at, None))),
        place=told_place(project.geometry),
        topics=queries.topics_of(project.id),
        updates=shown,
        update_count=len(updates),
        update_decisions=_decisions(shown),
        items=items,
        item_comments=comments.counts_on_items_about(project.id) if items else {},
        decisions=meetings.decisions_about(project.id),
        minute_words=MINUTE_WORDS,
        surveys=surveys.about_project(project.id),
        sheet=sheet,
        sheet_words=SHEET_WORDS,
        page=page,
        redactions=moderation.redactions_on(page.items),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
        words=WORDS,
        signings=queries.signings(project.id) if sheet else [],
        partner_words=PARTNER_WORDS,
    )


@blueprint.get("/projects/<slug:slug>/updates/<int:number>")
@public()
def update(slug: str, number: int) -> str:
    """The permalink of one status update."""
    project = project_at(slug)
    found = queries.update(project.id, number) if number < 2**31 else None
    if found is None:
        raise NotFound
    newest, page = queries.last_update_number(project.id), comments.published(TargetKey(slug, update=number))
    return render(
        "projects/update.html",
        project=project,
        update=found,
        newest=newest,
        decisions=_decisions([found]),
        page=page,
        redactions=moderation.redactions_on(page.items),
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
        words=WORDS,
    )


def _decisions(updates: Iterable[UpdateCard]) -> dict[str, DecisionLine]:
    """The decisions that these updates show, by key."""
    return meetings.decisions_by_key(key for update in updates for key in update.evidence.decisions)
