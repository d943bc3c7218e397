"""Who may publish projects and goals, add partners, sign and draft for them. Reading is for everybody.

What a partner account reaches has twins in SQL, `queries.own_projects_of` and `queries.drafts_visible_to`; a test
holds each pair together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule
from portal.projects.models import DraftState, LinkStanding

SEEN_BY_CLERKS = {DraftState.SENT, DraftState.PUBLISHED}


@dataclass(frozen=True)
class DraftStanding:
    """What decides who may read a draft: its state, and the people who speak for its partner now."""

    state: DraftState
    speakers: Collection[int]


@rule(Permission.DRAFT_PUBLISH)
def may_publish_draft(actor: Actor, _draft: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)


@rule(Permission.DRAFT_READ)
def may_read_draft(actor: Actor, draft: DraftStanding | None = None) -> bool:
    """A partner's people read all of its drafts, clerks what was sent to them."""
    if draft is None:
        return actor.has(Role.CLERK, Role.PARTNER)
    own = actor.has(Role.PARTNER) and actor.person_id in draft.speakers
    return own or (actor.has(Role.CLERK) and draft.state in SEEN_BY_CLERKS)


@rule(Permission.DRAFT_WRITE)
def may_write_draft(actor: Actor, speakers: Collection[int] | None = None) -> bool:
    """Partners, for their own projects: `speakers` are those who speak now for a partner that takes part in it."""
    return actor.has(Role.PARTNER) and (speakers is None or actor.person_id in speakers)


@rule(Permission.GOAL_EDIT)
def may_edit_goals(actor: Actor, _goal: Any = None) -> bool:
    """Clerks publish the vision and its goals."""
    return actor.has(Role.CLERK)


@rule(Permission.PARTNER_EDIT)
def may_edit_partner(actor: Actor, _partner: Any = None) -> bool:
    """Clerks add partners and ask them to sign."""
    return actor.has(Role.CLERK)


@rule(Permission.PROJECT_EDIT)
def may_edit_project(actor: Actor, _project: Any = None) -> bool:
    """Clerks publish."""
    return actor.has(Role.CLERK)


@rule(Permission.SHEET_SIGN)
def may_sign_sheet(_actor: Actor, standing: LinkStanding | None) -> bool:
    """Whoever holds an open link, signed in or not."""
    return standing is LinkStanding.OPEN


@rule(Permission.SPOKESPERSON_CONFIRM)
def may_confirm_spokesperson(actor: Actor, _partner: Any = None) -> bool:
    """Clerks confirm who speaks for a partner; admins alone grant the role that it takes."""
    return actor.has(Role.CLERK)
