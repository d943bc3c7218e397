"""Reads of people and sign-ins."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.accounts.models import Person, PersonRole, SignIn
from portal.core.db import db
from portal.core.permissions import Actor, Role


@dataclass(frozen=True)
class PersonLine:
    """One person as the people page lists them."""

    id: int
    name: str
    email: str
    pseudonym: str
    active: bool
    roles: tuple[Role, ...]


def token_hash(token: str) -> str:
    """What the table keeps of a browser's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_by_email(email: str) -> Person | None:
    """The person with this address, whatever its case."""
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def person_by_id(person_id: int) -> Person | None:
    """The person with this id."""
    return db.session.get(Person, person_id)


def roles_of(person_id: int) -> frozenset[Role]:
    """The roles that a person holds."""
    held = db.session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id))
    return frozenset(Role(role) for role in held)


def actor_for(person_id: int) -> Actor | None:
    """The person as one who acts; None when unknown or no longer active."""
    person = person_by_id(person_id)
    if person is None or not person.active:
        return None
    return Actor(person.id, person.name, person.pseudonym, roles_of(person.id))


def live_sign_in(token: str) -> SignIn | None:
    """The live session that belongs to a browser's token."""
    found = db.session.get(SignIn, token_hash(token))
    return found if found is not None and found.is_live() else None


def sign_ins_of(person_id: int) -> Sequence[SignIn]:
    """Every session of a person that was not ended."""
    return db.session.scalars(select(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))).all()


def people() -> list[PersonLine]:
    """Everybody, by name."""
    roles: dict[int, list[Role]] = {}
    for held in db.session.scalars(select(PersonRole).order_by(PersonRole.role)):
        roles.setdefault(held.person_id, []).append(Role(held.role))
    return [
        PersonLine(p.id, p.name, p.email, p.pseudonym, p.active, tuple(roles.get(p.id, ())))
        for p in db.session.scalars(select(Person).order_by(Person.name, Person.id))
    ]


def holders_of(role: Role) -> list[PersonLine]:
    """The active people who hold a role, by name; of their roles this one alone is told."""
    rows = db.session.scalars(
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == role, Person.active)
        .order_by(Person.name, Person.id)
    )
    return [PersonLine(p.id, p.name, p.email, p.pseudonym, p.active, (role,)) for p in rows]


def count_admins() -> int:
    """How many active admins there are."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Person)
            .join(PersonRole)
            .where(PersonRole.role == Role.ADMIN, Person.active)
        )
        or 0
    )


def pseudonym_taken(pseudonym: str) -> bool:
    """Whether somebody already stands in the record under this pseudonym."""
    return db.session.scalar(select(Person.id).where(Person.pseudonym == pseudonym)) is not None
