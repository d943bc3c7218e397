"""Reads of the public record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.core.db import db
from portal.core.paging import Page
from portal.record.chain import GENESIS
from portal.record.models import RecordEntry, RecordHead, RecordSalt, entry_fields

PAGE_SIZE = 50


@dataclass(frozen=True)
class EntryLine:
    """One entry as the page lists it. `subject_kind` and `subject_key` are its two halves ("comment", "7qk4…")."""

    seq: int
    at: datetime
    role: str
    pseudonym: str
    action: str
    subject_kind: str
    subject_key: str
    guideline: str | None
    from_state: str | None
    to_state: str | None
    hash: str


@dataclass(frozen=True)
class Head:
    """Where the record ends."""

    seq: int
    hash: str


def head() -> Head:
    """The published head."""
    row = db.session.get(RecordHead, 1)
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)


def entries_before(seq: int | None) -> Page[EntryLine]:
    """A page of entries, newest first, below number `seq`."""
    wanted = select(RecordEntry).order_by(RecordEntry.seq.desc()).limit(PAGE_SIZE + 1)
    if seq is not None:
        wanted = wanted.where(RecordEntry.seq < seq)
    rows = db.session.scalars(wanted).all()
    lines = [_line(row) for row in rows[:PAGE_SIZE]]
    more = str(lines[-1].seq) if len(rows) > PAGE_SIZE else None
    total = db.session.scalar(select(func.count()).select_from(RecordEntry)) or 0
    return Page(lines, total, more, first_page=seq is None)


def _line(row: RecordEntry) -> EntryLine:
    kind, _, key = row.subject.partition(":")
    return EntryLine(
        row.seq,
        datetime.fromisoformat(row.at),
        row.role,
        row.pseudonym,
        row.action,
        kind,
        key,
        row.guideline,
        row.from_state,
        row.to_state,
        row.hash,
    )


def all_entries() -> Iterator[dict[str, object]]:
    """Every entry in its public form, in order, without holding them all in memory."""
    rows = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq).execution_options(yield_per=500))
    for row in rows:
        yield entry_fields(row)


@dataclass(frozen=True)
class Commitment:
    """What the record holds about a subject's text."""

    seq: int
    subject: str
    digest: str
    salt: bytes


def newest_commitments(kind: str) -> Iterator[Commitment]:
    """The newest commitment of each subject of `kind` whose salt still exists."""
    newest = (
        select(func.max(RecordEntry.seq))
        .where(RecordEntry.subject.startswith(f"{kind}:"), RecordEntry.commitment.is_not(None))
        .group_by(RecordEntry.subject)
    )
    rows = db.session.execute(
        select(RecordEntry.seq, RecordEntry.subject, RecordEntry.commitment, RecordSalt.salt)
        .join(RecordSalt, RecordSalt.seq == RecordEntry.seq)
        .where(RecordEntry.seq.in_(newest))
        .order_by(RecordEntry.seq)
    )
    for seq, subject, digest, salt in rows:
        yield Commitment(seq, subject, digest or "", salt)


@dataclass(frozen=True)
class Proof:
    """What anybody needs to check a text that was posted for good: its entry, in public form, and the salt."""

    entry: Mapping[str, object]
    salt: bytes


# Texts of these are public and never erased, so their salts may be told. The salts of all others stay secret.
PROVABLE = frozenset({"charter", "meeting", "minutes"})


def proofs(seqs: Collection[int]) -> dict[int, Proof]:
    """The proofs of the entries with these numbers, as far as they are about a text that is never erased."""
    found = secret_proofs(seqs)
    return {seq: proof for seq, proof in found.items() if str(proof.entry["subject"]).partition(":")[0] in PROVABLE}


def secret_proofs(seqs: Collection[int]) -> dict[int, Proof]:
    """The proofs of all entries with these numbers, to check them on this machine: their salts are not to be told."""
    rows = db.session.execute(
        select(RecordEntry, RecordSalt.salt)
        .join(RecordSalt, RecordSalt.seq == RecordEntry.seq)
        .where(RecordEntry.seq.in_(seqs))
    )
    return {entry.seq: Proof(entry_fields(entry), salt) for entry, salt in rows}
