"""A clerk invites businesses: adds them, makes a new link, notes what came back, and has the worker write to them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core import mail
from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.events import emit
from portal.core.formats import iso
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.events import InvitationsWanted
from portal.surveys.invitees import Invitee
from portal.surveys.models import Invitation, Survey, SurveyState
from portal.surveys.tokens import hash_of, invitation_code


@usecase
def add_invitations(*, actor: Actor, slug: str, invitees: Sequence[Invitee]) -> int:
    """Invite those who are not invited yet; returns how many that were."""
    survey = _survey(slug)
    authorize(actor, Permission.SURVEY_INVITE, survey.created_by)
    if survey.state not in (SurveyState.DRAFT, SurveyState.OPEN):
        raise WrongState(_("This survey is closed. It invites nobody any more."))
    wanted = {invitee.known_by: invitee for invitee in reversed(invitees)}
    known = queries.known_businesses(survey.id, wanted.keys())
    fresh = [invitee for mark, invitee in reversed(wanted.items()) if mark not in known]
    db.session.add_all(_invitation(survey.id, invitee) for invitee in fresh)
    return len(fresh)


@usecase
def issue_again(*, actor: Actor, slug: str, invitation_id: int) -> None:
    """Make a new link; the old one dies, and what was begun with it goes on with the new one."""
    survey = _survey(slug)
    authorize(actor, Permission.SURVEY_INVITE, survey.created_by)
    invitation = _invitation_of(survey, invitation_id)
    # in the order in which sending locks them
    draft = queries.draft_of_invitation(invitation.token_hash)
    locked = queries.invitation_for_change(survey.id, invitation.token_hash)
    if locked is None or locked.used:
        raise WrongState(_("The answers of this invitation were sent already."))
    locked.issue += 1
    locked.token_hash = hash_of(invitation_code(locked.id, locked.issue))
    locked.mailed_at, locked.undeliverable = None, False
    if draft is not None:
        draft.code_hash = locked.token_hash


@usecase
def mark_undeliverable(*, actor: Actor, slug: str, invitation_id: int, undeliverable: bool) -> None:
    """Note that an invitation came back, or that it did not after all."""
    survey = _survey(slug)
    authorize(actor, Permission.SURVEY_INVITE, survey.created_by)
    _invitation_of(survey, invitation_id).undeliverable = undeliverable


@usecase
def order_mails(*, actor: Actor, slug: str, remind: bool) -> None:
    """Have the worker write to everybody who has no mail yet, or remind those who have not finished."""
    survey = _survey(slug)
    authorize(actor, Permission.SURVEY_INVITE, survey.created_by)
    if not mail.enabled():
        raise Refused(_("This site sends no mails. Print letters, or download the links."))
    if not survey.takes_answers(now()):
        raise WrongState(_("This survey takes no answers now. Nobody was written to."))
    emit(InvitationsWanted(survey.id, iso(now()), remind))


def _invitation(survey_id: int, invitee: Invitee) -> Invitation:
    key = new_id()
    return Invitation(
        id=key,
        survey_id=survey_id,
        known_by=invitee.known_by,
        name=invitee.name,
        email=invitee.email,
        size_class=invitee.size_class,
        sector=invitee.sector,
        branch_of=invitee.branch_of,
        lang=invitee.lang,
        issue=1,
        token_hash=hash_of(invitation_code(key, 1)),
    )


def _survey(slug: str) -> Survey:
    survey = queries.survey_row(slug)
    if survey is None:
        raise NotFound
    return survey


def _invitation_of(survey: Survey, invitation_id: int) -> Invitation:
    invitation = queries.invitation_row(survey.id, invitation_id)
    if invitation is None:
        raise NotFound
    return invitation
