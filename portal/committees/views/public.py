"""A committee's page for everybody."""

from __future__ import annotations

from portal.committees import queries
from portal.committees.views.door import blueprint, committee_at
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries as meetings


@blueprint.get("/committees/<slug:slug>")
@public()
def show(slug: str) -> str:
    """What a committee is for, who sits on it, who decides what, and how early it must post its agendas."""
    committee = committee_at(slug)
    charters = queries.charter_lines(committee.id)
    return render(
        "committees/show.html",
        committee=committee,
        charter=charters[-1] if charters else None,
        responsibilities=queries.responsibilities(committee.id),
        rules=meetings.posting_rule_set(committee.posting_rules),
    )
