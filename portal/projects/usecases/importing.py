"""Importing projects that were published elsewhere: public at once, closed for comments, noted in the public record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask import current_app

from portal.core.addresses import slugify, slugs_from
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.imports.noting import ROLE, Notes
from portal.projects.imports.plan import Changed, New, Plan, Target, compare, differing, plan
from portal.projects.imports.records import ImportFile, PageRecord, ProjectRecord
from portal.projects.imports.said import CHANGED, everywhere
from portal.projects.models import CriterionScore, Goal, MilestoneMove, Partner, Project, ProjectTopic
from portal.projects.oc4ids.identity import prefix_of
from portal.projects.sheets.contents import content_of, fingerprint
from portal.projects.sheets.noted_texts import criteria_text
from portal.projects.sheets.publishing import add_first_versions, add_version
from portal.projects.sheets.shapes import Sheet


def planned(file: ImportFile, target: Target) -> Plan:
    """What an import would do."""
    known = queries.known_projects(target.source, prefix_of(current_app.config["SETTINGS"]))
    todo = plan(file, known, queries.places())
    compare(todo, queries.standing_here(differing(todo)))
    return todo


@usecase
def import_projects(*, actor: Actor, file: ImportFile, target: Target) -> Plan:
    """Import a file's projects, all in one transaction; returns what was done.

    Partners and goals that are named and not here are made.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    todo, at = planned(file, target), now()
    partners, goals = _make_missing(todo, target, at)
    notes = Notes(actor, at)
    _add(actor, todo.new, target, partners, goals, notes, at)
    projects = queries.projects_by_id(change.here.project_id for change in todo.changed)
    for change in todo.changed:
        _follow(actor, projects[change.here.project_id], change, notes, at)
    notes.write()
    return todo


def _make_missing(todo: Plan, target: Target, at: datetime) -> tuple[Mapping[str, Partner], Mapping[str, Goal]]:
    """All partners and goals that the file names, by slug; what is missing is made."""
    for slug, partner in todo.places.partners.items():
        db.session.add(
            Partner(
                slug=slug,
                name=partner.name,
                kind=partner.kind,
                about=partner.about,
                website=partner.website,
                attribution=target.attribution,
                source=target.source,
                external_id=partner.identity,
                created_at=at,
                changed_at=at,
            )
        )
    for slug, goal in todo.places.goals.items():
        db.session.add(
            Goal(
                slug=slug,
                title=goal.title,
                text=goal.text,
                indicator=goal.indicator,
                retired=goal.retired,
                attribution=target.attribution,
                created_at=at,
                changed_at=at,
            )
        )
    db.session.flush()
    sheets = [each.sheet for each in todo.new]
    partners = queries.partners_by_slug(part.partner for sheet in sheets for part in sheet.partners)
    return partners, queries.goals_by_slug(sheet.goal for sheet in sheets if sheet.goal)


def _add(
    actor: Actor,
    new: list[New],
    target: Target,
    partners: Mapping[str, Partner],
    goals: Mapping[str, Goal],
    notes: Notes,
    at: datetime,
) -> None:
    """Write all new projects with few questions to the database: thousands take seconds."""
    taken = queries.project_slugs()
    laid = [(_project(each, target, taken, at), each) for each in new]
    db.session.add_all(project for project, _ in laid)
    db.session.flush()
    sheets = [(project, each.sheet) for project, each in laid if each.sheet != Sheet()]
    add_first_versions(actor, sheets, partners, goals, at, ROLE)
    for project, each in laid:
        record = each.record
        db.session.add_all(ProjectTopic(project_id=project.id, topic=topic) for topic in record.page.topics)
        notes.add_moves(project, record.moves)
        if record.frozen and each.sheet.criteria:
            notes.freeze(project, 1, criteria_text(content_of(each.sheet)))
            notes.add_scores(project, record.scores)
        if record.standing is not None:
            notes.add_update(project, record, record.standing)


def _project(new: New, target: Target, taken: set[str], at: datetime) -> Project:
    record = new.record
    wanted = record.slug or slugify(record.name)
    slug = next(slug for slug in slugs_from(wanted) if slug not in taken)
    taken.add(slug)
    project = Project(
        slug=slug,
        illustrative=record.illustrative,
        attribution=target.attribution or record.attribution,
        source=target.source,
        external_id=record.external_id,
        source_status=record.status_word,
        imported=_marks(record, record.page, new.sheet),
        created_at=at,
        changed_at=at,
    )
    _write_page(project, record.page)
    return project


def _write_page(project: Project, page: PageRecord) -> None:
    project.title, project.summary, project.body = page.title, page.summary, page.body
    project.area, project.address, project.geometry = page.area, page.address, page.geometry


def _marks(record: ProjectRecord, page: PageRecord, sheet: Sheet) -> dict[str, str]:
    return {
        "record": record.digest,
        "page": page.digest,
        "sheet": fingerprint(sheet),
        "phase": record.standing.phase.value if record.standing else "",
    }


def _follow(actor: Actor, project: Project, change: Changed, notes: Notes, at: datetime) -> None:
    """Let a project say what its source says now, as far as nobody here wrote it."""
    record, marks = change.record, dict(project.imported or {})
    marks |= {"record": record.digest}
    project.source_status = record.status_word
    if change.page is not None:
        _write_page(project, change.page)
        _write_topics(project, change)
        project.changed_at = at
        marks["page"] = change.page.digest
    if change.sheet is not None:
        add_version(actor, project, change.sheet, everywhere(CHANGED), at, ROLE)
        marks["sheet"] = fingerprint(change.sheet)
    notes.add_moves(project, change.moves, queries.last_number(MilestoneMove, project.id))
    if project.criteria_frozen_in is not None:
        notes.add_scores(project, change.scores, queries.last_number(CriterionScore, project.id))
    if change.standing is not None:
        notes.add_update(project, record, change.standing, queries.last_update_number(project.id))
        marks["phase"] = change.standing.phase.value
    project.imported = marks


def _write_topics(project: Project, change: Changed) -> None:
    wanted = dict.fromkeys(change.record.page.topics)
    for row in queries.topic_rows(project.id):
        if row.topic in wanted:
            del wanted[row.topic]
        else:
            db.session.delete(row)
    db.session.add_all(ProjectTopic(project_id=project.id, topic=topic) for topic in wanted)
