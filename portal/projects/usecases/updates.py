"""Posting status updates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.evidence import (
    MOST_FILES,
    MOST_LINKS,
    Evidence,
    FileCard,
    GivenEvidence,
    Photo,
    file_card,
    kept_evidence,
    may_link_to,
)
from portal.projects.models import Condition, FileKind, Phase, Project, ProjectFile, ProjectUpdate
from portal.projects.queries import PartnerName
from portal.record.models import Deed, append

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

    `number` is the one that the writer expects it to have. Where the very same update already has it (a form
    sent twice), it is returned; where another was posted in between, this one is refused. `corrects` is the number
    of an earlier update, `partner_id` the partner who wrote this one.
    """
    authorize(actor, Permission.PROJECT_EDIT)
    project = queries.project_for_change(project_slug)
    if project is None:
        raise NotFound
    upcoming = queries.last_update_number(project.id) + 1
    partner = _partner(partner_id)
    files = queries.files_for_change(project.id, [*(photo.file_id for photo in evidence.photos), *evidence.papers])
    shown = _shown(evidence, files)
    said = queries.update_text(phase, condition, text, shown, corrects, partner.slug if partner else None)
    if number is not None and number != upcoming:
        return _posted_before(project, number, said)
    if corrects is not None and not 1 <= corrects < upcoming:
        raise Refused(_("Choose an update that was posted"), "corrects")
    update = ProjectUpdate(
        project_id=project.id,
        number=upcoming,
        phase=phase,
        condition=condition,
        text=text,
        posted_at=now(),
        author_id=actor.person_id,
        evidence=kept_evidence([card.id for card in shown.files], shown.decisions, shown.links),
        corrects=corrects,
        partner_id=partner_id,
    )
    db.session.add(update)
    for card in shown.files:
        _make_public(files[card.id], card, update)
    deed = Deed(action="update.posted", subject=f"update:{project.slug}/{update.number}", role="clerk", text=said)
    append(actor, deed, at=update.posted_at)
    return update.number


def _partner(partner_id: int | None) -> PartnerName | None:
    if partner_id is None:
        return None
    found = queries.partner_name(partner_id)
    if found is None:
        raise NotFound
    return found


def _shown(given: GivenEvidence, files: dict[int, ProjectFile]) -> Evidence:
    """What the update will show, in its final words; refused where these lack or a file is not there."""
    if len(given.photos) + len(given.papers) > MOST_FILES or len(given.links) > MOST_LINKS:
        raise Refused(_("Show at most 12 files and 5 links"))
    if not all(may_link_to(link.url) and link.label for link in given.links):
        raise Refused(_("Give each link its words and an address that begins with https://"))
    return Evidence(
        files=(*_photos(given.photos, files), *_papers(given.papers, files)),
        decisions=given.decisions,
        links=given.links,
    )


def _photos(photos: Sequence[Photo], files: dict[int, ProjectFile]) -> list[FileCard]:
    cards = []
    first = current_app.config["SETTINGS"].default_language
    for photo in photos:
        card = _card(photo.file_id, FileKind.PHOTO, files)
        if not card.posted:  # once public, its words stay
            card = replace(card, alt=Translated() if photo.decorative else photo.alt, decorative=photo.decorative)
        if not card.decorative and first not in card.alt:
            raise Refused(_("Describe each photo for people who cannot see it, or mark it as decoration"))
        cards.append(card)
    return cards


def _papers(papers: Sequence[int], files: dict[int, ProjectFile]) -> list[FileCard]:
    return [_card(file_id, FileKind.PAPER, files) for file_id in papers]


def _card(file_id: int, kind: FileKind, files: dict[int, ProjectFile]) -> FileCard:
    row = files.get(file_id)
    if row is None or row.kind != kind:
        raise Refused(_("A file is not there any more. Send it again."))
    return file_card(row)


def _make_public(row: ProjectFile, card: FileCard, update: ProjectUpdate) -> None:
    row.alt, row.decorative = card.alt, card.decorative
    row.posted_at = row.posted_at or update.posted_at


def _posted_before(project: Project, number: int, wanted: str) -> int:
    there = queries.update(project.id, number)
    if there is not None and there.record_text == wanted:
        return number
    raise Refused(_("Another update was posted while you wrote. Read it, then post yours."))
