"""`portal record verify`: is the record whole, and do the texts still fit what it says of them?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.comments import queries as comments
from portal.core import base32
from portal.meetings import queries as meetings
from portal.projects import queries as projects
from portal.record import queries
from portal.record.chain import Fault, commitment, verify

record = AppGroup("record", help="The public record.")


def _comment_text(key: str) -> str | None:
    comment_id = base32.decode(base32.tidy(key))
    return comments.bodies([comment_id]).get(comment_id)


def _update_text(key: str) -> str | None:
    slug, _, number = key.rpartition("/")
    project = projects.sheet(slug)
    update = projects.update(project.id, int(number)) if project else None
    return projects.update_text(update.phase, update.condition, update.text) if update else None


TEXTS: dict[str, Callable[[str], str | None]] = {
    "comment": _comment_text,
    "meeting": meetings.posted_text,
    "update": _update_text,
}


@record.command("verify")
@click.option("--head", "head", help="A head that you saved earlier: it must still be part of the record.")
@click.option("--file", "file", type=click.Path(exists=True, dir_okay=False), help="Check a saved /record.jsonl.")
def verify_command(head: str | None, file: str | None) -> None:
    """Check every entry of the record. Exit status 1 where anything does not fit."""
    wanted = head.strip().lower() if head else None
    if file:
        verifier = verify(_entries_of(Path(file)), wanted)
        faults = verifier.finish()
    else:
        published = queries.head()
        verifier = verify(queries.all_entries(), wanted)
        faults = verifier.finish(published.seq, published.hash) + list(_changed_texts())
    for fault in faults:
        click.echo(f"FAULT {fault.what}")
    if faults:
        click.echo(f"The record is not whole: {len(faults)} faults in {verifier.count} entries.")
        sys.exit(1)
    click.echo(f"The record is whole: {verifier.count} entries, head {verifier.head}")


def _entries_of(path: Path) -> Iterable[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise click.ClickException(f"line {number} is not JSON: {error}") from error


def _changed_texts() -> Iterator[Fault]:
    """Texts that no longer are what the record committed to. Erased ones have no salt and are passed over."""
    for kind, text_of in TEXTS.items():
        for held in queries.newest_commitments(kind):
            text = text_of(held.subject.partition(":")[2])
            if text is None or commitment(held.salt, text) != held.digest:
                gone = "is missing" if text is None else "was changed"
                yield Fault(held.seq, f"the text of {held.subject}, recorded as entry {held.seq}, {gone}")


COMMANDS = (record,)
