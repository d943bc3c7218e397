"""Reads of status updates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import rfc8785
from sqlalchemy import func, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.models import Condition, Phase, Project, ProjectUpdate


@dataclass(frozen=True)
class UpdateCard:
    """One status update."""

    number: int
    phase: Phase
    condition: Condition
    text: Translated
    posted_at: datetime


def updates(project_id: int) -> list[UpdateCard]:
    """A project's status updates, newest first."""
    rows = db.session.scalars(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id).order_by(ProjectUpdate.number.desc())
    )
    return [_update_card(row) for row in rows]


def update(project_id: int, number: int) -> UpdateCard | None:
    """One status update by its number."""
    row = db.session.scalar(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id, ProjectUpdate.number == number)
    )
    return _update_card(row) if row else None


def last_update_number(project_id: int) -> int:
    """The number of the newest update; 0 before the first."""
    newest = select(func.max(ProjectUpdate.number)).where(ProjectUpdate.project_id == project_id)
    return db.session.scalar(newest) or 0


def _update_card(row: ProjectUpdate) -> UpdateCard:
    return UpdateCard(row.number, Phase(row.phase), Condition(row.condition), row.text, row.posted_at)


def update_text(phase: Phase, condition: Condition, text: Translated) -> str:
    """What the public record commits to for an update: RFC 8785 JSON of its phase, condition and text."""
    return rfc8785.dumps({"condition": condition.value, "phase": phase.value, "text": dict(text)}).decode()


def update_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the updates `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    slugs = {key.partition("/")[0] for key in wanted}
    rows = db.session.execute(
        select(Project.slug, ProjectUpdate)
        .join(Project, Project.id == ProjectUpdate.project_id)
        .where(Project.slug.in_(slugs))
    )
    texts = {
        f"{slug}/{row.number}": update_text(Phase(row.phase), Condition(row.condition), row.text) for slug, row in rows
    }
    return {key: text for key, text in texts.items() if key in wanted}
