"""Mails to authors who confirmed an address: what was ruled, and that an appeal was answered. No texts, no code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import FeedbackState
from portal.comments.models.mails import beginning, title_of, write_mail
from portal.core import mail
from portal.core import queries as core
from portal.core.events import on
from portal.core.usecase import transaction
from portal.core.web import absolute_url
from portal.moderation import queries
from portal.moderation.events import AppealAnswered, FeedbackRuled
from portal.moderation.models import RulingKind


@on(FeedbackRuled)
def tell_of_rulings(events: Sequence[FeedbackRuled]) -> None:
    """Write the news of rulings; they leave when the ruling can be undone no more, and an undo takes them back."""
    if not mail.enabled():
        return
    for event in events:
        with transaction():
            _tell(event)


def _tell(event: FeedbackRuled) -> None:
    ruling = queries.ruling_news(event.ruling_id)
    if ruling is None:
        return
    if ruling.undoes is not None:
        core.drop_mails(f"{beginning(event.comment_id)}ruling:{ruling.undoes}")
        return
    if ruling.undone or ruling.kind is RulingKind.MOVE:
        return
    _write(event.comment_id, f"ruling:{ruling.id}", ruling.to_state, ruling.ruled_at + queries.undo_time())


@on(AppealAnswered)
def tell_of_appeals(events: Sequence[AppealAnswered]) -> None:
    """Write that an appeal was answered."""
    if not mail.enabled():
        return
    for event in events:
        with transaction():
            _write(event.comment_id, f"appeal:{event.appeal_id}", None, None)


def _write(comment_id: int, name: str, state: FeedbackState | None, due_at: datetime | None) -> None:
    reader = comments.news_reader(comment_id)
    if reader is None:
        return
    with mail.speaking(reader.lang):
        said = [
            _said(state, title_of(reader.target.title)),
            _("The reasons are on the page of your receipt. You need your receipt code:"),
            absolute_url("receipts.look_up"),
        ]
        subject = _("News of your comment")
        write_mail(comment_id, name, reader.email, subject=subject, said=said, due_at=due_at)


def _said(state: FeedbackState | None, title: str) -> str:
    if state is None:
        return _("Your appeal for your comment on “%(title)s” was answered.", title=title)
    if state is FeedbackState.PUBLISHED:
        return _("Your comment on “%(title)s” is public now.", title=title)
    if state is FeedbackState.DECLINED:
        return _("A moderator decided not to publish your comment on “%(title)s”.", title=title)
    if state is FeedbackState.SET_ASIDE:
        return _("A moderator set your comment on “%(title)s” aside. It waits for somebody else.", title=title)
    if state is FeedbackState.HIDDEN:
        return _("A moderator took your comment on “%(title)s” from the public.", title=title)
    return _("Something happened to your comment on “%(title)s”.", title=title)
