"""Tables of the public record: entries, the salts of their commitments, and the one head."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.db import Base, db
from portal.core.formats import iso
from portal.core.permissions import Actor
from portal.record.chain import FIELDS, GENESIS, commitment, entry_hash


class RecordEntry(Base):
    """One thing posted or ruled. Triggers in the database refuse to change or delete it."""

    __tablename__ = "record_entry"
    __table_args__ = (Index("ix_record_entry_subject", "subject"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(20))  # ISO 8601 UTC, exactly as hashed
    role: Mapped[str] = mapped_column(String(20))
    pseudonym: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    guideline: Mapped[str | None] = mapped_column(String(60))
    reason: Mapped[str | None] = mapped_column(String(60))
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str | None] = mapped_column(String(20))
    commitment: Mapped[str | None] = mapped_column(String(64))
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class RecordSalt(Base):
    """The salt of one entry's commitment; destroying it makes the commitment say nothing for ever."""

    __tablename__ = "record_salt"

    seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))


class RecordHead(Base):
    """Where the record ends: one row, locked by whoever appends, so that the chain cannot fork."""

    __tablename__ = "record_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default=GENESIS)


@dataclass(frozen=True)
class Deed:
    """What an entry tells. `role` is the capacity in which the actor did it; `text` is committed to, not kept."""

    action: str
    subject: str
    role: str
    guideline: str | None = None
    reason: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    text: str | None = None


def append(actor: Actor, deed: Deed, at: datetime | None = None) -> int:
    """Append one entry in the transaction at hand; returns its number.

    The time is the clock's, or `at` where the deed's own row must carry the very same moment.
    """
    return append_all(actor, [deed], at)[0]


def append_all(actor: Actor, deeds: Sequence[Deed], at: datetime | None = None) -> list[int]:
    """Append many entries of one moment, in order; returns their numbers."""
    head = db.session.get(RecordHead, 1, with_for_update=True, populate_existing=True)
    if head is None:
        head = RecordHead(id=1, seq=0, hash=GENESIS)
        db.session.add(head)
    moment, salts = iso(at or now()), []
    for deed in deeds:
        salt = secrets.token_bytes(32) if deed.text is not None else None
        entry = _entry_after(head, actor, deed, moment, salt)
        head.seq, head.hash = entry.seq, entry.hash
        db.session.add(entry)
        if salt is not None:
            salts.append(RecordSalt(seq=entry.seq, salt=salt))
    db.session.flush()
    db.session.add_all(salts)
    return list(range(head.seq - len(deeds) + 1, head.seq + 1))


def _entry_after(head: RecordHead, actor: Actor, deed: Deed, moment: str, salt: bytes | None) -> RecordEntry:
    fields = {
        "seq": head.seq + 1,
        "at": moment,
        "role": deed.role,
        "pseudonym": actor.pseudonym,
        "action": deed.action,
        "subject": deed.subject,
        "guideline": deed.guideline,
        "reason": deed.reason,
        "from_state": deed.from_state,
        "to_state": deed.to_state,
        "commitment": commitment(salt, deed.text) if salt and deed.text is not None else None,
        "prev": head.hash,
    }
    return RecordEntry(**fields, hash=entry_hash(fields))


def entry_fields(entry: RecordEntry) -> dict[str, object]:
    """The public form of an entry: what is hashed, and the hash."""
    return {name: getattr(entry, name) for name in (*FIELDS, "hash")}
