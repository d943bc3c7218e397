"""Has this been said? Published comments on the same target that share the telling words of a text."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.comments.models import Comment, FeedbackState
from portal.comments.queries.targets import about
from portal.comments.targets import TargetKey
from portal.core.db import db
from portal.core.translated import Text

CANDIDATES = 2_000  # the newest
MOST_SHOWN = 5
FEWEST_SHARED = 3
MOST_STEMS = 40  # of the text, the longest
SHARE = 0.6  # of the weight of the words of the shorter text
STEM = 6  # letters
_WORD = re.compile(r"[^\W\d_]{4,}")
_ACCENTS = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n"}


@dataclass(frozen=True)
class SimilarComment:
    """A published comment that says much the same."""

    id: int
    body: Text
    display_name: str
    received_at: datetime


def tells_enough(body: str) -> bool:
    """Whether a text has the words by which another can be like it."""
    return len(_stems(_folded([body])[0])) >= FEWEST_SHARED


def similar(key: TargetKey, body: str) -> list[SimilarComment]:
    """Up to five of the newest 2,000 published comments on a target, those that share most first.

    Of a family only its representative is among them. Words weigh more the fewer comments hold them. One statement
    finds the texts, another loads the few chosen.
    """
    (text,) = _folded([body])
    wanted = _stems(text)
    if len(wanted) < FEWEST_SHARED:
        return []
    rows = db.session.execute(
        select(Comment.id, Comment.body)
        .where(about(key), Comment.state == FeedbackState.PUBLISHED, Comment.represented_by_id.is_(None))
        .order_by(Comment.received_at.desc(), Comment.id.desc())
        .limit(CANDIDATES)
    ).all()
    texts = _folded([row.body for row in rows])
    return _loaded(_nearest(wanted, dict(zip((row.id for row in rows), texts, strict=True)))) if rows else []


def _folded(texts: list[str]) -> list[str]:
    """All of them at once, since there may be thousands. No text holds the sign between them."""
    together = "\0".join(texts).lower()
    for accented, plain in _ACCENTS.items():
        together = together.replace(accented, plain)
    return together.split("\0")


def _stems(text: str) -> set[str]:
    words = {word.rstrip("s")[:STEM] for word in _WORD.findall(text)}
    return set(sorted(words, key=len)[-MOST_STEMS:])


def _nearest(wanted: set[str], texts: dict[int, str]) -> list[int]:
    held = {comment_id: [stem for stem in wanted if stem in text] for comment_id, text in texts.items()}
    counts = Counter(stem for stems in held.values() for stem in stems)
    weights = {stem: math.log(1 + (len(texts) + 1) / (1 + counts[stem])) for stem in wanted}
    whole = sum(weights.values())
    usual = whole / len(wanted)  # the words that only the other one holds are not counted
    scores: dict[int, float] = {}
    for comment_id, stems in held.items():
        if len(stems) < FEWEST_SHARED:
            continue
        shared = sum(weights[stem] for stem in stems)
        others = len(_stems(texts[comment_id]) - wanted)
        score = shared / min(whole, shared + others * usual)
        if score >= SHARE:
            scores[comment_id] = score
    return sorted(scores, key=lambda comment_id: (-scores[comment_id], -comment_id))[:MOST_SHOWN]


def _loaded(ids: list[int]) -> list[SimilarComment]:
    rows = db.session.scalars(select(Comment).where(Comment.id.in_(ids), Comment.state == FeedbackState.PUBLISHED))
    found = {
        row.id: SimilarComment(row.id, Text(row.body, row.lang), row.display_name, row.received_at) for row in rows
    }
    return [found[comment_id] for comment_id in ids if comment_id in found]
