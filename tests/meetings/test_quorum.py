"""The arithmetic of a quorum, and of a vote."""

from __future__ import annotations

import pytest

from portal.meetings.minuting.counting import effective_votes, tally
from portal.meetings.minuting.drafts import Conflict, ItemMinutes, MinutesDraft, Presence, SeatRow, Tally, Vote
from portal.meetings.minuting.quorum import Quorum, quorum
from tests.meetings.minuting import a_motion, a_row, roll

HERE, AFAR, AWAY, EXCUSED = Presence.PRESENT, Presence.REMOTE, Presence.ABSENT, Presence.EXCUSED


def rows(*presences: Presence | None, votes: bool = True) -> list[SeatRow]:
    """Seats with these presences; None is a vacant one."""
    return [
        SeatRow(key, "" if presence is None else f"Person {key}", votes=votes, presence=presence or HERE)
        for key, presence in enumerate(presences, 1)
    ]


@pytest.mark.parametrize(
    ("seats", "rule", "figures", "is_met"),
    [
        (rows(HERE, HERE, HERE, HERE, HERE, AWAY, AWAY, EXCUSED), None, (8, 5, 5), True),
        (rows(HERE, HERE, HERE, HERE, AWAY, AWAY, AWAY, EXCUSED), None, (8, 5, 4), False),
        (rows(HERE, HERE, AWAY), None, (3, 2, 2), True),
        (rows(HERE, AFAR, AWAY), None, (3, 2, 2), True),
        (rows(HERE, HERE, None, None), None, (4, 3, 2), False),  # vacant seats count to the membership
        (rows(HERE, AWAY, AWAY, AWAY), 1, (4, 1, 1), True),
        (rows(HERE, HERE, HERE), 4, (3, 4, 3), False),  # a number that the seats cannot reach
        (rows(HERE, AWAY) + rows(HERE, HERE, votes=False), None, (2, 2, 1), False),
        (rows(Presence.UNKNOWN), None, (1, 1, 0), False),
        ([], None, (0, 0, 0), False),
        ([], 3, (0, 3, 0), False),
    ],
)
def test_a_quorum_is_counted(seats, rule, figures, is_met):
    found = quorum(seats, rule)
    assert found == Quorum(*figures)
    assert found.is_met is is_met


def test_a_roll_call_counts_itself():
    motion = a_motion(**roll(yes=(1, 2), no=(3,), abstain=(4,), absent=(5,)), typed=Tally(9, 9, 9))
    item = ItemMinutes(1, motions=(motion,))
    assert tally(MinutesDraft((), items=(item,)), item, motion) == Tally(2, 1, 1)


def test_who_was_recused_is_never_counted_also_where_the_conflict_is_of_a_covered_item():
    motion = a_motion(**roll(yes=(1, 2, 3)), also=(2,))
    first, second = ItemMinutes(1, motions=(motion,)), ItemMinutes(2, conflicts=(Conflict(3, "Vendor"),))
    draft = MinutesDraft(tuple(a_row(key) for key in (1, 2, 3)), items=(first, second))
    assert effective_votes(draft, first, motion)[3] is Vote.RECUSED
    assert tally(draft, first, motion) == Tally(2, 0, 0)


def test_a_declared_conflict_without_recusal_leaves_the_vote():
    motion = a_motion(**roll(yes=(1,)))
    item = ItemMinutes(1, conflicts=(Conflict(1, "Lives there", recused=False),), motions=(motion,))
    assert tally(MinutesDraft((a_row(1),), items=(item,)), item, motion) == Tally(1, 0, 0)


def test_where_nobody_counted_there_is_no_count():
    motion = a_motion()
    item = ItemMinutes(1, motions=(motion,))
    assert tally(MinutesDraft((), items=(item,)), item, motion) is None
