"""`portal people`: the first admin is made here; there is no default account."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.accounts import usecases
from portal.core.errors import Refused
from portal.core.permissions import COMMAND_LINE, Role

people = AppGroup("people", help="The people of the desk.")


@people.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The person's name, shown at the desk only.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([r.value for r in Role]))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="15 characters or more.")
def add(email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Add somebody who may sign in."""
    try:
        usecases.add_person(
            actor=COMMAND_LINE,
            email=email,
            name=name,
            password=password,
            roles=frozenset(Role(r) for r in roles),
        )
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal
    click.echo(f"{email} can sign in at /staff/sign-in.")


COMMANDS = (people,)
