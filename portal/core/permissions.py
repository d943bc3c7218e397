"""Who may do what: every permission by name, one rule for each, asked the same way everywhere.

`@rule` registers a pure predicate in a feature's `access.py`; `can` asks it (templates), `authorize` insists on
it (use cases), the route marks of `core/routes.py` hold the door. Deny is the default.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portal.core.errors import Forbidden


class Role(StrEnum):
    """What an account is trusted with; one person may hold several."""

    ADMIN = "admin"
    CLERK = "clerk"
    MEMBER = "member"
    MODERATOR = "moderator"
    PARTNER = "partner"


class Permission(StrEnum):
    """Alphabetical, "resource:action"."""

    APPEAL_ANSWER = "appeal:answer"
    COMMENT_ENTER = "comment:enter"
    COMMENT_POST = "comment:post"
    COMMITTEE_EDIT = "committee:edit"
    DESK_ENTER = "desk:enter"
    DRAFT_PUBLISH = "draft:publish"
    DRAFT_READ = "draft:read"
    DRAFT_WRITE = "draft:write"
    ESCALATION_PLAN = "escalation:plan"
    FEEDBACK_ERASE = "feedback:erase"
    FEEDBACK_IMPORT = "feedback:import"
    FEEDBACK_READ = "feedback:read"
    FEEDBACK_REPORT = "feedback:report"
    FEEDBACK_RULE = "feedback:rule"
    FEEDBACK_SEARCH = "feedback:search"
    GOAL_EDIT = "goal:edit"
    GUIDELINE_EDIT = "guideline:edit"
    HOLD_SET = "hold:set"
    MEETING_EDIT = "meeting:edit"
    MEETING_READ = "meeting:read"
    PAPER_READ = "paper:read"
    PARTNER_EDIT = "partner:edit"
    PERSON_EDIT = "person:edit"
    PROJECT_EDIT = "project:edit"
    RETENTION_RUN = "retention:run"
    RULING_UNDO = "ruling:undo"
    SEAL_OPEN = "seal:open"
    SHEET_SIGN = "sheet:sign"
    SPEAKER_READ = "speaker:read"
    SPEAKER_REGISTER = "speaker:register"
    SPOKESPERSON_CONFIRM = "spokesperson:confirm"
    SURVEY_ANSWER = "survey:answer"
    SURVEY_EDIT = "survey:edit"
    SURVEY_INVITE = "survey:invite"
    SURVEY_READ = "survey:read"
    SURVEY_RESPONSES = "survey:responses"
    SURVEY_RESULTS = "survey:results"
    TEMPLATE_EDIT = "template:edit"


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a signed-in person, a visitor, or the site's own command line."""

    person_id: int | None = None
    name: str = ""
    pseudonym: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)

    @property
    def is_authenticated(self) -> bool:
        """Whether this is a signed-in person (the name is Flask-Login's)."""
        return self.person_id is not None

    is_active = is_authenticated

    @property
    def is_anonymous(self) -> bool:
        """The opposite of `is_authenticated` (the name is Flask-Login's)."""
        return self.person_id is None

    def get_id(self) -> str:
        """Flask-Login's key of the person."""
        return str(self.person_id)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


VISITOR = Actor()
COMMAND_LINE = Actor(name="Command line", pseudonym="command line", roles=frozenset(Role))

Rule = Callable[[Actor, Any], bool]
_rules: dict[Permission, Rule] = {}


def rule(permission: Permission) -> Callable[[Rule], Rule]:
    """Register the predicate `(actor, thing) -> bool` of `permission`; a second one is refused."""

    def register(predicate: Rule) -> Rule:
        known = _rules.get(permission)
        if known is not None and known is not predicate:
            raise RuntimeError(f"{permission} has two rules")
        _rules[permission] = predicate
        return predicate

    return register


def rules() -> dict[Permission, Rule]:
    """All registered rules."""
    return dict(_rules)


def can(actor: Actor, permission: Permission, thing: Any = None) -> bool:
    """Whether `actor` may; a permission without a rule is denied."""
    predicate = _rules.get(permission)
    return predicate is not None and predicate(actor, thing)


def authorize(actor: Actor, permission: Permission, thing: Any = None) -> None:
    """Raise `Forbidden` unless `actor` may."""
    if not can(actor, permission, thing):
        raise Forbidden(permission)
