"""One more status update, for good, with its entry in the public record: the one road of clerks and of partners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor
from portal.core.translated import Translated
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


@dataclass(frozen=True)
class NewUpdate:
    """What shall be posted. `corrects` is the number of an earlier update, `partner_id` the partner who wrote this."""

    phase: Phase
    condition: Condition
    text: Translated
    evidence: GivenEvidence = field(default_factory=GivenEvidence)
    corrects: int | None = None
    partner_id: int | None = None


def add_update(actor: Actor, project: Project, new: NewUpdate, number: int | None = None) -> int:
    """Post the next update of `project`, which is locked; returns its number.

    `number` is the one that the writer expects it to have. Where the very same update already has it (a form
    sent twice), it is returned; where another was posted in between, this one is refused.
    """
    upcoming = queries.last_update_number(project.id) + 1
    partner, given = _partner(new.partner_id), new.evidence
    files = queries.files_for_change(project.id, [*(photo.file_id for photo in given.photos), *given.papers])
    shown = final_evidence(given, files)
    slug = partner.slug if partner else None
    said = queries.update_text(new.phase, new.condition, new.text, shown, new.corrects, slug)
    if number is not None and number != upcoming:
        return _posted_before(project, number, said)
    if new.corrects is not None and not 1 <= new.corrects < upcoming:
        raise Refused(_("Choose an update that was posted"), "corrects")
    update = ProjectUpdate(
        project_id=project.id,
        number=upcoming,
        phase=new.phase,
        condition=new.condition,
        text=new.text,
        posted_at=now(),
        author_id=actor.person_id,
        evidence=kept_evidence([card.id for card in shown.files], shown.decisions, shown.links),
        corrects=new.corrects,
        partner_id=new.partner_id,
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


def final_evidence(given: GivenEvidence, files: dict[int, ProjectFile]) -> Evidence:
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
