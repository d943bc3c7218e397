"""What the selects of the agenda form offer, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from portal.committees import queries as committees
from portal.core.formats import day
from portal.core.web import in_page_language
from portal.meetings import queries
from portal.meetings.forms import Offer
from portal.projects import queries as projects

USUAL_PROJECTS = 8  # each row of the form lists them; others are linked by their addresses


def offer(meeting_id: int | None, linked: Iterable[str] = ()) -> Offer:
    """The choices of a new meeting's form, or of that of the meeting with this key, which may have papers.

    `linked` are the projects that its rows link already; besides, those are offered that said something last.
    """
    newest = projects.project_lines(most=USUAL_PROJECTS + 1)
    usual = {line.slug: line.title for line in newest[:USUAL_PROJECTS]}
    papers = queries.papers_at_hand(meeting_id) if meeting_id else []
    return Offer(
        committees=[(c.slug, in_page_language(c.name).text) for c in committees.committee_lines()],
        projects={slug: in_page_language(title).text for slug, title in (usual | projects.titles(linked)).items()},
        usual_projects=tuple(usual),
        more_projects=len(newest) > USUAL_PROJECTS,
        papers=[(paper.key, in_page_language(paper.title).text) for paper in papers],
        approvable=[
            (m.slug, _("%(title)s, %(day)s", title=in_page_language(m.title).text, day=day(m.starts_at)))
            for m in queries.approvable()
        ],
        continuable=[
            (
                f"{m.slug}/{m.number}",
                _(
                    "%(day)s, item %(number)s: %(title)s",
                    day=day(m.starts_at),
                    number=m.number,
                    title=in_page_language(m.title).text,
                ),
            )
            for m in queries.continuable()
        ],
    )
