"""`portal import comments`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from portal.comments import usecases
from portal.comments.models import LONGEST_OCCASION, Channel
from portal.comments.taken_down.entries import TAKEN_DOWN, Entry
from portal.comments.taken_down.plan import Plan
from portal.comments.taken_down.reading import RowRefusal, Table, read_table
from portal.comments.targets import TargetKey
from portal.core.clock import now
from portal.core.commands import imports, language_tag, read_file, report, unreadable
from portal.core.errors import Refused
from portal.core.formats import local
from portal.core.forms import clean_line
from portal.core.imports import Refusal, UnreadableFile
from portal.core.permissions import COMMAND_LINE
from portal.core.tables import decode_leniently


@imports.command("comments")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", help="Slug of the project that the comments are about.")
@click.option("--update", type=click.IntRange(1, 9999), help="The number of a status update of that project.")
@click.option("--meeting", help="Slug of the meeting that the comments are about an item of; with --item.")
@click.option("--item", type=click.IntRange(1, 9999), help="The number of that item on the posted agenda.")
@click.option("--occasion", default="", help="Where it was said, for records that do not tell. Everybody reads it.")
@click.option("--channel", type=click.Choice([c.value for c in TAKEN_DOWN]), default="paper", show_default=True)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="When it was said. Default: today.")
@click.option("--lang", help="Language tag of the comments. Default: the site's first language.")
@click.option("--dry-run", is_flag=True, help="Read and compare, but write nothing.")
def comments(
    file: Path,
    project: str | None,
    update: int | None,
    meeting: str | None,
    item: int | None,
    occasion: str,
    channel: str,
    day: datetime | None,
    lang: str | None,
    dry_run: bool,
) -> None:
    """Enter comments that were taken down on paper, on the phone or in a room, from a CSV FILE.

    They wait for a ruling like every other. The same file again adds nothing.
    """
    if (project is None) == (meeting is None) or (meeting is None) != (item is None) or (update and not project):
        raise click.UsageError("Say what the comments are about: --project (with --update), or --meeting and --item.")
    target = TargetKey(project or meeting or "", item, update)
    table = _read(file, _usual(occasion, channel, day.date() if day else None, language_tag(lang)))
    done = _done(target, table, dry_run)
    refusals = [_said(refusal) for refusal in (*table.refusals, *done.refusals)]
    report(refusals, read=table.count, new=len(done.new), known=done.known)


def _usual(occasion: str, channel: str, day: date | None, lang: str) -> Entry:
    said = clean_line(occasion) or ""
    if len(said) > LONGEST_OCCASION:
        raise click.UsageError(f"--occasion takes up to {LONGEST_OCCASION} characters.")
    return Entry("", lang, Channel(channel), said, day or local(now()).date())


def _read(file: Path, usual: Entry) -> Table:
    try:
        text, notes = decode_leniently(read_file(file))
        for note in notes:
            click.echo(f"note: {note}", err=True)
        return read_table(text, usual)
    except (UnreadableFile, OSError) as error:
        raise unreadable(file, error) from error


def _done(target: TargetKey, table: Table, dry_run: bool) -> Plan:
    try:
        verb = usecases.planned if dry_run else usecases.import_taken_down
        return verb(actor=COMMAND_LINE, target=target, rows=table.rows)
    except Refused as refusal:
        raise click.ClickException(f"There is no project or posted agenda item {target}.") from refusal


def _said(refusal: RowRefusal) -> Refusal:
    return Refusal(refusal.number, f"{refusal.column}: {refusal.reason}" if refusal.column else refusal.reason)


COMMANDS = (imports,)
