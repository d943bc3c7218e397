"""Ruling on a family: on what its letters share, once for all of them; whatever a letter adds is ruled on by itself."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from portal.comments import queries as comments
from portal.comments.models import Comment
from portal.core.addresses import key_text
from portal.core.db import db, new_id
from portal.core.errors import NotFound, WrongState
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, authorize
from portal.core.usecase import usecase
from portal.feedback import queries as feedback
from portal.moderation import queries
from portal.moderation.events import LetterTakenOut
from portal.moderation.grouping import settle
from portal.moderation.models import Family, RulingKind
from portal.moderation.rulings import advice_of, rule_all, undo
from portal.moderation.words import why_no_undo
from portal.record.models import Deed, append


@usecase
def publish_family(*, actor: Actor, family_id: int, letters: Collection[int], read: str) -> int:
    """Publish those of the `letters` that still wait and add nothing; returns the id of the first ruling.

    `read` is the sheet's `reading` of them: what changed since then is refused.
    """
    authorize(actor, Permission.FEEDBACK_RULE)
    chosen = _plain(actor, family_id, letters, read)
    return rule_all(actor, chosen, RulingKind.PUBLISH, family_id=family_id)[0].id


@usecase
def decline_family(
    *,
    actor: Actor,
    family_id: int,
    letters: Collection[int],
    read: str,
    guideline_code: str,
    remedy: str | None = None,
    note: str = "",
) -> int:
    """Decline the same letters, citing a guideline; returns the id of the first ruling."""
    authorize(actor, Permission.FEEDBACK_RULE)
    chosen = _plain(actor, family_id, letters, read)
    guideline = queries.guideline_by_code(guideline_code)
    rulings = rule_all(
        actor,
        chosen,
        RulingKind.DECLINE,
        guideline=guideline,
        remedy=advice_of(guideline, chosen[0]) if remedy is None else remedy,
        note=note,
        family_id=family_id,
    )
    return rulings[0].id


def _plain(actor: Actor, family_id: int, letters: Collection[int], read: str) -> list[Comment]:
    rows = comments.comments_for_ruling(letters)
    sheet = queries.family_sheet(actor, family_id)
    if sheet is None:
        raise NotFound
    if sheet.reading(letters) != read:
        raise WrongState(_("These letters changed meanwhile. Read them again."))
    plain = {letter.id for letter in sheet.plain}
    chosen = [row for row in rows if row.id in plain]
    if not chosen:
        raise WrongState(_("None of these letters waits any more. Somebody else ruled on them."))
    return chosen


@usecase
def undo_family_ruling(*, actor: Actor, ruling_id: int) -> int:
    """Take back all that one press ruled on a family, but for what has moved on; returns the last undo's id."""
    authorize(actor, Permission.RULING_UNDO)
    found = queries.ruling_to_undo(ruling_id)
    if found is None or found.family_id is None:
        raise NotFound
    beside = queries.rulings_beside(ruling_id)
    rows = {row.id: row for row in comments.comments_for_ruling([line.comment_id for line in beside])}
    lines = queries.rulings_beside(ruling_id)  # read again: now nobody else can rule on them
    undoable = [line for line in lines if line.undoable]
    if not undoable:
        raise WrongState(why_no_undo(lines[0]))
    last = 0
    for line in undoable:
        authorize(actor, Permission.RULING_UNDO, feedback.bound_people(line.comment_id))
        ruling = queries.ruling_to_undo(line.id)
        assert ruling is not None
        last = undo(actor, rows[line.comment_id], ruling).id
    return last


@usecase
def take_letter_out(*, actor: Actor, comment_id: int) -> int | None:
    """Let a comment stand by itself, for good: it does not belong to its family. Returns the family that it left."""
    authorize(actor, Permission.FEEDBACK_RULE, feedback.bound_people(comment_id))
    family_id = queries.families_by_member([comment_id]).get(comment_id)
    sheet = queries.family_sheet(actor, family_id) if family_id is not None else None
    if family_id is None or sheet is None:
        raise NotFound
    queries.drop_marks(comment_id)
    queries.drop_member(comment_id)
    settle(family_id)
    alone = Family(id=new_id(), representative_id=comment_id)
    db.session.add(alone)
    db.session.flush()
    queries.put_member(comment_id, alone.id, 1.0)
    append(actor, Deed(action="feedback.ungrouped", subject=f"comment:{key_text(comment_id)}", role="moderator"))
    emit(LetterTakenOut(comment_id, family_id))
    return family_id if len(sheet.letters) > 2 else None
