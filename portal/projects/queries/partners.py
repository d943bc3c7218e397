"""Reads of partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import Partner, ProjectPartner


def partners_by_slug(slugs: Iterable[str]) -> dict[str, Partner]:
    """The partners themselves that have these slugs; unknown ones are left out."""
    wanted = set(slugs)
    if not wanted:
        return {}
    return {partner.slug: partner for partner in db.session.scalars(select(Partner).where(Partner.slug.in_(wanted)))}


def parts_of(project_id: int) -> Sequence[ProjectPartner]:
    """The rows that say who takes part in a project."""
    return db.session.scalars(select(ProjectPartner).where(ProjectPartner.project_id == project_id)).all()
