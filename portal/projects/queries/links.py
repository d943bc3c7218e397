"""Reads of sign-off links: the desk's page of who was asked, and the page that a link opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.core.clock import now
from portal.core.db import db
from portal.core.translated import Translated
from portal.projects.link_codes import stored_hash
from portal.projects.models import LinkStanding, Partner, Project, SheetVersion, SignOff, SignOffLink
from portal.projects.queries.sheets import newest_sheet, sheet_version
from portal.projects.queries.signing import SigningLine, answered_line, signings_of
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.shapes import Part, Sheet


@dataclass(frozen=True)
class LinkLine:
    """The newest link that was made for a partner to a version, for the desk alone."""

    contact: str
    made_at: datetime
    expires_at: datetime
    standing: LinkStanding


@dataclass(frozen=True)
class AskedLine:
    """Where one partner stands with the newest version, and the link that was made for it, if any."""

    signing: SigningLine
    link: LinkLine | None


@dataclass(frozen=True)
class AskingPage:
    """The newest version of a sheet with everybody who is to sign it."""

    number: int
    published_at: datetime
    lines: tuple[AskedLine, ...]


@dataclass(frozen=True)
class EarlierSigning:
    """What a partner said to an older version."""

    number: int
    line: SigningLine


@dataclass(frozen=True)
class LinkPage:
    """What a sign-off link opens. `answer` is there once the partner answered, whoever did it.

    `earlier` is what the partner said to the newest of the older versions that it answered, `before` that version.
    `title` and `names` (the partners', by slug) are those of the version, `asked_by` is who made the link, `part` the
    partner's own part in the sheet.
    """

    link_id: int
    standing: LinkStanding
    project: str
    illustrative: bool
    attribution: Translated
    title: Translated
    partner: str
    partner_name: str
    number: int
    newest: int
    sheet: Sheet
    part: Part
    reason: Translated
    published_at: datetime
    record_seq: int
    asked_by: str
    expires_at: datetime
    answer: SigningLine | None
    earlier: EarlierSigning | None
    before: Sheet | None
    names: Mapping[str, str]


def asking_page(project_id: int) -> AskingPage | None:
    """Who was asked to sign the newest version, who answered, and whose link expired; None without a sheet."""
    newest = newest_sheet(project_id)
    version = signings_of(project_id, newest.number) if newest else None
    if newest is None or version is None:
        return None
    rows = db.session.execute(
        select(SignOffLink, Partner.slug)
        .join(Partner, Partner.id == SignOffLink.partner_id)
        .where(SignOffLink.version_id == newest.id)
        .order_by(SignOffLink.id)
    )
    links = {slug: link for link, slug in rows}
    lines = tuple(AskedLine(line, _link_line(links.get(line.partner), line)) for line in version.lines)
    return AskingPage(version.number, version.published_at, lines)


def _link_line(link: SignOffLink | None, line: SigningLine) -> LinkLine | None:
    if link is None:
        return None
    return LinkLine(link.contact, link.made_at, link.expires_at, _standing(link, line.signed_at is not None))


def _standing(link: SignOffLink, answered: bool, newest: SheetVersion | None = None, partner: str = "") -> LinkStanding:
    """What `link` is good for. `newest` is the newest version, where that is not the link's own."""
    if link.revoked_at is not None:
        return LinkStanding.REVOKED
    if answered:
        return LinkStanding.ANSWERED
    if newest is not None:
        there = {part["partner"] for part in newest.content["partners"]}
        return LinkStanding.OUTDATED if partner in there else LinkStanding.LEFT
    return LinkStanding.OPEN if now() < link.expires_at else LinkStanding.EXPIRED


def link_by_code(code: str) -> SignOffLink | None:
    """The link itself, for use cases."""
    return db.session.scalar(select(SignOffLink).where(SignOffLink.code_hash == stored_hash(code)))


def links_to(project_id: int, partner_id: int) -> Sequence[SignOffLink]:
    """Every link of a partner to a version of a project's sheet that was not taken back, for use cases."""
    return db.session.scalars(
        select(SignOffLink)
        .join(SheetVersion, SheetVersion.id == SignOffLink.version_id)
        .where(
            SheetVersion.project_id == project_id,
            SignOffLink.partner_id == partner_id,
            SignOffLink.revoked_at.is_(None),
        )
    ).all()


def answer_to(version_id: int, partner_id: int) -> SignOff | None:
    """A partner's answer to a version itself, for use cases."""
    return db.session.scalar(select(SignOff).where(SignOff.version_id == version_id, SignOff.partner_id == partner_id))


def link_page(code: str) -> LinkPage | None:
    """What the link with this code opens; None for a code that was never given, whatever it looks like."""
    row = db.session.execute(
        select(SignOffLink, SheetVersion, Project, Partner, Person.name)
        .join(SheetVersion, SheetVersion.id == SignOffLink.version_id)
        .join(Project, Project.id == SheetVersion.project_id)
        .join(Partner, Partner.id == SignOffLink.partner_id)
        .outerjoin(Person, Person.id == SignOffLink.made_by)
        .where(SignOffLink.code_hash == stored_hash(code))
    ).one_or_none()
    if row is None:
        return None
    link, version, project, partner, asked_by = row
    newest = newest_sheet(version.project_id)
    assert newest is not None
    newer = newest if newest.number > version.number else None
    given = _given(version.project_id, partner, version.number)
    answer = next((each.line for each in given if each.number == version.number), None)
    earlier = next((each for each in given if each.number < version.number), None)
    older = sheet_version(version.project_id, earlier.number) if earlier else None
    sheet, names = sheet_from(version.content), version.content["partner_names"]
    return LinkPage(
        link_id=link.id,
        standing=_standing(link, answer is not None, newer, partner.slug),
        project=project.slug,
        illustrative=project.illustrative,
        attribution=project.attribution,
        title=Translated(version.content["title"]),
        partner=partner.slug,
        partner_name=names.get(partner.slug, partner.name),
        number=version.number,
        newest=newest.number,
        sheet=sheet,
        part=next((part for part in sheet.partners if part.partner == partner.slug), Part(partner.slug)),
        reason=version.reason,
        published_at=version.published_at,
        record_seq=version.record_seq,
        asked_by=asked_by or "",
        expires_at=link.expires_at,
        answer=answer,
        earlier=earlier,
        before=sheet_from(older.content) if older else None,
        names={**older.content["partner_names"], **names} if older else names,
    )


def _given(project_id: int, partner: Partner, up_to: int) -> list[EarlierSigning]:
    """A partner's answers to versions up to a number, the newest version first."""
    rows = db.session.execute(
        select(SignOff, SheetVersion.number)
        .join(SheetVersion, SheetVersion.id == SignOff.version_id)
        .where(SheetVersion.project_id == project_id, SignOff.partner_id == partner.id, SheetVersion.number <= up_to)
        .order_by(SheetVersion.number.desc())
    )
    return [EarlierSigning(number, answered_line(partner.slug, partner.name, answer)) for answer, number in rows]
