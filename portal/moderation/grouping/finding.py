"""Finding families, some comments at a time, in the transaction at hand: the worker's work, which minds no repeat.

A comment that a moderator took out of its family stays by itself for ever: it is the one member of a family of its
own, and bears no marks, so nothing finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.core.db import db, new_id
from portal.moderation import queries
from portal.moderation.families.matches import Candidate, Match
from portal.moderation.grouping.known import Known
from portal.moderation.grouping.representing import settle
from portal.moderation.models import Family
from portal.moderation.queries import ToGroup

if TYPE_CHECKING:
    from portal.moderation.families.shingles import Shingled


@dataclass(frozen=True)
class _Read:
    """A comment whose text was looked at."""

    comment: ToGroup
    text: Shingled
    equal: str
    likely: list[str]


def settle_all(comment_ids: Sequence[int]) -> None:
    """After rulings: choose anew who stands in public for whom."""
    for family_id in sorted(set(queries.families_by_member(comment_ids).values())):
        settle(family_id)


def group(comment_ids: Sequence[int]) -> None:
    """Let these comments join, form or leave families, whatever happened to them."""
    comments = [_read(comment) for comment in queries.comments_to_group(comment_ids)]
    borne, members = queries.marks_of(comment_ids), queries.families_by_member(comment_ids)
    fresh = [one for one in comments if one.equal not in borne.get(one.comment.id, ())]
    changed = [one.comment.id for one in fresh if one.comment.id in borne]
    here = {one.comment.id for one in comments}
    gone = queries.tied_to_families([comment_id for comment_id in comment_ids if comment_id not in here])
    for comment_id in (*gone, *changed):
        _leave(comment_id)
    # a member without marks was taken out by a moderator
    _join_all([one for one in fresh if one.comment.id in borne or one.comment.id not in members])


def _read(comment: ToGroup) -> _Read:
    # numpy belongs to the worker: no room of the web may load it
    from portal.moderation.families import shingles

    text = shingles.shingled(comment.body)
    equal, *likely = shingles.marks(comment.body, text, comment.scope)
    return _Read(comment, text, equal, likely)


def _join_all(comments: Sequence[_Read]) -> None:
    """Find the families of these comments, one after another, and make each found itself."""
    known = Known({one.equal for one in comments}, {mark for one in comments for mark in one.likely})
    changed: set[int] = set()
    for one in comments:
        found = _found(one, known)
        known.bear(one.comment.id, one.text, one.equal, () if known.same_words(one.equal) else one.likely)
        changed |= _enter(one.comment, found, known)
    known.write()
    for family_id in sorted(changed):
        settle(family_id)


def _found(one: _Read, known: Known) -> list[Match]:
    """What the comment matches."""
    from portal.moderation.families.joining import matches, to_join
    from portal.moderation.families.shingles import shingled

    same = known.same_words(one.equal)
    if same is not None:
        return [Match(Candidate(same, known.family_of(same)), 1.0, True)]
    return to_join(matches(one.text, known.most_promising(one.likely), lambda key: known.text_of(key, shingled)))


def _enter(comment: ToGroup, found: Sequence[Match], known: Known) -> set[int]:
    """Make one family of the comment and all that it matches, and of their families; which have to be settled."""
    if not found:
        return set()
    families = {match.candidate.family_id for match in found if match.candidate.family_id is not None}
    alone = [match for match in found if match.candidate.family_id is None]
    family_id = _oldest(families) or _founded([comment.id, alone[0].candidate.comment_id])
    for other in sorted(families - {family_id}):
        known.merge(other, family_id)
    for match in alone:
        known.join(match.candidate.comment_id, family_id, match.overlap)
    known.join(comment.id, family_id, found[0].overlap)
    return {family_id} if alone or len(families) > 1 or comment.public else set()


def _oldest(families: set[int]) -> int | None:
    return queries.oldest_family(families) if len(families) > 1 else next(iter(families), None)


def _founded(comment_ids: Sequence[int]) -> int:
    family = Family(id=new_id(), representative_id=queries.earliest(comment_ids))
    db.session.add(family)
    db.session.flush()
    return family.id


def _leave(comment_id: int) -> None:
    queries.drop_marks(comment_id)
    family_id = queries.drop_member(comment_id)
    if family_id is not None and not queries.drop_if_empty(family_id):
        hand_on(family_id)
        settle(family_id)


def hand_on(family_id: int) -> None:
    """Let another member be found by all its marks, since the one that left may have borne them for it."""
    from portal.moderation.families import shingles

    heir_id = queries.least_marked(family_id)
    for heir in queries.comments_to_group([heir_id] if heir_id else []):
        queries.drop_marks(heir.id)
        marks = shingles.marks(heir.body, shingles.shingled(heir.body), heir.scope)
        queries.put_marks((mark, heir.id) for mark in marks)
