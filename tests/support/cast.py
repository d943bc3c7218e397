"""The people of the tests, the same in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from portal.accounts import queries, usecases
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, VISITOR, Actor, Role

PASSWORD = "correct-horse-battery"
NAMES = ("visitor", "nobody", "clerk", "moderator", "member", "admin", "partner")


@dataclass(frozen=True)
class Player:
    """Somebody who can sign in: `actor` for use cases and queries, the rest for the sign-in page."""

    actor: Actor
    email: str
    password: str = PASSWORD

    @property
    def person_id(self) -> int:
        """The key of the person's row."""
        assert self.actor.person_id is not None
        return self.actor.person_id


class Cast:
    """Each person is added, by the use case, when a test first names them."""

    visitor = VISITOR

    @cached_property
    def nobody(self) -> Player:
        """Has an account and holds no role."""
        return add_player("nobody")

    @cached_property
    def clerk(self) -> Player:
        """Publishes."""
        return add_player("clerk", Role.CLERK)

    @cached_property
    def moderator(self) -> Player:
        """Rules on feedback."""
        return add_player("moderator", Role.MODERATOR)

    @cached_property
    def member(self) -> Player:
        """Sits on the committee."""
        return add_player("member", Role.MEMBER)

    @cached_property
    def admin(self) -> Player:
        """Grants roles."""
        return add_player("admin", Role.ADMIN)

    @cached_property
    def partner(self) -> Player:
        """Has a partner account; whom they speak for, a clerk confirms."""
        return add_player("partner", Role.PARTNER)

    def actor(self, name: str) -> Actor:
        """The actor called `name`, for tables of rules; one of `NAMES`."""
        who = getattr(self, name)
        return who if isinstance(who, Actor) else who.actor

    def everybody(self) -> dict[str, Actor]:
        """All of them by name."""
        return {name: self.actor(name) for name in NAMES}


def add_player(name: str, *roles: Role) -> Player:
    """Somebody with these roles who can sign in; for a second moderator, or one person with two roles."""
    email = f"{name}@example.org"
    person_id = usecases.add_person(
        actor=COMMAND_LINE, email=email, name=f"{name.title()} Example", password=PASSWORD, roles=frozenset(roles)
    )
    actor = queries.actor_for(person_id)
    assert actor is not None
    db.session.rollback()
    return Player(actor, email)
