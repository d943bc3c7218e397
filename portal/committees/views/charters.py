"""A committee's charter: the version in force, each version readable for ever, and what changed between any two."""

from __future__ import annotations

from flask import request

from portal.committees import queries
from portal.committees.queries import CharterCard, CharterLine, CommitteeSheet
from portal.committees.views.door import blueprint, committee_at
from portal.core.differences import text_changes
from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.web import render


@blueprint.get("/committees/<slug:slug>/charter")
@public()
def charter(slug: str) -> str:
    """The version in force, and the list of all; before the first one it says so."""
    committee = committee_at(slug)
    lines = queries.charter_lines(committee.id)
    newest = _version(committee, lines[-1].number) if lines else None
    return render("committees/charter.html", committee=committee, charter=newest, lines=lines)


@blueprint.get("/committees/<slug:slug>/charter/<int:number>")
@public()
def charter_version(slug: str, number: int) -> str:
    """One version, as it was adopted."""
    committee = committee_at(slug)
    found = _version(committee, number)
    return render(
        "committees/charter.html", committee=committee, charter=found, lines=queries.charter_lines(committee.id)
    )


@blueprint.get("/committees/<slug:slug>/charter/changes")
@public("from", "to")
def charter_changes(slug: str) -> str:
    """What changed from one version to another, word by word; without a choice, what the newest one changed."""
    committee = committee_at(slug)
    lines = queries.charter_lines(committee.id)
    if len(lines) < 2:
        return render("committees/charter_changes.html", committee=committee, lines=lines)
    newer = _version(committee, _chosen(lines, "to", len(lines)))
    older = _version(committee, _chosen(lines, "from", max(newer.number - 1, 1)))
    return render(
        "committees/charter_changes.html",
        committee=committee,
        lines=lines,
        older=older,
        newer=newer,
        found=list(text_changes("text", older.text, newer.text)),
    )


def _chosen(lines: list[CharterLine], name: str, otherwise: int) -> int:
    """The number that the address names; numbers count from 1 without a gap."""
    text = request.args.get(name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= len(lines)):
        raise NotFound
    return int(text)


def _version(committee: CommitteeSheet, number: int) -> CharterCard:
    found = queries.charter(committee.id, number)
    if found is None:
        raise NotFound
    return found
