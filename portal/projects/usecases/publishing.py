"""What a clerk does with a partner's draft: publish it with the partner named, or give it back with a reason."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.drafts.adding import add_requirement
from portal.projects.drafts.becoming import becoming
from portal.projects.drafts.contents import fingerprint, words_from
from portal.projects.drafts.hindrances import REPEATING, hindrance, settled
from portal.projects.drafts.shapes import PaperWords
from portal.projects.models import Condition, DraftKind, DraftState, PartnerDraft, Phase, Project
from portal.projects.posting import add_update
from portal.projects.sheets.shapes import Requirement


@usecase
def publish_draft(*, actor: Actor, draft_id: int, loaded: str, number: int | None = None) -> str:
    """Publish a sent draft by the one road of its kind; returns what it became, such as `update/3`.

    `loaded` is the fingerprint of what the clerk read, `number` the one that an update is expected to have: whatever
    came between is refused. The same clerk sending the same form again gets the same answer.
    """
    authorize(actor, Permission.DRAFT_PUBLISH)
    project, draft = _locked(draft_id)
    if draft.state == DraftState.PUBLISHED and draft.settled_by == actor.person_id:
        return draft.published_as
    if draft.state != DraftState.SENT:
        raise WrongState(settled(DraftState(draft.state)))
    if loaded != fingerprint(draft.content):
        raise Refused(_("The partner changed this draft after you opened it. Read it again, then decide."))
    reason = hindrance(
        takes_part=queries.takes_part(draft.project_id, draft.partner_id),
        author_speaks=draft.author_id in queries.speakers_for(draft.partner_id),
        stands_somewhere=draft.kind not in REPEATING or queries.last_update_number(project.id) > 0,
    )
    if reason:
        raise Refused(reason)
    published_as = _publish(actor, project, draft, number)
    draft.publish(settled(DraftState(draft.state)), actor.person_id, published_as)
    return published_as


@usecase
def give_back_draft(*, actor: Actor, draft_id: int, reply: str) -> None:
    """Give a sent draft back to its partner, with the reason. The same again is the same."""
    authorize(actor, Permission.DRAFT_PUBLISH)
    _project, draft = _locked(draft_id)
    if draft.state == DraftState.RETURNED and (draft.settled_by, draft.reply) == (actor.person_id, reply):
        return
    draft.give_back(settled(DraftState(draft.state)), actor.person_id, reply)


def _publish(actor: Actor, project: Project, draft: PartnerDraft, number: int | None) -> str:
    words = words_from(DraftKind(draft.kind), draft.content)
    if isinstance(words, Requirement):
        return f"requirement/{add_requirement(project, words)}"
    last = queries.last_update_number(project.id)
    if number is not None and number != last + 1:
        raise Refused(_("Another update was posted while you read. Read it, then decide."))
    if isinstance(words, PaperWords):
        _name(project, words)
    before = queries.update(project.id, last)
    standing = (before.phase, before.condition) if before else (Phase.PROPOSED, Condition.ON_TRACK)
    return f"update/{add_update(actor, project, becoming(words, standing, draft.partner_id))}"


def _name(project: Project, words: PaperWords) -> None:
    """Give the paper the title and the language that its partner wrote; once public they stay."""
    for row in queries.files_for_change(project.id, [words.file_id]).values():
        if row.posted_at is None:
            row.title, row.lang = words.title, words.lang


def _locked(draft_id: int) -> tuple[Project, PartnerDraft]:
    """The draft, and the project that it is for, which is locked first as everywhere."""
    slug = queries.project_slug_of_draft(draft_id)
    project = queries.project_for_change(slug) if slug else None
    draft = queries.draft_for_change(draft_id)
    if project is None or draft is None:
        raise NotFound
    return project, draft
