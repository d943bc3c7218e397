"""A comment with a canary word in every place that tells of it, and where bytes of it are looked for."""

from __future__ import annotations

import io
import secrets
from pathlib import Path

from flask import Flask

from portal.comments.models import Audience, Comment, CommentContact, CommentPhoto, Stance, Support
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.files import store
from portal.core.models import Mail
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.moderation.models import (
    Appeal,
    AppealState,
    Assignment,
    Claim,
    Danger,
    Escalation,
    Family,
    FamilyMark,
    FamilyMember,
    Guideline,
    InternalNote,
    Report,
    ReportReason,
    Ruling,
    RulingKind,
    SealedOriginal,
    SealOpening,
    SecondLook,
)
from portal.record.models import Deed, append
from tests.support.builders import Town

WORD = "Xylocanthus"


def full_comment(town: Town, person_id: int, nonce: bytes | None = None) -> int:
    """A declined comment with all that may stand beside one, each with the canary."""
    item = (town.posted(), 1)
    town.guideline()
    comment_id = town.comment(
        item=item,
        nonce=nonce or secrets.token_bytes(16),
        body=f"{WORD} would like a lamp.",
        display_name=f"{WORD} Smith",
        audience=Audience.BUSINESS,
        area=f"{WORD} hill",
        stance=Stance.OPPOSE,
    )
    with transaction():
        comment = db.session.get_one(Comment, comment_id)
        comment.decline("")
        comment.heard_at, comment.signals, comment.fold, comment.supports = WORD, [WORD], WORD, 1
        seq = append(COMMAND_LINE, _deed(comment_id, f"{WORD} before"))
        ruling = Ruling(
            comment_id=comment_id,
            kind=RulingKind.DECLINE,
            from_state="pending",
            to_state="declined",
            guideline_id=db.session.query(Guideline.id).scalar(),
            passage=WORD,
            remedy=WORD,
            note=WORD,
            waits_for=WORD,
            moderator_id=person_id,
            record_seq=seq,
        )
        db.session.add(ruling)
        db.session.flush()
        _beside(comment_id, ruling.id, person_id, seq)
    return comment_id


def _deed(comment_id: int, text: str) -> Deed:
    return Deed(action="feedback.declined", subject=f"comment:{key_text(comment_id)}", role="moderator", text=text)


def _beside(comment_id: int, ruling_id: int, person_id: int, seq: int) -> None:
    kept = store.keep(io.BytesIO(f"picture of {WORD}".encode()), 1_000)
    db.session.add_all(
        [
            CommentContact(
                comment_id=comment_id, email=f"{WORD}@example.org", lang="en", token_hash="t", confirmed_at=now()
            ),
            CommentPhoto(
                comment_id=comment_id, file_key=kept.key, file_type="jpg", alt=WORD, size=9, width=1, height=1
            ),
            Support(comment_id=comment_id, nonce_hash="s"),
            Mail(key=f"comment:{key_text(comment_id)}:x", address=f"{WORD}@example.org", subject="x", text=WORD),
            Claim(comment_id=comment_id, person_id=person_id, expires_at=now()),
            Assignment(comment_id=comment_id, person_id=person_id, assigned_by=person_id),
            InternalNote(comment_id=comment_id, person_id=person_id, text=WORD),
            SecondLook(comment_id=comment_id, asked_by=person_id, question=WORD),
            SealedOriginal(comment_id=comment_id, ruling_id=ruling_id, body=WORD, passages=[[0, 3]]),
            SealOpening(comment_id=comment_id, person_id=person_id, reason=WORD, record_seq=seq),
            Report(comment_id=comment_id, reason=ReportReason.OTHER, words=WORD, nonce_hash="r"),
            Appeal(
                comment_id=comment_id,
                ruling_id=ruling_id,
                words=WORD,
                answer=WORD,
                state=AppealState.REFUSED,
                answered_at=now(),
                record_seq=seq,
            ),
            Escalation(
                comment_id=comment_id,
                danger=Danger.THREAT,
                evidence=WORD,
                note=WORD,
                told=WORD,
                escalated_by=person_id,
                closed_at=now(),
            ),
            FamilyMark(mark=f"s{WORD}", comment_id=comment_id),
        ]
    )
    family = Family(representative_id=comment_id)
    db.session.add(family)
    db.session.flush()
    db.session.add(FamilyMember(comment_id=comment_id, family_id=family.id, overlap=1.0))


def hits(app: Flask) -> list[str]:
    """The files of the site that hold the canary, in any spelling of an index."""
    needles = [WORD.encode(), WORD.lower().encode(), WORD.lower()[:8].encode()]
    files = [path for path in Path(app.instance_path).rglob("*") if path.is_file()]
    return sorted(str(path.name) for path in files if any(needle in path.read_bytes() for needle in needles))
