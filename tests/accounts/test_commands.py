"""The first admin is made at the command line."""

from __future__ import annotations

from flask import Flask

from portal.accounts import queries
from portal.accounts.commands import people
from portal.core.permissions import Role
from tests.support.cast import PASSWORD


def run(app: Flask, *words: str):
    """`portal people …`"""
    return app.test_cli_runner().invoke(people, list(words))


def test_somebody_is_added_with_roles(app: Flask) -> None:
    done = run(
        app, "add", "Ana@example.org", "--name", "Ana", "--role", "admin", "--role", "clerk", "--password", PASSWORD
    )
    assert (done.exit_code, "sign in" in done.output) == (0, True)
    ana = queries.person_by_email("ana@example.org")
    assert ana is not None
    assert queries.roles_of(ana.id) == {Role.ADMIN, Role.CLERK}
    assert PASSWORD not in done.output


def test_what_is_wrong_is_said_in_words(app: Flask) -> None:
    known = ("add", "ana@example.org", "--name", "Ana", "--role", "admin", "--password")
    assert run(app, *known, "short").exit_code != 0
    assert run(app, *known, PASSWORD).exit_code == 0
    again = run(app, *known, PASSWORD)
    assert again.exit_code != 0
    assert "already there" in again.output
    assert "Traceback" not in again.output


def test_an_unknown_role_is_refused(app: Flask) -> None:
    assert run(app, "add", "a@example.org", "--name", "A", "--role", "king", "--password", PASSWORD).exit_code == 2
