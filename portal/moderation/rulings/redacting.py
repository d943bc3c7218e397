"""Taking passages out of comments, sealing what they said, and putting passages back.

A seal holds the first text, and which redaction took out which passages: so the newest can be undone by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.comments.models import Comment
from portal.comments.queries import Span, masked_spans
from portal.core.db import db
from portal.core.errors import Refused, WrongState
from portal.moderation import queries
from portal.moderation.models import Ruling, SealedOriginal
from portal.moderation.rulings.masking import in_original, occurrences, spans_of


@dataclass(frozen=True)
class TakenOut:
    """What was taken out of one comment: its first text, and where in it the passages stand."""

    comment: Comment
    original: str
    spans: list[Span]
    seal: SealedOriginal | None
    photo: bool


def take_out_of(comments: Sequence[Comment], passages: Sequence[str], hide_photo: bool) -> list[TakenOut]:
    """Mask the passages wherever they stand. Each must stand in one of the comments, and each comment lose some."""
    for number, passage in enumerate(passages, 1):
        if not any(occurrences(comment.body, passage) for comment in comments):
            words = _("Passage %(number)s does not stand in the comment. Copy it word for word.", number=number)
            raise Refused(words, "passages")
    seals = queries.sealed_originals([comment.id for comment in comments])
    return [_take_out(comment, passages, seals.get(comment.id), hide_photo) for comment in comments]


def _take_out(comment: Comment, passages: Sequence[str], seal: SealedOriginal | None, hide_photo: bool) -> TakenOut:
    found, photo = spans_of(comment.body, passages), hide_photo and _hide_photo(comment)
    if not found and not photo:
        raise Refused(_("Mark what to take out"), "passages")
    if seal is not None and masked_spans(seal.body, _spans(seal)) != comment.body:
        # its author masked more since then: what is sealed from now on is what stood there last
        db.session.delete(seal)
        db.session.flush()
        seal = None
    original, out = (seal.body, _spans(seal)) if seal else (comment.body, [])
    spans = in_original(original, out, found)
    comment.body, comment.redacted = masked_spans(original, [*out, *spans]), True
    return TakenOut(comment, original, spans, seal, photo)


def _hide_photo(comment: Comment) -> bool:
    photo = queries.photo_of(comment.id)
    if photo is None or photo.hidden:
        return False
    photo.hidden = True
    return True


def write_seals(taken: Sequence[TakenOut], rulings: Sequence[Ruling]) -> None:
    """Keep the originals of what was taken out, under lock, for the rulings that did it."""
    for one, ruling in zip(taken, rulings if taken else (), strict=True):
        entry = {"ruling": ruling.id, "spans": [list(span) for span in one.spans], "photo": one.photo}
        if one.seal is not None:
            one.seal.passages = [*one.seal.passages, entry]
        else:
            db.session.add(
                SealedOriginal(
                    comment_id=one.comment.id,
                    ruling_id=ruling.id,
                    body=one.original,
                    passages=[entry],
                    sealed_at=ruling.ruled_at,
                )
            )


def put_back(comment: Comment, ruling: Ruling) -> None:
    """Undo one redaction: its passages stand there again, those of earlier ones stay out."""
    seal = queries.sealed_originals([comment.id]).get(comment.id)
    if seal is None or masked_spans(seal.body, _spans(seal)) != comment.body:
        raise WrongState(_("The text was changed since this ruling. It cannot be put back."))
    undone = [entry for entry in seal.passages if entry["ruling"] == ruling.id]
    seal.passages = [entry for entry in seal.passages if entry["ruling"] != ruling.id]
    comment.body = masked_spans(seal.body, _spans(seal))
    if any(entry["photo"] for entry in undone):
        photo = queries.photo_of(comment.id)
        if photo is not None:
            photo.hidden = False
    if not seal.passages:
        comment.redacted = False
        db.session.delete(seal)


def _spans(seal: SealedOriginal) -> list[Span]:
    return [(first, last) for entry in seal.passages for first, last in entry["spans"]]
