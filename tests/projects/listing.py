"""Projects with all that lists are filtered by: goals, partners, topics, places."""

from __future__ import annotations

from portal.core.db import db
from portal.core.usecase import transaction
from portal.projects import queries
from portal.projects.models import Goal, Partner, PartnerKind, ProjectPartner, ProjectTopic
from tests.support.builders import words

STATION = {"type": "Point", "coordinates": [-87.65, 41.85]}
SQUARE = {"type": "Polygon", "coordinates": [[[-87.56, 41.84], [-87.54, 41.84], [-87.54, 41.86], [-87.56, 41.84]]]}


def goal(slug, **others):
    """A goal that projects can serve; its slug."""
    values = {"position": 1, "title": words(f"Goal {slug}"), "text": words("Why"), "indicator": words("How much")}
    with transaction():
        db.session.add(Goal(slug=slug, **(values | others)))
    return slug


def partner(slug, **others):
    """A partner; its slug."""
    with transaction():
        db.session.add(Partner(slug=slug, **({"name": f"Partner {slug}", "kind": PartnerKind.COMPANY} | others)))
    return slug


def linked(project, *, goal=None, topics=(), partners=()):
    """Give `project` a goal, topics and partners; returns it."""
    with transaction():
        row = queries.project_by_slug(project)
        row.goal_id = queries.goals_by_slug([goal])[goal].id if goal else None
        db.session.add_all(ProjectTopic(project_id=row.id, topic=topic) for topic in topics)
        there = queries.partners_by_slug(partners)
        db.session.add_all(ProjectPartner(project_id=row.id, partner_id=there[slug].id) for slug in partners)
    return project
