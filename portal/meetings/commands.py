"""`portal import meetings`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from portal.core.clock import now
from portal.core.commands import imports, language_tag, read_file, report, unreadable
from portal.core.errors import Refused
from portal.core.formats import site_zone
from portal.core.forms import clean_line
from portal.core.imports import UnreadableFile
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases
from portal.meetings.imports.plan import Plan, Target
from portal.meetings.imports.reader import read_meetings
from portal.meetings.imports.records import MeetingFile


@imports.command("meetings")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--committee", default="", help="Slug of the committee that all go to. Default: that of each body.")
@click.option("--attribution", default="", help="Whose data it is, under which license; shown with every meeting.")
@click.option("--lang", help="Language tag of the texts. Default: the site's first language.")
@click.option("--dry-run", is_flag=True, help="Read and compare, but write nothing.")
def meetings(file: Path, committee: str, attribution: str, lang: str | None, dry_run: bool) -> None:
    """Import meetings, or items of their agendas, from a FILE: Legistar or other JSON, iCalendar, CSV.

    What is imported is public at once. The same file again adds nothing.
    """
    tag = language_tag(lang)
    read = _read(file)
    credit = Translated({tag: clean_line(attribution)})
    target = Target(committee, read.name or _as_name(file), credit, tag)
    done = _done(read, target, dry_run)
    for note in (*read.notes, *_homeless(read, target), *done.notes):
        click.echo(f"note: {note}", err=True)
    report(done.refusals, read=read.count, new=done.new_count, known=done.known_count)


def _read(file: Path) -> MeetingFile:
    try:
        return read_meetings(read_file(file), site_zone(), now())
    except (UnreadableFile, OSError) as error:
        raise unreadable(file, error) from error


def _as_name(file: Path) -> str:
    """The name of a file as that of a committee, for meetings that name none."""
    words = re.sub(r"[\W_]+", " ", file.stem).strip()
    return words[:1].upper() + words[1:] if words else "Committee"


def _done(read: MeetingFile, target: Target, dry_run: bool) -> Plan:
    try:
        if dry_run:
            return usecases.planned(read, target)
        return usecases.import_meetings(actor=COMMAND_LINE, file=read, target=target)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal


def _homeless(read: MeetingFile, target: Target) -> list[str]:
    count = sum(not record.body for record in read.records)
    if target.committee or not count:
        return []
    return [f"{count} meetings name no committee: they go to “{target.otherwise}”; --committee names another"]


COMMANDS = (imports,)
