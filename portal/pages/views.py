"""Home, desk, about, accessibility, privacy, health, and the styleguide of development."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, current_app, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.comments import queries as comments
from portal.committees import queries as committees
from portal.core import mail
from portal.core.errors import NotFound
from portal.core.permissions import Actor, Permission, Role, can
from portal.core.routes import current_actor, mark_of, public, requires
from portal.core.web import render
from portal.feedback import queries as feedback
from portal.meetings import queries as meetings
from portal.moderation import queries as moderation
from portal.pages import queries
from portal.projects import queries as projects
from portal.surveys import queries as surveys

blueprint = Blueprint("pages", __name__)
MOST_OPEN, MOST_OTHERS = 10, 5  # projects on the home page; the list has all
MOST_SURVEYS = 3


@dataclass(frozen=True)
class DeskLink:
    """One entry of the desk's navigation."""

    label: str
    href: str
    current: bool


def desk_nav() -> list[DeskLink]:
    """What the person at the desk may open. Whoever is a partner and nothing else has one place."""
    actor = current_actor()
    if _is_only_partner(actor):
        return [DeskLink(_("My projects"), url_for("projects.drafts"), True)]
    rooms = (
        ("pages.desk", _("Desk"), Permission.DESK_ENTER),
        ("moderation.queue", _("Moderation"), Permission.FEEDBACK_RULE),
        ("comments.enter", _("Enter comments"), Permission.COMMENT_ENTER),
        ("search.feedback", _("Search feedback"), Permission.FEEDBACK_SEARCH),
        ("retention.find_to_erase", _("Erase"), Permission.FEEDBACK_ERASE),
        ("retention.holds", _("Legal holds"), Permission.HOLD_SET),
        ("meetings.desk", _("Meetings"), Permission.MEETING_READ),
        ("surveys.desk", _("Surveys"), Permission.SURVEY_READ),
        ("projects.desk_goals", _("Goals"), Permission.GOAL_EDIT),
        ("projects.desk", _("Projects"), Permission.PROJECT_EDIT),
        ("projects.partners_desk", _("Partners"), Permission.PARTNER_EDIT),
        ("committees.desk", _("Committees"), Permission.COMMITTEE_EDIT),
        ("accounts.people", _("People"), Permission.PERSON_EDIT),
    )
    links = [(label, url_for(endpoint)) for endpoint, label, permission in rooms if can(actor, permission)]
    here = request.script_root + request.path
    current = max((href for _label, href in links if f"{here}/".startswith(f"{href}/")), key=len, default="")
    return [DeskLink(label, href, href == current) for label, href in links]


def _is_only_partner(actor: Actor) -> bool:
    return actor.roles == {Role.PARTNER}


def init(app: Flask) -> None:
    """Give desk pages their navigation."""

    @app.context_processor
    def navigation() -> dict[str, Any]:
        mark = mark_of(request.endpoint)
        return {"desk_nav": desk_nav()} if mark is not None and mark.kind == "requires" else {}


@blueprint.get("/")
@public()
def home() -> str:
    """What is open now, the next meeting, what happened last."""
    open_now, others = projects.open_lines(MOST_OPEN + 1), projects.closed_lines(MOST_OTHERS + 1)
    running = surveys.running()
    return render(
        "pages/home.html",
        open_projects=open_now[:MOST_OPEN],
        more_open=len(open_now) > MOST_OPEN,
        other_projects=others[:MOST_OTHERS],
        more_others=len(others) > MOST_OTHERS,
        surveys=running[:MOST_SURVEYS],
        more_surveys=len(running) > MOST_SURVEYS,
        next_meeting=meetings.next_meeting(),
        committees=committees.committee_lines(),
        comment_counts=comments.counts_by_project(),
    )


@blueprint.get("/about")
@public()
def about() -> str:
    """What this site is and who runs it."""
    return render("pages/about.html", committees=committees.committee_lines())


@blueprint.get("/accessibility")
@public()
def accessibility() -> str:
    """The accessibility statement."""
    return render("pages/accessibility.html")


@blueprint.get("/privacy")
@public()
def privacy() -> str:
    """What is kept, what is not, for how long."""
    return render("pages/privacy.html", settings=current_app.config["SETTINGS"], mails=mail.enabled())


@blueprint.get("/staff")
@requires(Permission.DESK_ENTER)
def desk() -> str | Response:
    """The desk: what waits for whom. A partner's desk is its projects."""
    if _is_only_partner(current_actor()):
        return redirect(url_for("projects.drafts"), 303)
    return render(
        "pages/desk.html",
        drafts_sent=projects.sent_count(),
        digest=moderation.daily_digest(),
        appeals=moderation.appeals_to_answer(current_actor()),
        review_days=current_app.config["SETTINGS"].review_days,
        counts=feedback.counts_by_state(),
        readiness=queries.readiness(),
        surveys=surveys.surveys_by_state() if can(current_actor(), Permission.SURVEY_EDIT) else {},
    )


@blueprint.get("/healthz")
@public()
def healthz() -> Response:
    """The process answers."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
@public()
def readyz() -> tuple[Response, int]:
    """The database answers and has its schema."""
    state = queries.readiness()
    return jsonify(dataclasses.asdict(state)), 200 if state.ready else 503


@blueprint.get("/styleguide")
@public()
def styleguide() -> str:
    """Every component in every state; in development and tests alone."""
    if current_app.config["SETTINGS"].env == "production":
        raise NotFound
    from portal.pages.styleguide import styleguide_context

    return render("pages/styleguide.html", **styleguide_context())
