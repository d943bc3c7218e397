"""Reads of status updates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy import func, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.evidence import NO_EVIDENCE, Evidence, evidence_from, file_keys, recorded_evidence
from portal.projects.models import Condition, Partner, Phase, Project, ProjectUpdate
from portal.projects.queries.files import files_by_key
from portal.projects.queries.spokespeople import PartnerName


@dataclass(frozen=True)
class UpdateCard:
    """One status update. `corrected_by` are the numbers of the later ones that correct it."""

    number: int
    phase: Phase
    condition: Condition
    text: Translated
    posted_at: datetime
    evidence: Evidence = NO_EVIDENCE
    corrects: int | None = None
    corrected_by: tuple[int, ...] = ()
    partner: PartnerName | None = None

    @property
    def record_text(self) -> str:
        """What the public record commits to."""
        partner = self.partner.slug if self.partner else None
        return update_text(self.phase, self.condition, self.text, self.evidence, self.corrects, partner)


def updates(project_id: int) -> list[UpdateCard]:
    """A project's status updates, newest first."""
    rows = db.session.scalars(
        select(ProjectUpdate).where(ProjectUpdate.project_id == project_id).order_by(ProjectUpdate.number.desc())
    ).all()
    corrections = [(row.corrects, row.number) for row in reversed(rows) if row.corrects]
    return _cards(rows, corrections)


def update(project_id: int, number: int) -> UpdateCard | None:
    """One status update by its number."""
    here = select(ProjectUpdate).where(ProjectUpdate.project_id == project_id)
    row = db.session.scalar(here.where(ProjectUpdate.number == number))
    if row is None:
        return None
    later = db.session.scalars(here.where(ProjectUpdate.corrects == number).order_by(ProjectUpdate.number))
    return _cards([row], [(number, correction.number) for correction in later])[0]


def last_update_number(project_id: int) -> int:
    """The number of the newest update; 0 before the first."""
    newest = select(func.max(ProjectUpdate.number)).where(ProjectUpdate.project_id == project_id)
    return db.session.scalar(newest) or 0


def _cards(rows: Sequence[ProjectUpdate], corrections: Iterable[tuple[int, int]]) -> list[UpdateCard]:
    files = files_by_key(key for row in rows for key in file_keys(row.evidence))
    partners = _partners({row.partner_id for row in rows if row.partner_id})
    corrected: dict[int, tuple[int, ...]] = {}
    for number, by in corrections:
        corrected[number] = (*corrected.get(number, ()), by)
    return [
        UpdateCard(
            number=row.number,
            phase=Phase(row.phase),
            condition=Condition(row.condition),
            text=row.text,
            posted_at=row.posted_at,
            evidence=evidence_from(row.evidence, files),
            corrects=row.corrects,
            corrected_by=corrected.get(row.number, ()),
            partner=partners.get(row.partner_id or 0),
        )
        for row in rows
    ]


def partner_name(partner_id: int) -> PartnerName | None:
    """A partner as pages name it."""
    return _partners({partner_id}).get(partner_id)


def _partners(ids: set[int]) -> dict[int, PartnerName]:
    if not ids:
        return {}
    rows = db.session.execute(select(Partner.id, Partner.slug, Partner.name).where(Partner.id.in_(ids)))
    return {row.id: PartnerName(row.id, row.slug, row.name) for row in rows}


def update_text(
    phase: Phase,
    condition: Condition,
    text: Translated,
    evidence: Evidence = NO_EVIDENCE,
    corrects: int | None = None,
    partner: str | None = None,
) -> str:
    """What the public record commits to for an update: RFC 8785 JSON of what it says and shows.

    What an update does not have is left out, so that those posted before there was any evidence keep their text.
    """
    said: dict[str, Any] = {"condition": condition.value, "phase": phase.value, "text": dict(text)}
    if evidence:
        said["evidence"] = recorded_evidence(evidence)
    if corrects is not None:
        said["corrects"] = corrects
    if partner is not None:
        said["partner"] = partner
    return rfc8785.dumps(said).decode()


def update_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the updates `<project slug>/<number>` as the public record commits to them."""
    wanted = set(keys)
    slugs = {key.partition("/")[0] for key in wanted}
    rows = db.session.execute(
        select(Project.slug, ProjectUpdate)
        .join(Project, Project.id == ProjectUpdate.project_id)
        .where(Project.slug.in_(slugs))
    ).all()
    cards = _cards([row for _slug, row in rows], ())
    texts = {f"{slug}/{card.number}": card.record_text for (slug, _row), card in zip(rows, cards, strict=True)}
    return {key: text for key, text in texts.items() if key in wanted}
