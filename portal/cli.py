"""The command `portal`: setting up, serving, and every command of the features."""

from __future__ import annotations

import importlib
import importlib.util
import os
import secrets
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import ScriptInfo, with_appcontext
from flask_migrate import upgrade

from portal import create_app
from portal.config import ROOT, BadSetting
from portal.core.db import writing
from portal.core.permissions import COMMAND_LINE
from portal.features import FEATURES
from portal.moderation.usecases import ensure_guidelines

ROOMS = (*(f"portal.{feature}.commands" for feature in FEATURES), "portal.demo.commands")


def _create() -> Flask:
    try:
        return create_app()
    except BadSetting as error:
        raise click.ClickException(f"{error}. Settings come from settings.toml and the environment.") from error


@click.group(context_settings={"obj": ScriptInfo(create_app=_create, set_debug_flag=False)})
def main() -> None:
    """The community-feedback portal."""


def _open_rooms() -> None:
    """Add every feature's commands."""
    for name in ROOMS:
        if importlib.util.find_spec(name) is not None:
            for command in importlib.import_module(name).COMMANDS:
                main.add_command(command)


_open_rooms()


@main.command()
def setup() -> None:
    """Make the instance folder, its secret key and its database; safe to run again."""
    instance = Path(os.environ.get("PORTAL_INSTANCE") or ROOT / "instance").absolute()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _write_secret(instance):
        click.echo(f"Wrote a new secret key to {instance / 'settings.toml'}: keep a copy with your backups.")
    with _create().app_context():
        migrate_database()
        ensure_guidelines(actor=COMMAND_LINE)
    click.echo("The database is up to date.")


def _write_secret(instance: Path) -> bool:
    path = instance / "settings.toml"
    if os.environ.get("PORTAL_SECRET_KEY") or (path.exists() and "secret_key" in path.read_text("utf-8")):
        return False
    old = path.read_text("utf-8") if path.exists() else ""
    path.touch(mode=0o600)
    path.write_text(f'secret_key = "{secrets.token_urlsafe(48)}"\n{old}', "utf-8")
    return True


@main.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """Bring the database to this version's schema."""
    migrate_database()
    click.echo("The database is up to date.")


def migrate_database() -> None:
    """Apply the migrations that are not applied yet."""
    with writing():
        upgrade()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port to listen on.")
@click.option("--threads", default=4, show_default=True, help="Threads that answer requests.")
@with_appcontext
def serve(host: str, port: int, threads: int) -> None:
    """Serve the site, with its worker as a child process."""
    from portal.server import run_server

    click.echo(f"Serving on http://{host}:{port}/ (stop with Ctrl-C)")
    sys.stdout.flush()
    run_server(host, port, threads)


@main.command("worker")
@click.option("--parent", type=int, hidden=True, help="Process whose end ends the worker.")
@with_appcontext
def worker_command(parent: int | None) -> None:
    """Run the worker alone (`portal serve` starts one by itself)."""
    from portal.core.worker import work

    work(current_app._get_current_object(), parent)  # type: ignore[attr-defined]  # a proxy, to mypy a Flask
