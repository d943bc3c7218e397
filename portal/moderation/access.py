"""Who rules on feedback, who reports it, who answers appeals, and who keeps the plan for dangers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from portal.comments.models import FeedbackState
from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.FEEDBACK_RULE)
def may_rule(actor: Actor, bound: Collection[int] | None = None) -> bool:
    """Moderators, but for those `bound`: they speak for a partner of the project (`feedback.queries.bound_people`)."""
    return actor.has(Role.MODERATOR) and actor.person_id not in (bound or ())


@rule(Permission.RULING_UNDO)
def may_undo(actor: Actor, bound: Collection[int] | None = None) -> bool:
    """Any moderator who may rule there, within the undo time, which the use case keeps."""
    return may_rule(actor, bound)


@rule(Permission.FEEDBACK_IMPORT)
def may_import(actor: Actor, _thing: Any = None) -> bool:
    """Importing rulings made elsewhere takes the rights of the command line: moderator and clerk together."""
    return actor.has(Role.MODERATOR) and actor.has(Role.CLERK)


@rule(Permission.GUIDELINE_EDIT)
def may_edit_guidelines(actor: Actor, _guideline: Any = None) -> bool:
    """Moderators, who work with them, and clerks, who publish."""
    return actor.has(Role.MODERATOR, Role.CLERK)


@rule(Permission.SEAL_OPEN)
def may_open_seals(actor: Actor, _comment: Any = None) -> bool:
    """Moderators, each time with a reason that the public record tells of."""
    return actor.has(Role.MODERATOR)


@rule(Permission.TEMPLATE_EDIT)
def may_edit_templates(actor: Actor, _template: Any = None) -> bool:
    """Moderators keep the words that they answer with."""
    return actor.has(Role.MODERATOR)


@rule(Permission.FEEDBACK_REPORT)
def may_report(_actor: Actor, state: FeedbackState | None) -> bool:
    """Anybody, without an account; what is not public cannot be reported."""
    return state == FeedbackState.PUBLISHED


@dataclass(frozen=True)
class AppealCase:
    """What decides who answers an appeal: who made the ruling, whether another moderator is there who might answer,
    and who speaks for a partner of the project (`feedback.queries.bound_people`)."""

    ruled_by: int | None
    others: bool
    bound: frozenset[int] = frozenset()


@rule(Permission.APPEAL_ANSWER)
def may_answer_appeal(actor: Actor, case: AppealCase | None) -> bool:
    """Another moderator than the one who ruled. Where there is none, a clerk or a member who is no partner's.

    Without a case: whoever could answer some appeal.
    """
    stands_in = actor.has(Role.CLERK, Role.MEMBER) and not actor.has(Role.PARTNER)
    if case is None:
        return actor.has(Role.MODERATOR) or stands_in
    if actor.person_id is None or actor.person_id in {case.ruled_by, *case.bound}:
        return False
    return actor.has(Role.MODERATOR) or (stands_in and not case.others)


@rule(Permission.ESCALATION_PLAN)
def may_keep_plan(actor: Actor, _plan: Any = None) -> bool:
    """Admins, and the moderators who work by it."""
    return actor.has(Role.ADMIN, Role.MODERATOR)
