"""What proves a posting: the version's text, its entry in the public record, and the salt that joins the two."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.committees.models import Committee
from portal.core.db import db
from portal.core.translated import Translated
from portal.meetings.agendas.contents import agenda_text
from portal.meetings.models import AgendaVersion, Meeting, MeetingState, MinutesVersion
from portal.record import queries as record

Version = type[AgendaVersion] | type[MinutesVersion]


@dataclass(frozen=True)
class Certificate:
    """The proof of one posted version. `text` is what was committed to, `text_hash` its plain SHA-256."""

    slug: str
    number: int
    of_minutes: bool
    last: int
    title: Translated
    starts_at: datetime
    posted_at: datetime
    entry: Mapping[str, object]
    salt: str
    text: str
    text_hash: str
    illustrative: bool
    attribution: Translated

    @property
    def file_name(self) -> str:
        """What the file is called when it is downloaded."""
        return f"{self.slug}-{'minutes' if self.of_minutes else 'agenda'}-{self.number}-certificate.json"


@dataclass(frozen=True)
class KeptVersion:
    """One version as it is kept, for comparing it with the record."""

    name: str
    record_seq: int
    posted_at: datetime
    text: str


def certificate_of_agenda(slug: str, number: int) -> Certificate | None:
    """The certificate of a posted version of an agenda."""
    return _certificate(AgendaVersion, slug, number)


def certificate_of_minutes(slug: str, number: int) -> Certificate | None:
    """The certificate of a posted version of minutes."""
    return _certificate(MinutesVersion, slug, number)


def _certificate(version: Version, slug: str, number: int) -> Certificate | None:
    every = aliased(version)
    last = select(func.max(every.number)).where(every.meeting_id == Meeting.id).correlate(Meeting).scalar_subquery()
    row = db.session.execute(
        select(version, Meeting.title, Meeting.starts_at, last.label("last"), Committee)
        .join(Meeting, Meeting.id == version.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Meeting.slug == slug, version.number == number, Meeting.state != MeetingState.DRAFT)
    ).first()
    proof = record.proofs([row[0].record_seq]).get(row[0].record_seq) if row else None
    if row is None or proof is None:
        return None
    kept, text = row[0], agenda_text(row[0].content)
    told = kept.content if version is AgendaVersion else {}
    return Certificate(
        slug=slug,
        number=number,
        of_minutes=version is MinutesVersion,
        last=row.last,
        title=Translated(told.get("title")) or row.title,
        starts_at=datetime.fromisoformat(told["starts_at"]) if told else row.starts_at,
        posted_at=kept.posted_at,
        entry=proof.entry,
        salt=proof.salt.hex(),
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        illustrative=row.Committee.illustrative,
        attribution=row.Committee.attribution,
    )


def kept_versions() -> Iterator[KeptVersion]:
    """Every posted version of every agenda and of all minutes, without holding them all in memory."""
    kinds: tuple[tuple[str, Version], ...] = (("agenda", AgendaVersion), ("minutes", MinutesVersion))
    for word, version in kinds:
        rows = db.session.execute(
            select(Meeting.slug, version.number, version.record_seq, version.posted_at, version.content)
            .join(Meeting, Meeting.id == version.meeting_id)
            .order_by(version.record_seq)
            .execution_options(yield_per=500)
        )
        for slug, number, seq, posted_at, content in rows:
            yield KeptVersion(f"version {number} of the {word} of {slug}", seq, posted_at, agenda_text(content))
