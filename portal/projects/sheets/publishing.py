"""One more version of a project's sheet: kept word for word, committed to in the public record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import Goal, Partner, Project, ProjectPartner, SheetVersion
from portal.projects.sheets.contents import published_content, sheet_text
from portal.projects.sheets.keys import farthest, highest
from portal.projects.sheets.shapes import Sheet
from portal.record.models import Deed, append, append_all


def add_version(
    actor: Actor, project: Project, sheet: Sheet, reason: Translated, at: datetime, role: str = "clerk"
) -> SheetVersion:
    """Keep `sheet` as the newest version, with its entry in the public record, and let the lists follow it.

    Every partner and the goal that it names must be there. `role` is the capacity in which the actor publishes.
    """
    last = queries.newest_sheet(project.id)
    partners = queries.partners_by_slug([part.partner for part in sheet.partners])
    goals = queries.goals_by_slug([sheet.goal] if sheet.goal else [])
    version = _version(actor, project, sheet, partners, reason, at, last.number + 1 if last else 1)
    version.record_seq = append(actor, _deed(project, version, role), at=at)
    db.session.add(version)
    _follow(project, partners, goals.get(sheet.goal))
    project.sheet_draft, project.changed_at = None, at
    project.sheet_keys = farthest(project.sheet_keys or {}, highest(sheet))
    return version


def add_first_versions(
    actor: Actor,
    laid: Sequence[tuple[Project, Sheet]],
    partners: Mapping[str, Partner],
    goals: Mapping[str, Goal],
    at: datetime,
    role: str,
) -> None:
    """Keep the first versions of many new projects with few questions to the database, all of one moment.

    `partners` and `goals` hold all that the sheets name, by slug.
    """
    versions = []
    for project, sheet in laid:
        named = {part.partner: partners[part.partner] for part in sheet.partners}
        versions.append(_version(actor, project, sheet, named, Translated(), at, 1))
        project.goal_id = goals[sheet.goal].id if sheet.goal else None
        project.sheet_keys = highest(sheet)
        db.session.add_all(ProjectPartner(project_id=project.id, partner_id=each.id) for each in named.values())
    deeds = [_deed(project, version, role) for (project, _), version in zip(laid, versions, strict=True)]
    for version, number in zip(versions, append_all(actor, deeds, at), strict=True):
        version.record_seq = number
    db.session.add_all(versions)


def _version(
    actor: Actor,
    project: Project,
    sheet: Sheet,
    partners: Mapping[str, Partner],
    reason: Translated,
    at: datetime,
    number: int,
) -> SheetVersion:
    content = published_content(
        sheet,
        slug=project.slug,
        title=project.title,
        version=number,
        reason=reason,
        names={slug: partner.name for slug, partner in partners.items()},
    )
    return SheetVersion(
        project_id=project.id,
        number=number,
        reason=reason,
        content=content,
        published_at=at,
        author_id=actor.person_id,
    )


def _deed(project: Project, version: SheetVersion, role: str) -> Deed:
    return Deed(
        action="sheet.published",
        subject=f"sheet:{project.slug}/{version.number}",
        role=role,
        text=sheet_text(version.content),
    )


def _follow(project: Project, partners: Mapping[str, Partner], goal: Goal | None) -> None:
    project.goal_id = goal.id if goal else None
    wanted = {partner.id for partner in partners.values()}
    for row in queries.parts_of(project.id):
        if row.partner_id in wanted:
            wanted.remove(row.partner_id)
        else:
            db.session.delete(row)
    db.session.add_all(ProjectPartner(project_id=project.id, partner_id=key) for key in sorted(wanted))
