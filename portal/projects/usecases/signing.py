"""Asking partners to sign a version of a project's sheet, and signing it."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize, can
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.link_codes import code_for, stored_hash
from portal.projects.models import Partner, Project, SheetVersion, SignOff, SignOffLink
from portal.projects.queries import LinkPage
from portal.projects.signing import KIND, SignDraft, signing_key, signing_text
from portal.record.models import Deed, append

# Whoever signs has no account; their name stands on the public page, and in the record only inside its fingerprint.
SIGNER = Actor(pseudonym="partner")


class AlreadySigned(Refused):
    """This partner gave another answer to this version before."""


class LinkClosed(Refused):
    """The link takes no answer any more; its page says why."""


@usecase
def ask_partner(*, actor: Actor, slug: str, partner: str, number: int, contact: str, nonce: bytes) -> str:
    """Make the link with which a partner signs version `number` of a sheet, the newest; returns its code.

    Every earlier link of this partner to this project is revoked. The same `nonce` again returns the link that it
    made. `contact` is for whom it is, for the desk alone.
    """
    authorize(actor, Permission.PARTNER_EDIT)
    project, code = _project(slug), code_for(nonce)
    made = queries.link_by_code(code)
    if made is not None:
        if not made.is_live():
            raise Refused(_("This link was replaced or taken back meanwhile. Make a new one."))
        return code
    version, whom = _newest_version(project, number), _partner(partner)
    if partner not in {part["partner"] for part in version.content["partners"]}:
        raise Refused(_("This partner is not in the newest version of the sheet."))
    if queries.answer_to(version.id, whom.id) is not None:
        raise Refused(_("This partner has answered meanwhile. It needs no other link."))
    for link in queries.links_to(project.id, whom.id):
        link.revoke()
    at = now()
    days = timedelta(days=current_app.config["SETTINGS"].sign_off_days)
    link = SignOffLink(code_hash=stored_hash(code), version_id=version.id, partner_id=whom.id, contact=contact)
    link.made_at, link.made_by, link.expires_at = at, actor.person_id, at + days
    db.session.add(link)
    return code


def _newest_version(project: Project, number: int) -> SheetVersion:
    version = queries.newest_sheet(project.id)
    if version is None:
        raise NotFound
    if version.number != number:
        raise Refused(_("A newer version of the sheet was published meanwhile. Read it, then ask for that one."))
    return version


@usecase
def revoke_links(*, actor: Actor, slug: str, partner: str) -> None:
    """Take back every link of a partner to a project's sheet. Answers that came stay."""
    authorize(actor, Permission.PARTNER_EDIT)
    project, whom = _project(slug), _partner(partner)
    for link in queries.links_to(project.id, whom.id):
        link.revoke()


@usecase
def sign_sheet(*, actor: Actor, code: str, draft: SignDraft, lang: str) -> None:
    """Keep a partner's answer to the version that its link is for, with its entry in the public record.

    The same answer again changes nothing. Raises `AlreadySigned` where another was given, `LinkClosed` where the
    link is no longer open. The project is locked meanwhile: a newer version comes before or after, never between.
    """
    page = queries.link_page(code)
    if page is None:
        raise NotFound
    project = _project(page.project)
    page = queries.link_page(code)
    link = queries.link_by_code(code)
    assert page is not None
    assert link is not None
    given = queries.answer_to(link.version_id, link.partner_id)
    if given is not None:
        if queries.draft_of(given) == draft:
            return
        raise AlreadySigned(_("Your organization has answered already."))
    if not can(actor, Permission.SHEET_SIGN, page.standing):
        raise LinkClosed(_("This link takes no answer any more."))
    _keep(project, page, link, draft, lang)


def _keep(project: Project, page: LinkPage, link: SignOffLink, draft: SignDraft, lang: str) -> None:
    at = now()
    answer = SignOff(
        version_id=link.version_id,
        partner_id=link.partner_id,
        answer=draft.answer,
        words=draft.words,
        lang=lang,
        signed_by=draft.signed_by,
        role=draft.role,
        signed_at=at,
    )
    deed = Deed(
        action="sheet.signed",
        subject=f"{KIND}:{signing_key(project.slug, page.number, page.partner)}",
        role="partner",
        text=signing_text(project.slug, page.number, page.partner, page.record_seq, draft, lang),
    )
    answer.record_seq = append(SIGNER, deed, at=at)
    db.session.add(answer)


def _project(slug: str) -> Project:
    project = queries.project_for_change(slug)
    if project is None:
        raise NotFound
    return project


def _partner(slug: str) -> Partner:
    partner = queries.partner_by_slug(slug)
    if partner is None:
        raise NotFound
    return partner
