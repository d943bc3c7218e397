"""A business begins with the link of its invitation."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.errors import NotFound, WrongState
from portal.core.permissions import Actor, Permission, can
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.tokens import hash_of
from portal.surveys.usecases.drafting import insist_open, new_draft, opened_survey


class InvitationUsed(WrongState):
    """The answers of this business were sent."""


@usecase
def begin_invited(*, actor: Actor, slug: str, code: str, lang: str) -> int:
    """The draft that the link with this code leads to, begun where it was not; returns its id.

    Raises `AnswersClosed`, `InvitationUsed`, and `NotFound` where a newer link took its place.
    """
    survey = opened_survey(slug)
    insist_open(can(actor, Permission.SURVEY_ANSWER, survey.takes_answers(now())))
    invitation = queries.invitation_for_change(survey.id, hash_of(code))
    if invitation is None:
        raise NotFound
    if invitation.used:
        raise InvitationUsed(_("The answers of this invitation were sent already."))
    draft = queries.draft_for_change(survey.id, code)
    return (draft or new_draft(survey.id, invitation.token_hash, lang)).id
