"""`portal demo load`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from portal.demo.naming import name_site
from portal.demo.people import CAST, ensure_people
from portal.demo.real import calendars, conversations, load_conversation, load_meetings, load_projects, trackers
from portal.demo.town import Progress, play, scenes

demo = AppGroup("demo", help="The demo community.")


@demo.command("load")
def load() -> None:
    """Fill the site with the illustrative town, and the real one where its data is at hand. Safe to run again."""
    password = ensure_people()
    name_site(Path(current_app.instance_path) / "settings.toml")
    _load_town()
    _load_real(current_app.config["SETTINGS"].demo_data)
    click.echo("Sign in at /staff/sign-in with one of these addresses:")
    for who in CAST:
        click.echo(f"  {who}@example.org")
    click.echo(f"  password: {password}")


def _load_town() -> None:
    progress = Progress(Path(current_app.instance_path))
    life = scenes(progress.today)
    if progress.done == len(life):
        click.echo("The illustrative town is already there.")
        return
    with click.progressbar(
        life[progress.done :], label="Playing the illustrative town", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as rest:
        for scene in rest:
            play(scene)
            progress.advance()
    click.echo(f"The illustrative town is there: {len(life)} things happened.")


def _load_real(folder: str) -> None:
    found = conversations(Path(folder)) if folder else []
    meetings = calendars(Path(folder)) if folder else []
    projects = trackers(Path(folder)) if folder else []
    if not found and not meetings and not projects:
        click.echo("No real data at hand (PORTAL_DEMO_DATA names no folder that holds it): illustrative town alone.")
    for words in found:
        done = load_conversation(Path(folder), words)
        click.echo(f"Real conversation {done.name}: new {done.new}, already there {done.known}, refused {done.refused}")
    for words in meetings:
        done = load_meetings(Path(folder), words)
        click.echo(f"Real meetings {done.name}: new {done.new}, already there {done.known}, refused {done.refused}")
    for words in projects:
        done = load_projects(Path(folder), words)
        click.echo(f"Real projects {done.name}: new {done.new}, already there {done.known}, refused {done.refused}")


COMMANDS = (demo,)
