"""Builders of a town's content. Every text holds a `<script>`, so that whatever forgets to escape is found.

Fields that a test does not name get good defaults; times are the clock's.
"""

from __future__ import annotations

import itertools
import secrets
from datetime import timedelta
from typing import Any

from flask import Flask

from portal.comments import usecases as comments
from portal.comments.models import Audience, Comment, FeedbackState
from portal.comments.queries import TargetKey
from portal.committees.models import Committee
from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import usecases as meetings
from portal.meetings.models import AgendaItem, AgendaItemProject, ItemKind, Meeting
from portal.moderation.models import Guideline, GuidelineVersion
from portal.projects import queries as projects
from portal.projects.models import Condition, Phase, Project, ProjectUpdate

SCRIPT = """<script>alert("hello")</script>"""
_ALWAYS = timedelta(days=3650)


def words(text: str) -> Translated:
    """`text` in both languages, each with a script in it."""
    return Translated({"en": f"{text} {SCRIPT}", "es": f"{text} (en español) {SCRIPT}"})


# By which of its methods a comment comes to each state.
WAYS = {
    FeedbackState.PENDING: (),
    FeedbackState.PUBLISHED: ("publish",),
    FeedbackState.DECLINED: ("decline",),
    FeedbackState.SET_ASIDE: ("set_aside",),
    FeedbackState.HIDDEN: ("publish", "hide"),
    FeedbackState.WITHDRAWN: ("publish", "withdraw"),
    FeedbackState.ERASED: ("publish", "erase"),
}


class Town:
    """Builders bound to a test's site. Each returns a slug, a number or an id, as addresses and use cases take them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._numbers = itertools.count(1)

    def committee(self, slug: str = "steering", **others: Any) -> str:
        """A committee; its slug."""
        values = {"name": words("Steering committee"), "purpose": words("It steers.")} | others
        with transaction():
            db.session.add(Committee(slug=slug, **values))
        return slug

    def project(self, slug: str | None = None, *, open: bool = True, **others: Any) -> str:
        """A project that takes comments (`open=False`: none yet); its slug."""
        slug = slug or f"project-{next(self._numbers)}"
        values = {
            "title": words(f"Pilot of {slug}"),
            "summary": words("Lamps that dim."),
            "body": words("More on lamps."),
            "area": "Station",
            "comments_open_at": now() - timedelta(days=1) if open else None,
            "comments_close_at": now() + _ALWAYS if open else None,
        } | others
        with transaction():
            db.session.add(Project(slug=slug, **values))
        return slug

    def update(self, project: str, **others: Any) -> int:
        """A status update of `project`; its number."""
        with transaction():
            row = self._project(project)
            number = projects.last_update_number(row.id) + 1
            values = {"phase": Phase.PILOTING, "condition": Condition.ON_TRACK, "text": words("Ten lamps are up.")}
            db.session.add(ProjectUpdate(project_id=row.id, number=number, **(values | others)))
        return number

    def meeting(self, slug: str | None = None, *, committee: str | None = None, **others: Any) -> str:
        """A draft of a meeting in a week, without items; its slug."""
        slug = slug or f"meeting-{next(self._numbers)}"
        values = {
            "title": words(f"Session of {slug}"),
            "starts_at": now() + timedelta(days=7),
            "place": words("Town hall"),
            "step_free": words("Ramp at the side"),
        } | others
        with transaction():
            row = db.session.query(Committee).filter_by(slug=committee).one() if committee else self._any_committee()
            db.session.add(Meeting(slug=slug, committee_id=row.id, **values))
        return slug

    def item(self, meeting: str, *, project: str | None = None, **others: Any) -> int:
        """An agenda item of `meeting`, linked to `project` if named; its number."""
        with transaction():
            row = db.session.query(Meeting).filter_by(slug=meeting).one()
            number = db.session.query(AgendaItem).filter_by(meeting_id=row.id).count() + 1
            values = {"kind": ItemKind.DISCUSSION, "title": words("Lamps"), "summary": words("Where they stand")}
            item = AgendaItem(meeting_id=row.id, number=number, **({"position": number} | values | others))
            db.session.add(item)
            db.session.flush()
            if project:
                db.session.add(AgendaItemProject(item_id=item.id, project_id=self._project(project).id))
        return number

    def posted(self, *, items: int = 1, **others: Any) -> str:
        """A meeting in a week whose agenda of `items` items is public; its slug."""
        slug = self.meeting(**others)
        for _item in range(items):
            self.item(slug)
        meetings.post_meeting(actor=COMMAND_LINE, slug=slug)
        return slug

    def guideline(self, code: str = "privacy", **others: Any) -> str:
        """A guideline that rulings may cite; its code."""
        values = {
            "title": words("Private details"),
            "text": words("No telephone numbers."),
            "advice": words("Leave it out."),
        }
        with transaction():
            row = Guideline(code=code, **(values | others))
            db.session.add(row)
            db.session.flush()
            texts = {name: getattr(row, name) for name in ("title", "text", "advice", "practice")}
            db.session.add(GuidelineVersion(guideline_id=row.id, number=row.version, **texts))
        return code

    def comment(
        self,
        project: str | None = None,
        *,
        item: tuple[str, int] | None = None,
        update: int | None = None,
        body: str | None = None,
        **others: Any,
    ) -> int:
        """A pending comment, received by the use case; its id.

        It is on `project`, its `update`, or `item` (meeting and number). `nonce=` tells which form it came from.
        """
        target = TargetKey(*item) if item else TargetKey(project or self.project(), update=update)
        values: dict[str, Any] = {
            "actor": VISITOR,
            "nonce": secrets.token_bytes(16),
            "lang": "en",
            "display_name": f"Ana {SCRIPT}",
            "audience": Audience.RESIDENT,
            "area": f"Station {SCRIPT}",
        }
        text = f"Please add lamps at stop {next(self._numbers)}. {SCRIPT}" if body is None else body
        return comments.post_comment(target=target, body=text, **(values | others))

    def published(self, project: str | None = None, **others: Any) -> int:
        """A published comment; its id. No ruling stands behind it: tests of rulings make their own."""
        return self.comment_in(FeedbackState.PUBLISHED, project, **others)

    def declined(self, project: str | None = None, **others: Any) -> int:
        """A declined comment; its id. No ruling stands behind it."""
        return self.comment_in(FeedbackState.DECLINED, project, **others)

    def comment_in(self, state: FeedbackState, project: str | None = None, **others: Any) -> int:
        """A comment in `state`; its id. No ruling stands behind it."""
        comment_id = self.comment(project, **others)
        with transaction():
            for verb in WAYS[state]:
                getattr(db.session.get_one(Comment, comment_id), verb)("")
        return comment_id

    def _project(self, slug: str) -> Project:
        found = projects.project_by_slug(slug)
        assert found is not None, f"there is no project {slug!r}"
        return found

    def _any_committee(self) -> Committee:
        found = db.session.query(Committee).first()
        if found is None:
            found = Committee(slug="steering", name=words("Steering committee"), purpose=words("It steers."))
            db.session.add(found)
            db.session.flush()
        return found
