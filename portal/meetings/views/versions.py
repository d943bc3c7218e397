"""The versions of an agenda: each readable for ever, and what changed between any two."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _

from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.forms import CHANGE_NAMES, FIELD_NAMES, KIND_NAMES
from portal.meetings.queries import VersionLine
from portal.meetings.views.door import blueprint, meeting_at
from portal.meetings.views.wording import changes_between


@blueprint.get("/meetings/<slug:slug>/versions")
@public()
def versions(slug: str) -> str:
    """Every version with its time and reason, the newest first."""
    meeting = meeting_at(slug)
    lines = queries.versions_of(meeting.id)
    return render("meetings/versions.html", meeting=meeting, lines=lines[::-1], change_names=CHANGE_NAMES)


@blueprint.get("/meetings/<slug:slug>/versions/<int:number>")
@public()
def version(slug: str, number: int) -> str:
    """One version, as it was posted."""
    meeting = meeting_at(slug, number)
    return render(
        "meetings/version.html",
        meeting=meeting,
        posting=queries.clock_of(meeting),
        newest=meeting_at(slug).version,
        kind_names=KIND_NAMES,
        change_names=CHANGE_NAMES,
    )


@blueprint.get("/meetings/<slug:slug>/changes")
@public("from", "to")
def changes(slug: str) -> str:
    """What changed from one version to another, word by word; without a choice, what the newest one changed."""
    meeting = meeting_at(slug)
    lines = queries.versions_of(meeting.id)
    newer = _chosen(lines, "to", len(lines))
    older = _chosen(lines, "from", max(newer.number - 1, 1))
    return render(
        "meetings/changes.html",
        meeting=meeting,
        choices=[
            (str(line.number), _("%(number)s: %(change)s", number=line.number, change=CHANGE_NAMES[line.change]))
            for line in lines
        ],
        older=older,
        newer=newer,
        found=changes_between(older, newer),
        field_names=FIELD_NAMES,
    )


def _chosen(lines: list[VersionLine], name: str, otherwise: int) -> VersionLine:
    """The version that the address names; numbers count from 1 without a gap."""
    text = request.args.get(name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= len(lines)):
        raise NotFound
    return lines[int(text) - 1]
