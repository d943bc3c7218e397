"""One mail a day to each moderator, only if something waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core import mail
from portal.core.clock import now
from portal.core.formats import local, when
from portal.core.usecase import transaction
from portal.core.web import absolute_url
from portal.core.worker import chore
from portal.retention import queries
from portal.retention.queries import Waiting

HOUR = 7  # o'clock in the site's zone


@chore
def send_digest() -> None:
    """Write the mails of the day after seven in the morning. The day is a part of their key: each goes out once."""
    if not mail.enabled():
        return
    here, today = local(now()), local(now()).date().isoformat()
    written: dict[str, str] = current_app.extensions.setdefault("portal.retention.digest", {})
    if here.hour < HOUR or written.get(current_app.instance_path) == today:
        return
    written[current_app.instance_path] = today
    waiting = queries.waiting_at_desk()
    people = queries.moderators() if waiting.any else []
    if people:
        _write(waiting, people, today)


def _write(waiting: Waiting, people: Sequence[tuple[int, str]], today: str) -> None:
    with transaction(), mail.speaking(current_app.config["SETTINGS"].default_language):
        text = "\n\n".join(_said(waiting)) + "\n"
        for person_id, email in people:
            subject = _("What waits at the desk")
            mail.post(key=f"digest:{today}:{person_id}", address=email, subject=subject, text=text)


def _said(waiting: Waiting) -> list[str]:
    lines = []
    if waiting.comments:
        lines.append(
            ngettext("%(num)s comment waits for review.", "%(num)s comments wait for review.", waiting.comments)
        )
    if waiting.oldest is not None:
        lines.append(_oldest(waiting.oldest))
    if waiting.appeals:
        lines.append(ngettext("%(num)s appeal waits.", "%(num)s appeals wait.", waiting.appeals))
    if waiting.reported:
        lines.append(
            ngettext("Readers reported %(num)s comment.", "Readers reported %(num)s comments.", waiting.reported)
        )
    return [*lines, absolute_url("moderation.queue")]


def _oldest(moment: datetime) -> str:
    return _("The oldest came on %(time)s.", time=when(moment))
