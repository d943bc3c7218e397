"""What partners agreed, as it is kept, for comparing it with the public record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import Partner, Project, SheetVersion, SignOff
from portal.projects.queries.signing import draft_of
from portal.projects.sheets.contents import sheet_text
from portal.projects.signing import signing_text


@dataclass(frozen=True)
class KeptAgreement:
    """One version of a sheet, or one partner's answer to it."""

    name: str
    record_seq: int
    posted_at: datetime
    text: str


def kept_agreements() -> Iterator[KeptAgreement]:
    """Every version of every sheet, then every answer, without holding them all in memory."""
    versions = select(Project.slug, SheetVersion).join(SheetVersion, SheetVersion.project_id == Project.id)
    for slug, version in db.session.execute(versions.execution_options(yield_per=100)):
        name = f"version {version.number} of the sheet of {slug}"
        yield KeptAgreement(name, version.record_seq, version.published_at, sheet_text(version.content))
    answers = (
        select(SignOff, Project.slug, SheetVersion.number, SheetVersion.record_seq, Partner.slug)
        .join(SheetVersion, SheetVersion.id == SignOff.version_id)
        .join(Project, Project.id == SheetVersion.project_id)
        .join(Partner, Partner.id == SignOff.partner_id)
    )
    for answer, slug, number, entry, partner in db.session.execute(answers.execution_options(yield_per=500)):
        text = signing_text(slug, number, partner, entry, draft_of(answer), answer.lang)
        name = f"the answer of {partner} to version {number} of the sheet of {slug}"
        yield KeptAgreement(name, answer.record_seq, answer.signed_at, text)
