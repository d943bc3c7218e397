"""Partners for everybody: all of them, and what one does, says and signed."""

from __future__ import annotations

from flask import request

from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.web import render
from portal.projects import queries
from portal.projects.models import PartnerKind
from portal.projects.partner_words import PARTNER_WORDS
from portal.projects.queries import PartnerFacts
from portal.projects.views.door import blueprint


@blueprint.get("/partners")
@public("kind", "after")
def partners() -> str:
    """Every partner by kind and name, or those of one kind."""
    kind, after = request.args.get("kind", ""), request.args.get("after", "")
    chosen = PartnerKind(kind) if kind in set(PartnerKind) else None
    page = queries.partners_page(chosen, after)
    return render("projects/partners.html", page=page, chosen=chosen, words=PARTNER_WORDS)


def partner_at(slug: str) -> PartnerFacts:
    """The partner of an address."""
    partner = queries.partner_facts(slug)
    if partner is None:
        raise NotFound
    return partner


@blueprint.get("/partners/<slug:slug>")
@public()
def partner(slug: str) -> str:
    """One partner: what it does in which project and why, what it signed, and who speaks for it."""
    found = partner_at(slug)
    return render(
        "projects/partner.html",
        partner=found,
        parts=queries.part_lines(found),
        signed=queries.signed_lines(found),
        spokespeople=queries.spokespeople(found.id),
        words=PARTNER_WORDS,
    )
