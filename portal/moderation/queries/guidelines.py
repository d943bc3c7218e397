"""Reads of guidelines and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import rfc8785
from sqlalchemy import func, select

from portal.core.db import db
from portal.core.translated import Translated
from portal.moderation.models import Guideline, GuidelineVersion


@dataclass(frozen=True)
class GuidelineCard:
    """One guideline in the words of one version: what it asks, what an author can do, how the desk applies it."""

    id: int
    code: str
    title: Translated
    text: Translated
    advice: Translated
    practice: Translated
    version: int
    retired: bool


@dataclass(frozen=True)
class VersionCard:
    """One version of a guideline; `record_seq` is its entry in the public record, if it has one."""

    number: int
    title: Translated
    text: Translated
    advice: Translated
    practice: Translated
    reason: Translated
    stands_from: datetime
    record_seq: int | None


@dataclass(frozen=True)
class GuidelinePage:
    """A guideline with all its versions, the newest first."""

    card: GuidelineCard
    versions: tuple[VersionCard, ...]


def guidelines(*, retired: bool = False) -> list[GuidelineCard]:
    """The guidelines that may be cited, in their order; with `retired` the others, too."""
    wanted = select(Guideline).order_by(Guideline.position, Guideline.id)
    rows = db.session.scalars(wanted if retired else wanted.where(Guideline.retired.is_(False)))
    return [card(row) for row in rows]


def card(row: Guideline, version: GuidelineVersion | None = None) -> GuidelineCard:
    """The view of a row, in the words of `version` or else the newest."""
    words = version or row
    return GuidelineCard(
        id=row.id,
        code=row.code,
        title=words.title,
        text=words.text,
        advice=words.advice,
        practice=words.practice,
        version=version.number if version else row.version,
        retired=row.retired,
    )


def guideline_page(code: str) -> GuidelinePage | None:
    """One guideline with its versions."""
    row = guideline_by_code(code)
    if row is None:
        return None
    versions = db.session.scalars(
        select(GuidelineVersion).where(GuidelineVersion.guideline_id == row.id).order_by(GuidelineVersion.number.desc())
    )
    return GuidelinePage(card(row), tuple(_version(version) for version in versions))


def _version(row: GuidelineVersion) -> VersionCard:
    return VersionCard(
        number=row.number,
        title=row.title,
        text=row.text,
        advice=row.advice,
        practice=row.practice,
        reason=row.reason,
        stands_from=row.stands_from,
        record_seq=row.record_seq,
    )


def guideline_by_code(code: str) -> Guideline | None:
    """The guideline itself, for use cases."""
    return db.session.scalar(select(Guideline).where(Guideline.code == code))


def guideline_for_change(code: str) -> Guideline | None:
    """The guideline itself, locked until the transaction ends."""
    wanted = select(Guideline).where(Guideline.code == code).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def guideline_rows() -> list[Guideline]:
    """All guidelines themselves in their order, locked, for whoever puts them into another order."""
    rows = db.session.scalars(select(Guideline).order_by(Guideline.position, Guideline.id).with_for_update())
    return list(rows)


def guideline_codes() -> set[str]:
    """The codes that are taken."""
    return set(db.session.scalars(select(Guideline.code)))


def last_guideline_position() -> int:
    """The position of the last guideline; 0 before the first."""
    return db.session.scalar(select(func.max(Guideline.position))) or 0


def guideline_text(version: GuidelineVersion) -> str:
    """What the public record commits to for a version: RFC 8785 JSON of all its words."""
    words = {
        "advice": dict(version.advice),
        "practice": dict(version.practice),
        "reason": dict(version.reason),
        "text": dict(version.text),
        "title": dict(version.title),
    }
    return rfc8785.dumps(words).decode()


def guideline_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the versions `<code>/<number>` as the public record commits to them."""
    wanted = set(keys)
    codes = {key.partition("/")[0] for key in wanted}
    rows = db.session.execute(
        select(Guideline.code, GuidelineVersion)
        .join(GuidelineVersion, GuidelineVersion.guideline_id == Guideline.id)
        .where(Guideline.code.in_(codes))
    )
    texts = {f"{code}/{row.number}": guideline_text(row) for code, row in rows}
    return {key: text for key, text in texts.items() if key in wanted}
