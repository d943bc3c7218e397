"""Counting a vote. Who was recused at the item is never counted, whatever else was typed."""

from __future__ import annotations

from portal.meetings.minuting.drafts import ItemMinutes, MinutesDraft, Motion, Tally, Vote


def effective_votes(draft: MinutesDraft, item: ItemMinutes, motion: Motion) -> dict[int, Vote]:
    """The votes of a roll call as they count, by seat."""
    recused = draft.recused_at(item.number, *motion.also)
    return {seat: Vote.RECUSED if seat in recused else vote for seat, vote in motion.votes}


def tally(draft: MinutesDraft, item: ItemMinutes, motion: Motion) -> Tally | None:
    """The count: of the roll call where there was one, else as typed; None where nobody counted."""
    if not motion.votes:
        return motion.typed
    votes = list(effective_votes(draft, item, motion).values())
    return Tally(votes.count(Vote.YES), votes.count(Vote.NO), votes.count(Vote.ABSTAIN))
