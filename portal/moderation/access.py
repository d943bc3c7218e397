"""Who rules on feedback."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

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
