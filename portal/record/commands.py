"""`portal record verify`: is the record whole, and do the texts still fit what it says of them?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.comments import queries as comments
from portal.committees import queries as committees
from portal.committees.queries import KeptCharter
from portal.core import base32
from portal.core.addresses import key_text
from portal.core.formats import iso
from portal.meetings import queries as meetings
from portal.meetings.queries import KeptVersion
from portal.moderation import queries as moderation
from portal.projects import queries as projects
from portal.projects.queries import KeptAgreement
from portal.record import queries
from portal.record.chain import Fault, commitment, verify

record = AppGroup("record", help="The public record.")


def _comment_texts(keys: Sequence[str]) -> dict[str, str]:
    found = comments.bodies(base32.decode(base32.tidy(key)) for key in keys)
    return {key_text(comment_id): body for comment_id, body in found.items()}


TEXTS: dict[str, Callable[[Sequence[str]], dict[str, str]]] = {
    "charter": committees.charter_texts,
    "comment": _comment_texts,
    "criteria": projects.criteria_texts,
    "criterion": projects.score_texts,
    "guideline": moderation.guideline_texts,
    "meeting": meetings.posted_texts,
    "milestone": projects.move_texts,
    "minutes": meetings.minutes_texts,
    "sheet": projects.sheet_texts,
    "signoff": projects.signing_texts,
    "update": projects.update_texts,
}
CHUNK = 500


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
        faults = [*verifier.finish(published.seq, published.hash), *_changed_texts(), *_false_versions()]
    for fault in faults:
        click.echo(f"FAULT {fault.what}")
    if faults:
        click.echo(f"The record is not whole: {len(faults)} faults in {verifier.count} entries.")
        sys.exit(1)
    click.echo(f"The record is whole: {verifier.count} entries, head {verifier.head}")


def _entries_of(path: Path) -> Iterable[Mapping[str, Any]]:
    read = 0
    with path.open(encoding="utf-8") as lines:
        try:
            for line in lines:
                entry = json.loads(line)
                if not isinstance(entry, dict):
                    raise ValueError("not an object")
                yield entry
                read += 1
        except ValueError as error:
            raise click.ClickException(f"line {read + 1} is not an entry of a record: {error}") from error


def _changed_texts() -> Iterator[Fault]:
    """Texts that no longer are what the record committed to. Erased ones have no salt and are passed over."""
    for kind, texts_of in TEXTS.items():
        held = list(queries.newest_commitments(kind))
        for start in range(0, len(held), CHUNK):
            chunk = {one.subject.partition(":")[2]: one for one in held[start : start + CHUNK]}
            texts = texts_of(list(chunk))
            for key, one in chunk.items():
                if key not in texts:
                    yield Fault(one.seq, f"the text of {one.subject}, recorded as entry {one.seq}, is missing")
                elif commitment(one.salt, texts[key]) != one.digest:
                    yield Fault(one.seq, f"the text of {one.subject}, recorded as entry {one.seq}, was changed")


def _false_versions() -> Iterator[Fault]:
    """Agendas, minutes, charters, sheets and answers that are not what their entry says: in text, time, or at all."""
    versions: Iterator[KeptVersion | KeptCharter | KeptAgreement] = chain(
        meetings.kept_versions(), committees.kept_charters(), projects.kept_agreements()
    )
    while chunk := list(islice(versions, CHUNK)):
        proofs = queries.secret_proofs([one.record_seq for one in chunk])
        for one in chunk:
            proof = proofs.get(one.record_seq)
            if proof is None or proof.entry["commitment"] != commitment(proof.salt, one.text):
                yield Fault(one.record_seq, f"{one.name} is not what entry {one.record_seq} recorded")
            elif proof.entry["at"] != iso(one.posted_at):
                yield Fault(one.record_seq, f"{one.name} has another time than entry {one.record_seq} recorded")


COMMANDS = (record,)
