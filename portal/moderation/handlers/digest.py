"""One mail a day to each moderator, only if something waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.accounts import queries as accounts
from portal.accounts.queries import PersonLine
from portal.core import mail
from portal.core.clock import now
from portal.core.formats import local, when
from portal.core.permissions import Role
from portal.core.usecase import transaction
from portal.core.web import absolute_url
from portal.core.worker import chore
from portal.moderation import queries
from portal.moderation.queries import DailyDigest

HOUR = 7  # o'clock in the site's zone


@chore
def send_digest() -> None:
    """Write the mails of the day after seven in the morning. The day is a part of their key: each goes out once."""
    if not mail.enabled():
        return
    here, today = local(now()), local(now()).date().isoformat()
    written: dict[str, str] = current_app.extensions.setdefault("portal.moderation.digest", {})
    if here.hour < HOUR or written.get(current_app.instance_path) == today:
        return
    written[current_app.instance_path] = today
    digest = queries.daily_digest()
    people = [] if digest.empty else accounts.holders_of(Role.MODERATOR)
    if people:
        _write(digest, people, today)


def _write(digest: DailyDigest, people: Sequence[PersonLine], today: str) -> None:
    with transaction(), mail.speaking(current_app.config["SETTINGS"].default_language):
        text = "\n\n".join(_said(digest)) + "\n"
        for person in people:
            subject = _("What waits at the desk")
            mail.post(key=f"digest:{today}:{person.id}", address=person.email, subject=subject, text=text)


def _said(digest: DailyDigest) -> list[str]:
    lines = []
    if digest.waiting:
        lines.append(ngettext("%(num)s comment waits for review.", "%(num)s comments wait for review.", digest.waiting))
    if digest.oldest is not None:
        lines.append(_oldest(digest.oldest))
    if digest.appeals:
        lines.append(ngettext("%(num)s appeal waits.", "%(num)s appeals wait.", digest.appeals))
    if digest.reports:
        lines.append(
            ngettext("Readers reported %(num)s comment.", "Readers reported %(num)s comments.", digest.reports)
        )
    if digest.escalations:
        lines.append(ngettext("%(num)s danger is open.", "%(num)s dangers are open.", digest.escalations))
    return [*lines, absolute_url("moderation.queue")]


def _oldest(moment: datetime) -> str:
    return _("The oldest came on %(time)s.", time=when(moment))
