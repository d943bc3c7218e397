"""Posting status updates."""

from __future__ import annotations

from portal.core.errors import NotFound
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.evidence import GivenEvidence
from portal.projects.models import Condition, Phase
from portal.projects.posting import NewUpdate, add_update

NOTHING = GivenEvidence()


@usecase
def post_update(
    *,
    actor: Actor,
    project_slug: str,
    phase: Phase,
    condition: Condition,
    text: Translated,
    number: int | None = None,
    evidence: GivenEvidence = NOTHING,
    corrects: int | None = None,
    partner_id: int | None = None,
) -> int:
    """Post a status update, for good, and note it in the public record; returns its number.

    `number` is the one that the writer expects it to have, see `posting.add_update`. `corrects` is the number of an
    earlier update, `partner_id` the partner who wrote this one.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(project_slug)
    if project is None:
        raise NotFound
    return add_update(actor, project, NewUpdate(phase, condition, text, evidence, corrects, partner_id), number)
