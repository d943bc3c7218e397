"""Who rules on feedback."""

from __future__ import annotations

from typing import Any

from portal.core.permissions import Actor, Permission, Role, rule


@rule(Permission.FEEDBACK_RULE)
def may_rule(actor: Actor, _thing: Any = None) -> bool:
    """Moderators."""
    return actor.has(Role.MODERATOR)


@rule(Permission.RULING_UNDO)
def may_undo(actor: Actor, _ruling: Any = None) -> bool:
    """Any moderator, within the undo time, which the use case keeps."""
    return actor.has(Role.MODERATOR)


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
