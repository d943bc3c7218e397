"""What the commands of several features share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from portal.core.imports import LARGEST_FILE, Refusal, UnreadableFile

imports = AppGroup("import", help="Bring in what was collected elsewhere.")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


def language_tag(wanted: str | None) -> str:
    """The tag that `--lang` named, or that of the site's first language."""
    tag: str = wanted or current_app.config["SETTINGS"].default_language
    if not _LANG.fullmatch(tag):
        raise click.UsageError("--lang takes a language tag, such as de or pt-BR.")
    return tag


def read_file(file: Path) -> bytes:
    """The bytes of a file; of one that is too large, enough to see that."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def unreadable(file: Path, error: UnreadableFile | OSError) -> click.ClickException:
    """What to raise where a file cannot be used."""
    return click.ClickException(f"{file.name} cannot be read: {error}. Nothing was imported.")


def report(refusals: Iterable[Refusal], *, read: int, new: int, known: int) -> None:
    """Say what was refused, by name, and the line that adds up."""
    refused = sorted(refusals, key=lambda refusal: refusal.number)
    for refusal in refused:
        click.echo(str(refusal))
    click.echo(f"read {read}, new {new}, already there {known}, refused {len(refused)}")
