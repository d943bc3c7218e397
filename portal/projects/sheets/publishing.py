"""One more version of a project's sheet: kept word for word, committed to in the public record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from portal.core.db import db
from portal.core.permissions import Actor
from portal.core.translated import Translated
from portal.projects import queries
from portal.projects.models import Goal, Partner, Project, ProjectPartner, SheetVersion
from portal.projects.sheets.contents import published_content, sheet_text
from portal.projects.sheets.keys import farthest, highest
from portal.projects.sheets.shapes import Sheet
from portal.record.models import Deed, append


def add_version(
    actor: Actor, project: Project, sheet: Sheet, reason: Translated, at: datetime, role: str = "clerk"
) -> SheetVersion:
    """Keep `sheet` as the newest version, with its entry in the public record, and let the lists follow it.

    Every partner and the goal that it names must be there. `role` is the capacity in which the actor publishes.
    """
    last = queries.newest_sheet(project.id)
    partners = queries.partners_by_slug([part.partner for part in sheet.partners])
    goals = queries.goals_by_slug([sheet.goal] if sheet.goal else [])
    version = SheetVersion(
        project_id=project.id,
        number=last.number + 1 if last else 1,
        reason=reason,
        published_at=at,
        author_id=actor.person_id,
    )
    version.content = published_content(
        sheet,
        slug=project.slug,
        title=project.title,
        version=version.number,
        reason=reason,
        names={slug: partner.name for slug, partner in partners.items()},
    )
    deed = Deed(
        action="sheet.published",
        subject=f"sheet:{project.slug}/{version.number}",
        role=role,
        text=sheet_text(version.content),
    )
    version.record_seq = append(actor, deed, at=at)
    db.session.add(version)
    _follow(project, partners, goals.get(sheet.goal))
    project.sheet_draft, project.changed_at = None, at
    project.sheet_keys = farthest(project.sheet_keys or {}, highest(sheet))
    return version


def _follow(project: Project, partners: Mapping[str, Partner], goal: Goal | None) -> None:
    project.goal_id = goal.id if goal else None
    wanted = {partner.id for partner in partners.values()}
    for row in queries.parts_of(project.id):
        if row.partner_id in wanted:
            wanted.remove(row.partner_id)
        else:
            db.session.delete(row)
    db.session.add_all(ProjectPartner(project_id=project.id, partner_id=key) for key in sorted(wanted))
