"""What a clerk does with a partner's draft: publish it with the partner named, or give it back with a reason."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.errors import NotFound, Refused, WrongState
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.drafts.adding import add_requirement
from portal.projects.drafts.contents import fingerprint, words_from
from portal.projects.drafts.hindrances import hindrance, settled
from portal.projects.drafts.shapes import UpdateWords
from portal.projects.models import DraftKind, DraftState, PartnerDraft, Project
from portal.projects.posting import add_update


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
    words = hindrance(
        takes_part=queries.takes_part(draft.project_id, draft.partner_id),
        author_speaks=draft.author_id in queries.speakers_for(draft.partner_id),
    )
    if words:
        raise Refused(words)
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
    if isinstance(words, UpdateWords):
        if number is not None and number != queries.last_update_number(project.id) + 1:
            raise Refused(_("Another update was posted while you read. Read it, then decide."))
        posted = add_update(actor, project, words.phase, words.condition, words.text, draft.partner_id)
        return f"update/{posted}"
    return f"requirement/{add_requirement(project, words)}"


def _locked(draft_id: int) -> tuple[Project, PartnerDraft]:
    """The draft, and the project that it is for, which is locked first as everywhere."""
    slug = queries.project_slug_of_draft(draft_id)
    project = queries.project_for_change(slug) if slug else None
    draft = queries.draft_for_change(draft_id)
    if project is None or draft is None:
        raise NotFound
    return project, draft
