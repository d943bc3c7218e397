"""`portal import projects`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from portal.core.commands import imports, language_tag, read_file, report, unreadable
from portal.core.forms import clean_line
from portal.core.imports import UnreadableFile
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.projects import usecases
from portal.projects.imports.plan import Target
from portal.projects.imports.reader import read_projects
from portal.projects.imports.records import FileKind, ImportFile
from portal.projects.imports.tracker import Units

_SOURCE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@imports.command("projects")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", default="", help="Name of the tracker, told apart from others by it. Default: tracker.")
@click.option("--attribution", default="", help="Whose data it is, under which license; shown with every project.")
@click.option("--lang", help="Language tag of texts that name none. Default: the site's first language.")
@click.option("--currency", default="", help="What a tracker's amounts are, such as USD. Default: not said.")
@click.option("--thousands", is_flag=True, help="A tracker's amounts are thousands. Default: taken as written.")
@click.option("--dry-run", is_flag=True, help="Read and compare, but write nothing.")
def projects(
    file: Path, source: str, attribution: str, lang: str | None, currency: str, thousands: bool, dry_run: bool
) -> None:
    """Import projects from a FILE: OC4IDS JSON, or a city's project tracker as CSV.

    What is imported is public at once and takes no comments. The same file again adds nothing.
    """
    tag = language_tag(lang)
    if currency and not re.fullmatch(r"[A-Z]{3}", currency):
        raise click.UsageError("--currency takes a code of three capitals, such as USD.")
    read = _read(file, tag, Units(currency, thousands))
    target = Target(_source(read, source), Translated({tag: clean_line(attribution)}))
    if dry_run:
        done = usecases.planned(read, target)
    else:
        done = usecases.import_projects(actor=COMMAND_LINE, file=read, target=target)
    for note in (*read.notes, *done.notes):
        click.echo(f"note: {note}", err=True)
    report(done.refusals, read=read.count, new=len(done.new), known=len(done.known))


def _read(file: Path, lang: str, units: Units) -> ImportFile:
    try:
        return read_projects(read_file(file), lang, units)
    except (UnreadableFile, OSError) as error:
        raise unreadable(file, error) from error


def _source(read: ImportFile, wanted: str) -> str:
    """The ids of the standard are one set for the whole world; those of trackers are each city's own."""
    if read.kind is FileKind.STANDARD:
        return read.kind.value
    if wanted and (not _SOURCE.fullmatch(wanted) or len(wanted) > 40 or wanted == FileKind.STANDARD.value):
        raise click.UsageError("--source takes small letters, digits and dashes, such as nyc-capital.")
    return wanted or read.kind.value


COMMANDS = (imports,)
