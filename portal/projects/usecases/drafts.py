"""What a partner does with its drafts: write, send to the clerk, take back."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize, can
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.access import DraftStanding
from portal.projects.drafts.contents import content_of, fingerprint
from portal.projects.drafts.shapes import Words, files_of
from portal.projects.filing import Upload, file_away
from portal.projects.models import DraftKind, DraftState, PartnerDraft
from portal.projects.usecases.sheets import Overtaken

MOST_OPEN = 100
MOST_WAITING = 60


@usecase
def write_draft(*, actor: Actor, project_slug: str, partner_slug: str, kind: DraftKind, words: Words) -> int:
    """Keep a new draft of a partner for one of its projects; returns its id. The same form sent twice is one draft."""
    project = queries.project_by_slug(project_slug)
    partner = queries.partners_by_slug([partner_slug]).get(partner_slug)
    if project is None or partner is None:
        raise NotFound
    authorize(actor, Permission.DRAFT_WRITE, queries.speakers_on(project.id, partner.id))
    _insist_on_own_files(project.id, partner.id, words)
    content, author_id = content_of(words), _author(actor)
    for there in queries.same_drafts(project.id, partner.id, author_id, kind):
        if there.content == content:
            return there.id
    if queries.open_count(partner.id) >= MOST_OPEN:
        raise Refused(_("You have %(most)s drafts that are not published. Withdraw some first.", most=MOST_OPEN))
    draft = PartnerDraft(project_id=project.id, partner_id=partner.id, author_id=author_id, kind=kind, content=content)
    db.session.add(draft)
    db.session.flush()
    return draft.id


@usecase
def add_draft_files(*, actor: Actor, project_slug: str, partner_slug: str, uploads: Sequence[Upload]) -> list[int]:
    """Give a partner these kept files for its drafts; returns their ids. One that is there already is that."""
    project = queries.project_for_change(project_slug)
    partner = queries.partners_by_slug([partner_slug]).get(partner_slug)
    if project is None or partner is None:
        raise NotFound
    authorize(actor, Permission.DRAFT_WRITE, queries.speakers_on(project.id, partner.id))
    ids = []
    for upload in uploads:
        there = queries.same_file(project.id, upload.kind, upload.kept.sha256, partner.id)
        ids.append((there or file_away(actor, project, upload, partner.id)).id)
    if queries.waiting_count(project.id, partner.id) > MOST_WAITING:
        raise Refused(_("At most %(most)s files may wait in your drafts. Withdraw some first.", most=MOST_WAITING))
    return ids


@usecase
def edit_draft(*, actor: Actor, draft_id: int, words: Words, loaded: str | None = None) -> None:
    """Give a draft other words. `loaded` is the fingerprint of those that the writer began from."""
    draft = _readable(actor, draft_id)
    authorize(actor, Permission.DRAFT_WRITE, queries.speakers_for(draft.partner_id))
    _insist_on_part(draft)
    _insist_on_own_files(draft.project_id, draft.partner_id, words)
    content = content_of(words)
    if content == draft.content:
        return
    if loaded is not None and loaded != fingerprint(draft.content):
        raise Overtaken(_("A colleague saved this draft while you wrote. Read it again, then save yours."))
    draft.rewrite(_("This draft was sent, published or withdrawn. It cannot be changed."), _author(actor), content)


@usecase
def send_draft(*, actor: Actor, draft_id: int) -> None:
    """Hand a draft to the clerk. Sent twice is sent once."""
    draft = _readable(actor, draft_id)
    authorize(actor, Permission.DRAFT_WRITE, queries.speakers_for(draft.partner_id))
    _insist_on_part(draft)
    if draft.state != DraftState.SENT:
        draft.send(_("This draft was already published or withdrawn. Write a new one."), _author(actor))


@usecase
def withdraw_draft(*, actor: Actor, draft_id: int) -> None:
    """Take a draft back, for good, also where the project is the partner's no longer. Twice is once."""
    draft = _readable(actor, draft_id)
    authorize(actor, Permission.DRAFT_WRITE, queries.speakers_for(draft.partner_id))
    if draft.state != DraftState.WITHDRAWN:
        draft.withdraw(_("The clerk already published this draft. What is published stays."))


def _readable(actor: Actor, draft_id: int) -> PartnerDraft:
    """A draft that the actor may read; the others do not exist for them."""
    draft = queries.draft_for_change(draft_id)
    if draft is None:
        raise NotFound
    standing = DraftStanding(DraftState(draft.state), queries.speakers_for(draft.partner_id))
    if not can(actor, Permission.DRAFT_READ, standing):
        raise NotFound
    return draft


def _insist_on_own_files(project_id: int, partner_id: int, words: Words) -> None:
    """Nobody draws a file that is not public and not theirs into the open by naming its key."""
    wanted = files_of(words)
    rows = queries.files_for_change(project_id, wanted)
    own = {key for key, row in rows.items() if row.posted_at is not None or row.partner_id == partner_id}
    if wanted - own:
        raise Refused(_("A file is not there any more. Send it again."))


def _insist_on_part(draft: PartnerDraft) -> None:
    if not queries.takes_part(draft.project_id, draft.partner_id):
        raise Refused(_("This project no longer names your organization as a partner. You can withdraw the draft."))


def _author(actor: Actor) -> int:
    if actor.person_id is None:
        raise Forbidden(Permission.DRAFT_WRITE)
    return actor.person_id
