"""Adding partners and changing what is said of them."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core.addresses import slugify, slugs_from
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.projects import queries
from portal.projects.models import Partner, PartnerKind

NOTHING = Translated()


class SameName(Refused):
    """A partner with this name is there; whoever is sure that it is another one says so."""


@usecase
def add_partner(
    *,
    actor: Actor,
    name: str,
    kind: PartnerKind,
    about: Translated = NOTHING,
    website: str = "",
    slug: str | None = None,
    illustrative: bool = False,
    attribution: Translated = NOTHING,
    namesake: bool = False,
) -> str:
    """Add a partner; returns its slug, made from the name unless given, which never changes later.

    The very same partner again (a form sent twice) is the one that is already there. Raises `SameName` where another
    has its name, unless `namesake` says that two of that name exist.
    """
    authorize(actor, Permission.PARTNER_EDIT)
    named = queries.partners_named(name)
    for there in named:
        if (there.name, there.kind, there.about, there.website) == (name, kind, about, website):
            return there.slug
    _warn(named, namesake)
    partner = Partner(
        name=name, kind=kind, about=about, website=website, illustrative=illustrative, attribution=attribution
    )
    partner.slug = next(free for free in slugs_from(slug or slugify(name)) if queries.partner_by_slug(free) is None)
    db.session.add(partner)
    return partner.slug


@usecase
def edit_partner(
    *,
    actor: Actor,
    slug: str,
    name: str,
    kind: PartnerKind,
    about: Translated,
    website: str,
    namesake: bool = False,
) -> None:
    """Change what is said of a partner. Its address stays, and versions of sheets keep the name of their day."""
    authorize(actor, Permission.PARTNER_EDIT)
    partner = queries.partner_by_slug(slug)
    if partner is None:
        raise NotFound
    if name != partner.name:
        _warn([there for there in queries.partners_named(name) if there.id != partner.id], namesake)
    partner.name, partner.kind, partner.about, partner.website = name, kind, about, website
    partner.changed_at = now()


def _warn(named: list[Partner], namesake: bool) -> None:
    if named and not namesake:
        raise SameName(_("There is a partner with this name already. If yours is another one, say so below."), "name")
