"""Finding families, one comment at a time, in the transaction at hand: the worker's work, which minds no repeat.

A comment that a moderator took out of its family stays by itself for ever: it is the one member of a family of its
own, and bears no marks, so nothing finds it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portal.comments.models import Comment, FeedbackState
from portal.core.db import db, new_id
from portal.moderation import queries
from portal.moderation.families.matches import Candidate, Match
from portal.moderation.models import Family
from portal.moderation.standing import settle

if TYPE_CHECKING:
    from portal.moderation.families.shingles import Shingled

MOST_OF_A_MARK = 8


def settle_all(comment_ids: Sequence[int]) -> None:
    """After rulings: choose anew who stands in public for whom."""
    for family_id in sorted(set(queries.families_by_member(comment_ids).values())):
        settle(family_id)


def group(comment_id: int) -> None:
    """Let the comment join, form or leave a family, whatever happened to it."""
    # numpy belongs to the worker: no room of the web may load it
    from portal.moderation.families import shingles

    comment = queries.comment_to_group(comment_id)
    if comment is None:
        _leave(comment_id)
        return
    text = shingles.shingled(comment.body)
    equal, *likely = shingles.marks(comment.body, text, _scope(comment))
    if queries.has_mark(comment_id, equal):
        return
    marked, member = queries.is_marked(comment_id), queries.families_by_member([comment_id])
    if member and not marked:
        return
    if marked:
        _leave(comment_id)
    _join(comment, text, equal, likely)


def _scope(comment: Comment) -> str:
    """Families are found among what is said about one thing."""
    return f"project {comment.project_id}" if comment.project_id else f"item {comment.agenda_item_id}"


def _join(comment: Comment, text: Shingled, equal: str, likely: list[str]) -> None:
    """Find the comment's family and make it found itself.

    Its first mark is always kept: it tells that the text was looked at. Of the others no more comments bear one than
    are worth comparing, so neither the table nor the time grows with a campaign.
    """
    queries.put_marks(comment.id, [equal])
    same = queries.same_words(equal, comment.id)
    if same is not None:
        family_id = queries.families_by_member([same]).get(same)
        _enter(comment, [Match(Candidate(same, family_id), 1.0, True)])
        return
    if likely:
        borne = queries.bearers(likely, comment.id)
        queries.put_marks(comment.id, [mark for mark in likely if len(borne.get(mark, ())) < MOST_OF_A_MARK])
        _enter(comment, _near(text, Counter(itertools.chain(*borne.values()))))


def _near(text: Shingled, shared: Counter[int]) -> list[Match]:
    from portal.moderation.families.joining import matches, to_join
    from portal.moderation.families.shingles import shingled

    most_first = sorted(shared, key=lambda comment_id: (-shared[comment_id], comment_id))
    families = queries.families_by_member(most_first)
    candidates = [Candidate(comment_id, families.get(comment_id)) for comment_id in most_first]
    return to_join(matches(text, candidates, lambda comment_id: shingled(queries.body_of(comment_id))))


def _enter(comment: Comment, found: Sequence[Match]) -> None:
    """Make one family of the comment and all that it matches, and of their families."""
    if not found:
        return
    families = {match.candidate.family_id for match in found if match.candidate.family_id is not None}
    alone = [match for match in found if match.candidate.family_id is None]
    family_id = queries.oldest_family(families) if families else _founded([comment.id, alone[0].candidate.comment_id])
    for other in sorted(families - {family_id}):
        queries.move_members(other, family_id)
    for match in alone:
        queries.put_member(match.candidate.comment_id, family_id, match.overlap)
    queries.put_member(comment.id, family_id, found[0].overlap)
    if alone or len(families) > 1 or comment.state == FeedbackState.PUBLISHED:
        settle(family_id)


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
    heir = queries.comment_to_group(heir_id) if heir_id else None
    if heir is not None:
        queries.drop_marks(heir.id)
        queries.put_marks(heir.id, shingles.marks(heir.body, shingles.shingled(heir.body), _scope(heir)))
