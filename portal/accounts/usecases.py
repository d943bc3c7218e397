"""Adding people, signing in and out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask_babel import gettext as _

from portal.accounts import queries
from portal.accounts.events import RolesChanged
from portal.accounts.models import Person, PersonRole, SignIn
from portal.accounts.passwords import SHORTEST, hash_password, is_password
from portal.core import base32
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, Role, authorize
from portal.core.usecase import usecase

SEEN_EVERY = timedelta(minutes=5)


@usecase
def add_person(
    *, actor: Actor, email: str, name: str, password: str, roles: frozenset[Role], shortest: int = SHORTEST
) -> int:
    """Add somebody who may sign in; returns the id. A known address is refused, a password under `shortest` too."""
    authorize(actor, Permission.PERSON_EDIT)
    if queries.person_by_email(email):
        raise Refused(_("Somebody with this email address is already there."), "email")
    person = Person(
        email=email.strip().lower(),
        name=name.strip(),
        pseudonym=_new_pseudonym(),
        password_hash=_hashed(password, shortest),
    )
    db.session.add(person)
    db.session.flush()
    db.session.add_all(PersonRole(person_id=person.id, role=role) for role in roles)
    return person.id


def _new_pseudonym() -> str:
    while True:
        pseudonym = "S-" + base32.encode(secrets.randbelow(1 << 20), 4)
        if not queries.pseudonym_taken(pseudonym):
            return pseudonym


@usecase
def set_roles(*, actor: Actor, person_id: int, roles: frozenset[Role], active: bool) -> None:
    """Give a person exactly these roles. Every session of theirs ends. The last admin cannot go."""
    authorize(actor, Permission.PERSON_EDIT)
    person = queries.person_by_id(person_id)
    if person is None:
        raise Refused(_("This person is not there any more."))
    held = queries.roles_of(person_id)
    if Role.ADMIN in held and person.active and not (Role.ADMIN in roles and active) and queries.count_admins() == 1:
        raise Refused(_("This is the only admin. Make somebody else an admin first."), "roles")
    for role in held - roles:
        db.session.delete(db.session.get_one(PersonRole, (person_id, role)))
    db.session.add_all(PersonRole(person_id=person_id, role=role) for role in roles - held)
    person.active = active
    emit(RolesChanged(person_id))
    for sign_in in queries.sign_ins_of(person_id):
        sign_in.end()


@usecase
def set_password(*, actor: Actor, person_id: int, password: str, shortest: int = SHORTEST) -> None:
    """Give a person another password. Every session of theirs ends, unless it is the password they have."""
    authorize(actor, Permission.PERSON_EDIT)
    person = queries.person_by_id(person_id)
    if person is None:
        raise Refused(_("This person is not there any more."))
    if is_password(person.password_hash, password):
        return
    person.password_hash = _hashed(password, shortest)
    for sign_in in queries.sign_ins_of(person_id):
        sign_in.end()


def _hashed(password: str, shortest: int) -> str:
    try:
        return hash_password(password, shortest)
    except ValueError as error:
        raise Refused(_("Choose a password of 15 to 128 characters."), "password") from error


@usecase
def open_session(*, person_id: int) -> str:
    """Begin a session for a person whose password was right; returns the browser's token."""
    token = secrets.token_urlsafe(32)
    db.session.add(SignIn(token_hash=queries.token_hash(token), person_id=person_id, csrf_token=secrets.token_hex(20)))
    return token


@usecase
def end_session(*, token: str) -> None:
    """End the session of a browser's token, if it is live."""
    sign_in = queries.live_sign_in(token)
    if sign_in is not None:
        sign_in.end()


@usecase
def note_seen(*, token: str) -> None:
    """Keep a session from idling out; called at most every five minutes (the one write behind a GET)."""
    sign_in = queries.live_sign_in(token)
    if sign_in is not None and now() - sign_in.last_seen_at >= SEEN_EVERY:
        sign_in.last_seen_at = now()
