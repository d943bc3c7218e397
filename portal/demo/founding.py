"""How the town's committee begins: its seats, who decides what, and the charter that it gives itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from portal.committees.queries import ResponsibilityCard, SeatCard
from portal.committees.usecases import add_committee, adopt_charter, edit_responsibilities
from portal.core import clock
from portal.core.formats import local
from portal.core.translated import Translated
from portal.demo.people import actor


def found_committee(words: dict[str, Any], today: date) -> None:
    """Publish the committee with its seats as they are `today`, and the table of who decides what."""
    add_committee(
        actor=actor("clerk"),
        slug=words["slug"],
        name=Translated(words["name"]),
        purpose=Translated(words["purpose"]),
        posting_rules=words["posting_rules"],
        contact=words["contact"],
        illustrative=True,
        seats=tuple(_seat(seat, today) for seat in words["seats"]),
    )
    rows = [ResponsibilityCard(**{name: Translated(text) for name, text in row.items()}) for row in words["decides"]]
    edit_responsibilities(actor=actor("clerk"), slug=words["slug"], rows=rows)


def adopt_version(slug: str, words: dict[str, Any]) -> None:
    """Adopt the next version of the charter, on the day that it is."""
    adopt_charter(
        actor=actor("clerk"),
        slug=slug,
        text=Translated(words["text"]),
        adopted_on=local(clock.now()).date(),
        reason=Translated(words.get("reason")),
    )


def _seat(words: dict[str, Any], today: date) -> SeatCard:
    began, ended, declared = (
        today - timedelta(days=words[name]) if name in words else None
        for name in ("began_days_ago", "ended_days_ago", "declared_days_ago")
    )
    return SeatCard(
        name=words["name"],
        role=Translated(words["role"]),
        organisation=words["organisation"],
        votes=words.get("votes", True),
        starts_on=began,
        ends_on=ended,
        responsibilities=Translated(words.get("responsibilities")),
        contact=words.get("contact", ""),
        interests=Translated(words.get("interests")),
        interests_on=declared,
    )
