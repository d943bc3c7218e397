"""Drafts themselves for use cases and the worker, and the few facts about them that are no page."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from portal.core.db import db
from portal.projects.drafts.contents import words_from
from portal.projects.drafts.shapes import files_of
from portal.projects.models import DraftKind, DraftState, Partner, PartnerDraft, Project
from portal.projects.models.drafts import OPEN
from portal.projects.queries.spokespeople import PartnerName


def draft_for_change(draft_id: int) -> PartnerDraft | None:
    """The draft itself, locked until the transaction ends, for a use case that changes it."""
    wanted = select(PartnerDraft).where(PartnerDraft.id == draft_id).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def same_drafts(project_id: int, partner_id: int, author_id: int, kind: DraftKind) -> Sequence[PartnerDraft]:
    """What this person has written or sent of this kind: among it stands a form that was sent twice."""
    return db.session.scalars(
        select(PartnerDraft).where(
            PartnerDraft.project_id == project_id,
            PartnerDraft.partner_id == partner_id,
            PartnerDraft.author_id == author_id,
            PartnerDraft.kind == kind,
            PartnerDraft.state.in_({DraftState.WRITTEN, DraftState.SENT}),
        )
    ).all()


def requirement_authors(project_id: int) -> dict[str, PartnerName]:
    """The partners that drafted requirements of a project's sheet, by the requirement's key."""
    wanted = (
        select(PartnerDraft.published_as, Partner.id, Partner.slug, Partner.name)
        .join(Partner, Partner.id == PartnerDraft.partner_id)
        .where(
            PartnerDraft.project_id == project_id,
            PartnerDraft.kind == DraftKind.REQUIREMENT,
            PartnerDraft.state == DraftState.PUBLISHED,
        )
    )
    rows = db.session.execute(wanted)
    return {row.published_as.partition("/")[2]: PartnerName(row.id, row.slug, row.name) for row in rows}


def project_slug_of_draft(draft_id: int) -> str | None:
    """The project that a draft is for."""
    return db.session.scalar(
        select(Project.slug)
        .join(PartnerDraft, PartnerDraft.project_id == Project.id)
        .where(PartnerDraft.id == draft_id)
    )


def open_count(partner_id: int) -> int:
    """How many drafts of a partner are neither published nor withdrawn."""
    settled = {DraftState.PUBLISHED, DraftState.WITHDRAWN}
    wanted = select(func.count()).select_from(PartnerDraft)
    wanted = wanted.where(PartnerDraft.partner_id == partner_id, PartnerDraft.state.not_in(settled))
    return db.session.scalar(wanted) or 0


def draft_state(draft_id: int) -> DraftState | None:
    """Where a draft stands, for a clerk who opens the address of one that waits no more."""
    state = db.session.scalar(select(PartnerDraft.state).where(PartnerDraft.id == draft_id))
    return DraftState(state) if state else None


def files_in_open_drafts() -> set[int]:
    """The ids of the files that partners' drafts bring which may still be published."""
    wanted = select(PartnerDraft.kind, PartnerDraft.content).where(PartnerDraft.state.in_({*OPEN, DraftState.SENT}))
    return set[int]().union(
        *(files_of(words_from(DraftKind(kind), content)) for kind, content in db.session.execute(wanted))
    )
