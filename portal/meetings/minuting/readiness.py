"""What minutes need before they may be posted, and what is odd in them, in words for the clerk.

Real bodies do odd things: what is odd is said, and the clerk may go on.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app
from flask_babel import gettext as _

from portal.meetings.agendas.readiness import Need
from portal.meetings.minuting.counting import effective_votes, tally
from portal.meetings.minuting.drafts import Handling, ItemMinutes, Method, MinutesDraft, Motion, Presence, Tally, Vote
from portal.meetings.minuting.quorum import quorum
from portal.meetings.models import Outcome


def needs(draft: MinutesDraft) -> list[Need]:
    """All that the minutes need, in the order of the form."""
    first = current_app.config["SETTINGS"].default_language
    seats = [
        Need(seat.presence is not Presence.UNKNOWN, _("Say whether %(name)s was there.", name=seat.name))
        for seat in draft.seats
        if not seat.is_vacant
    ]
    return [*seats, *(need for item in draft.items for need in _needs_of_item(item, first))]


def lacking(draft: MinutesDraft) -> list[str]:
    """What is not there yet."""
    return [need.words for need in needs(draft) if not need.met]


def _needs_of_item(item: ItemMinutes, first: str) -> Iterator[Need]:
    for at, motion in enumerate(item.motions, 1):
        place = {"number": item.number, "motion": at}
        yield Need(bool(motion.text.get(first)), _("Item %(number)s, motion %(motion)s: write the motion.", **place))
        yield Need(
            motion.outcome is not None, _("Item %(number)s, motion %(motion)s: choose what became of it.", **place)
        )
    if any(conflict.seat is None for conflict in item.conflicts):
        yield Need(False, _("Item %(number)s: choose who declared the conflict.", number=item.number))


def oddities(draft: MinutesDraft) -> list[str]:
    """What a careful reader would ask about, in the order of the form."""
    figures = quorum(draft.seats, draft.quorum_rule)
    found = []
    if figures.seats and not figures.is_met and any(item.motions for item in draft.items):
        found.append(_("There was no quorum, and there are motions."))
    for item in draft.items:
        found.extend(_odd_item(draft, item))
    return found


def _odd_item(draft: MinutesDraft, item: ItemMinutes) -> Iterator[str]:
    if item.handling is Handling.DECIDED and not item.motions and not _covered(draft, item.number):
        yield _("Item %(number)s is marked as decided, and it has no motion.", number=item.number)
    if item.handling in {Handling.NOT_REACHED, Handling.WITHDRAWN} and item.motions:
        yield _("Item %(number)s has a motion, and it is marked as not reached or withdrawn.", number=item.number)
    for at, motion in enumerate(item.motions, 1):
        where = _("Item %(number)s, motion %(motion)s:", number=item.number, motion=at)
        for words in (*_odd_people(draft, item, motion), *_odd_votes(draft, item, motion)):
            yield f"{where} {words}"


def _covered(draft: MinutesDraft, number: int) -> bool:
    return any(number in motion.also for item in draft.items for motion in item.motions)


def _odd_people(draft: MinutesDraft, item: ItemMinutes, motion: Motion) -> Iterator[str]:
    recused = draft.recused_at(item.number, *motion.also)
    if motion.mover is not None and motion.mover == motion.seconder:
        yield _("the same person moved and seconded it.")
    for seat in (draft.seat(motion.mover), draft.seat(motion.seconder)):
        if seat is not None and not seat.is_there:
            yield _("%(name)s moved or seconded it, and was not there.", name=seat.name)
        if seat is not None and seat.key in recused:
            yield _("%(name)s moved or seconded it, and was recused.", name=seat.name)


def _odd_votes(draft: MinutesDraft, item: ItemMinutes, motion: Motion) -> Iterator[str]:
    votes = effective_votes(draft, item, motion)
    for seat in draft.seats:
        vote = votes.get(seat.key)
        if dict(motion.votes).get(seat.key) not in {vote, Vote.ABSENT}:
            yield _("%(name)s was recused. The vote is not counted.", name=seat.name)
        elif vote in {Vote.YES, Vote.NO, Vote.ABSTAIN} and not seat.is_there:
            yield _("%(name)s has a vote, and was not there.", name=seat.name)
        elif motion.votes and vote is None and seat.votes and seat.is_there:
            yield _("%(name)s was there, and has no vote.", name=seat.name)
    if motion.method is Method.ROLL_CALL and not motion.votes:
        yield _("it says roll call, and no roll is listed.")
    if (count := tally(draft, item, motion)) is not None:
        yield from _odd_count(draft, item, motion, count)


def _odd_count(draft: MinutesDraft, item: ItemMinutes, motion: Motion, count: Tally) -> Iterator[str]:
    recused = draft.recused_at(item.number, *motion.also)
    able = sum(seat.votes and seat.is_there and seat.key not in recused for seat in draft.seats)
    if draft.seats and count.cast > able:
        yield _("%(cast)s votes were counted, and %(able)s members could vote.", cast=count.cast, able=able)
    if motion.outcome is Outcome.PASSED and count.yes <= count.no:
        yield _("it passed without more yes than no.")
    if motion.outcome is Outcome.FAILED and count.yes > count.no:
        yield _("it failed with more yes than no.")
