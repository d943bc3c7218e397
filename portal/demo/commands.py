"""`portal demo load`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from portal.demo.naming import name_site
from portal.demo.people import CAST, ensure_people
from portal.demo.real import (
    calendars,
    conversations,
    load_conversation,
    load_meetings,
    load_projects,
    load_survey,
    trackers,
    workbooks,
)
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
    data = Path(folder)
    kinds = (
        ("conversation", conversations, load_conversation),
        ("meetings", calendars, load_meetings),
        ("projects", trackers, load_projects),
        ("survey", workbooks, load_survey),
    )
    found = [(kind, load, words) for kind, listed, load in kinds for words in (listed(data) if folder else ())]
    if not found:
        click.echo("No real data at hand (PORTAL_DEMO_DATA names no folder that holds it): illustrative town alone.")
    for kind, load, words in found:
        done = load(data, words)
        click.echo(f"Real {kind} {done.name}: new {done.new}, already there {done.known}, refused {done.refused}")


COMMANDS = (demo,)
