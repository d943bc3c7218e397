"""The door of the pages of projects: their blueprint, and the project that an address names."""

from __future__ import annotations

from flask import Blueprint

from portal.core.errors import NotFound
from portal.projects import queries
from portal.projects.queries import ProjectFacts

blueprint = Blueprint("projects", __name__)


def project_at(slug: str) -> ProjectFacts:
    """The project of an address."""
    project = queries.facts(slug)
    if project is None:
        raise NotFound
    return project
