"""Reads of sign-off: who signed which version of a sheet, for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import Partner, Project, SheetVersion, SigningState, SignOff, SignOffAnswer, SignOffLink
from portal.projects.signing import SignDraft, signing_key, signing_text


@dataclass(frozen=True)
class SigningLine:
    """Where one partner stands with one version. What an answer holds is empty until it came."""

    partner: str
    name: str
    state: SigningState
    words: str = ""
    lang: str = ""
    signed_by: str = ""
    role: str = ""
    signed_at: datetime | None = None
    record_seq: int | None = None


@dataclass(frozen=True)
class VersionSignings:
    """One version of a project's sheet and where each of its partners stands with it, in the sheet's order."""

    number: int
    published_at: datetime
    lines: tuple[SigningLine, ...]


def signings(project_id: int) -> list[VersionSignings]:
    """Who signed which version of a project's sheet, the newest version first."""
    return _signings(project_id, None)


def signings_of(project_id: int, number: int) -> VersionSignings | None:
    """Who signed one version; None where there is no such version."""
    return next(iter(_signings(project_id, number)), None)


def _signings(project_id: int, number: int | None) -> list[VersionSignings]:
    parts = SheetVersion.content["partners"].label("parts")
    names = SheetVersion.content["partner_names"].label("names")
    wanted = select(SheetVersion.id, SheetVersion.number, SheetVersion.published_at, parts, names)
    wanted = wanted.where(SheetVersion.project_id == project_id)
    if number is not None:
        wanted = wanted.where(SheetVersion.number == number)
    rows = db.session.execute(wanted.order_by(SheetVersion.number.desc())).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    answers, asked = _answers(ids), _asked(ids)
    return [
        VersionSignings(
            row.number,
            row.published_at,
            tuple(
                _line(slug, row.names.get(slug, slug), answers.get((row.id, slug)), (row.id, slug) in asked)
                for slug in dict.fromkeys(part["partner"] for part in row.parts)
            ),
        )
        for row in rows
    ]


def _answers(version_ids: list[int]) -> dict[tuple[int, str], SignOff]:
    rows = db.session.execute(
        select(SignOff, Partner.slug)
        .join(Partner, Partner.id == SignOff.partner_id)
        .where(SignOff.version_id.in_(version_ids))
    )
    return {(answer.version_id, slug): answer for answer, slug in rows}


def _asked(version_ids: list[int]) -> set[tuple[int, str]]:
    rows = db.session.execute(
        select(SignOffLink.version_id, Partner.slug)
        .join(Partner, Partner.id == SignOffLink.partner_id)
        .where(SignOffLink.version_id.in_(version_ids), SignOffLink.revoked_at.is_(None))
    )
    return {(version_id, slug) for version_id, slug in rows}


def _line(slug: str, name: str, answer: SignOff | None, asked: bool) -> SigningLine:
    if answer is None:
        return SigningLine(slug, name, SigningState.WAITING if asked else SigningState.NOT_ASKED)
    return answered_line(slug, name, answer)


def answered_line(slug: str, name: str, answer: SignOff) -> SigningLine:
    """An answer that was given, as pages show it."""
    return SigningLine(
        slug,
        name,
        SigningState(answer.answer),
        answer.words,
        answer.lang,
        answer.signed_by,
        answer.role,
        answer.signed_at,
        answer.record_seq,
    )


def draft_of(answer: SignOff) -> SignDraft:
    """What was said, to compare with what is said again."""
    return SignDraft(SignOffAnswer(answer.answer), answer.signed_by, answer.role, answer.words)


def signing_texts(keys: Iterable[str]) -> dict[str, str]:
    """The texts of the answers `<project>/<version>/<partner>` as the public record commits to them."""
    wanted = set(keys)
    rows = db.session.execute(
        select(SignOff, Project.slug, SheetVersion.number, SheetVersion.record_seq, Partner.slug)
        .join(SheetVersion, SheetVersion.id == SignOff.version_id)
        .join(Project, Project.id == SheetVersion.project_id)
        .join(Partner, Partner.id == SignOff.partner_id)
        .where(Project.slug.in_({key.partition("/")[0] for key in wanted}))
    )
    texts = {
        signing_key(project, number, partner): signing_text(
            project, number, partner, sheet_entry, draft_of(answer), answer.lang
        )
        for answer, project, number, sheet_entry, partner in rows
    }
    return {key: text for key, text in texts.items() if key in wanted}
