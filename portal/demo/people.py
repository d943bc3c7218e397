"""The demo's sign-ins."""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import current_app

from portal.accounts import queries as accounts
from portal.accounts import usecases
from portal.core.permissions import COMMAND_LINE, Actor, Role

CAST = {
    "clerk": ("Casey Clerk", Role.CLERK),
    "moderator": ("Morgan Moderator", Role.MODERATOR),
    "deputy": ("Dana Deputy", Role.MODERATOR),
    "member": ("Max Member", Role.MEMBER),
    "partner": ("Nora Achterberg", Role.PARTNER),
    "admin": ("Ada Admin", Role.ADMIN),
}


# The demo's password is printed for everybody to see; whoever sets a short one for a test means it.
SHORTEST = 1


def ensure_people() -> str:
    """Make the sign-ins, or give those that are there the demo's password; returns it."""
    password = _password()
    for who, (name, role) in CAST.items():
        email = f"{who}@example.org"
        known = accounts.person_by_email(email)
        if known is None:
            usecases.add_person(
                actor=COMMAND_LINE,
                email=email,
                name=name,
                password=password,
                roles=frozenset({role}),
                shortest=SHORTEST,
            )
        else:
            usecases.set_password(actor=COMMAND_LINE, person_id=known.id, password=password, shortest=SHORTEST)
    return password


def actor(who: str) -> Actor:
    """One of the cast."""
    person = accounts.person_by_email(f"{who}@example.org")
    found = accounts.actor_for(person.id) if person else None
    if found is None:
        raise LookupError(f"{who}@example.org cannot act: the account was taken away")
    return found


def _password() -> str:
    """The setting's password; else one made once and kept beside the demo's database."""
    wanted: str = current_app.config["SETTINGS"].demo_password
    if wanted:
        return wanted
    kept = Path(current_app.instance_path) / "demo-password.txt"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text("demo-" + secrets.token_urlsafe(12), "utf-8")
    return kept.read_text("utf-8").strip()
