"""Importing feedback that was ruled on elsewhere: its verdicts are kept, and nothing is invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import Comment, FeedbackState
from portal.comments.queries import TargetKey, TargetKind
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db, new_id
from portal.core.errors import Refused
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.moderation import queries
from portal.moderation.events import FeedbackImported
from portal.moderation.imports.plan import Plan, plan
from portal.moderation.imports.records import FeedbackRecord
from portal.moderation.models import ImportedComment, Ruling, RulingKind
from portal.projects.models import Project
from portal.record.models import Deed, append_all

_STATES = {
    True: FeedbackState.PUBLISHED,
    False: FeedbackState.DECLINED,
    None: FeedbackState.PENDING,
}
BATCH = 250
_KINDS = {FeedbackState.PUBLISHED: RulingKind.PUBLISH, FeedbackState.DECLINED: RulingKind.DECLINE}


@dataclass(frozen=True)
class NewProject:
    """The project to make where there is none of that slug. It takes no comments until a clerk opens it."""

    title: Translated
    body: Translated


def _no_tick(_written: int) -> None:
    pass


@usecase
def import_feedback(
    *,
    actor: Actor,
    records: Sequence[FeedbackRecord],
    conversation: str,
    target: TargetKey,
    lang: str,
    new_project: NewProject | None = None,
    tick: Callable[[int], None] = _no_tick,
) -> Plan:
    """Import a file's records as comments on a target, in one transaction; returns what was done with each.

    A record whose (conversation, comment-id) is here with the same text is left alone; with another text it
    is refused. One that was erased here stays erased. `tick` hears how many more were written. Raises `Refused` for
    an unknown target.
    """
    authorize(actor, Permission.FEEDBACK_IMPORT)
    about = comments.target(target)
    pointer = about.pointer if about else {"project_id": _made(target, new_project).id}
    todo = plan(records, *queries.known_bodies(conversation))
    for start in range(0, len(todo.new), BATCH):
        batch = todo.new[start : start + BATCH]
        written = _write_comments(batch, pointer, conversation, lang)
        _write_rulings(actor, written)
        for comment in written:
            emit(FeedbackImported(comment.id))
        tick(len(batch))
    return todo


def _made(target: TargetKey, new_project: NewProject | None) -> Project:
    if target.kind is TargetKind.ITEM:
        raise Refused(_("There is no posted agenda item “%(item)s”.", item=str(target)), "item")
    if new_project is None:
        raise Refused(_("There is no project “%(slug)s”.", slug=target.slug), "project")
    project = Project(slug=target.slug, title=new_project.title, summary=Translated(), body=new_project.body)
    db.session.add(project)
    db.session.flush()
    return project


def _write_comments(
    records: Sequence[FeedbackRecord], pointer: dict[str, int], conversation: str, lang: str
) -> list[Comment]:
    written = [_comment(record, pointer, lang) for record in records]
    db.session.add_all(written)
    db.session.flush()
    db.session.add_all(
        ImportedComment(
            comment_id=comment.id,
            conversation=conversation,
            external_id=record.external_id,
            agrees=record.agrees,
            disagrees=record.disagrees,
            seed=record.seed,
        )
        for record, comment in zip(records, written, strict=True)
    )
    return written


def _comment(record: FeedbackRecord, pointer: dict[str, int], lang: str) -> Comment:
    state = _STATES[record.accepted]
    return Comment(
        id=new_id(),
        **pointer,
        state=state,
        body=record.body,
        lang=lang,
        received_at=record.received_at,
        # when it was published there is not known; it was public from some moment after it was received
        published_at=record.received_at if state is FeedbackState.PUBLISHED else None,
    )


def _write_rulings(actor: Actor, written: Sequence[Comment]) -> None:
    """Keep the verdicts that came with the records. What nobody had looked at has none."""
    ruled = [comment for comment in written if comment.state in _KINDS]
    moment = now()
    numbers = append_all(actor, [_deed(comment) for comment in ruled], moment)
    db.session.add_all(
        Ruling(
            comment_id=comment.id,
            kind=_KINDS[FeedbackState(comment.state)],
            from_state=FeedbackState.PENDING,
            to_state=comment.state,
            imported=True,
            ruled_at=moment,
            record_seq=number,
        )
        for comment, number in zip(ruled, numbers, strict=True)
    )


def _deed(comment: Comment) -> Deed:
    return Deed(
        action="feedback.imported",
        subject=f"comment:{key_text(comment.id)}",
        role="import",
        from_state=FeedbackState.PENDING,
        to_state=comment.state,
        text=comment.body,
    )
