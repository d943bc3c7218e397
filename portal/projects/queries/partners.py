"""Reads of partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from portal.core.db import db
from portal.projects.models import Partner, ProjectPartner


def partners_by_slug(slugs: Iterable[str]) -> dict[str, Partner]:
    """The partners themselves that have these slugs; unknown ones are left out."""
    wanted = set(slugs)
    if not wanted:
        return {}
    return {partner.slug: partner for partner in db.session.scalars(select(Partner).where(Partner.slug.in_(wanted)))}


def partner_names() -> dict[str, str]:
    """The names of all partners by slug, in the order of the alphabet."""
    rows = db.session.execute(select(Partner.slug, Partner.name).order_by(func.lower(Partner.name), Partner.id))
    return {row.slug: row.name for row in rows}


def parts_of(project_id: int) -> Sequence[ProjectPartner]:
    """The rows that say who takes part in a project."""
    return db.session.scalars(select(ProjectPartner).where(ProjectPartner.project_id == project_id)).all()
