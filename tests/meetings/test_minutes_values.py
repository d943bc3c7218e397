"""Minutes as plain values: kept and read back, tidied, and what is odd in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.core.errors import Refused
from portal.core.folding import asked, folded
from portal.core.translated import Translated
from portal.meetings.minuting.contents import content_of, draft_from, fingerprint
from portal.meetings.minuting.drafts import (
    Conflict,
    FollowUp,
    Handling,
    ItemMinutes,
    Method,
    MinutesDraft,
    Motion,
    Presence,
    Tally,
)
from portal.meetings.minuting.readiness import lacking, oddities
from portal.meetings.minuting.tidying import reseated, tidied, with_items
from portal.meetings.models import Outcome
from tests.meetings.minuting import a_motion, a_row, roll
from tests.support.builders import words

SIX, SEVEN = datetime(2026, 4, 13, 23, 0, 12, tzinfo=UTC), datetime(2026, 4, 14, 0, 0, tzinfo=UTC)
DECIDED = ItemMinutes(2, handling=Handling.DECIDED)
FIVE = tuple(a_row(key) for key in range(1, 6))


def full() -> MinutesDraft:
    motion = a_motion(
        number=4,
        also=(2,),
        **roll(yes=(1, 2), no=(3,), recused=(4,)),
        conditions=words("Warm light"),
        follow_up=FollowUp(words("Order them"), "Public Works", date(2026, 5, 1)),
    )
    first = ItemMinutes(1, words("We talked"), Handling.DECIDED, conflicts=(Conflict(4, "Vendor"),), motions=(motion,))
    second = ItemMinutes(2, handling=Handling.CONTINUED, continued_to="next-one")
    third = ItemMinutes(3, motions=(a_motion("Adjourn", number=2, typed=Tally(3, 1, 1)),))
    return MinutesDraft(
        FIVE, 3, SIX.replace(second=0), SEVEN, words("Staff"), words("Notes"), (first, second, third), last_motion=7
    )


def with_motion(*seats, item=None, **others) -> MinutesDraft:
    motion = a_motion(**others)
    return MinutesDraft(seats or FIVE, items=(replace(item or ItemMinutes(1), motions=(motion,)),))


def test_what_is_kept_is_read_back():
    assert draft_from(content_of(full())) == full()


def test_new_motions_get_numbers_that_nobody_ever_had():
    draft = replace(full(), items=(ItemMinutes(1, motions=(a_motion(), a_motion(number=3))),))
    kept = draft_from(content_of(draft))
    assert [motion.number for motion in kept.items[0].motions] == [8, 3]
    assert kept.last_motion == 8
    assert draft_from(content_of(kept)) == kept


def test_every_word_changes_the_fingerprint():
    assert fingerprint(full()) == fingerprint(full())
    assert fingerprint(full()) != fingerprint(replace(full(), notes=words("Other notes")))


def test_before_the_first_posting_motions_are_numbered_in_the_order_of_the_day(app):
    found = tidied(full(), posted=False)
    assert [motion.number for item in found.items for motion in item.motions] == [1, 2]
    kept = tidied(full(), posted=True)
    assert [motion.number for item in kept.items for motion in item.motions] == [4, 2]


def test_two_rows_that_claim_one_number_are_two_motions(app):
    twice = replace(full(), items=(ItemMinutes(1, motions=(a_motion(number=4), a_motion("Other", number=4))),))
    kept = draft_from(content_of(tidied(twice, posted=True)))
    assert [motion.number for motion in kept.items[0].motions] == [4, 8]


def test_what_says_nothing_goes_and_what_names_nothing_is_dropped(app):
    item = ItemMinutes(
        1,
        continued_to="next-one",
        conflicts=(Conflict(None, ""), Conflict(99, "Vendor")),
        motions=(Motion(Translated()), a_motion(mover=99, seconder=1, also=(1, 2, 77), **roll(yes=(1, 99)))),
    )
    draft = replace(full(), items=(item, ItemMinutes(2)))
    found = tidied(draft, posted=False).items[0]
    assert (found.continued_to, found.conflicts) == ("", (Conflict(None, "Vendor"),))
    (motion,) = found.motions
    assert (motion.mover, motion.seconder, motion.also, [seat for seat, _v in motion.votes]) == (None, 1, (2,), [1])


def test_votes_stay_only_with_a_roll_call(app):
    draft = with_motion(**(roll(yes=(1,)) | {"method": Method.VOICE, "typed": Tally(3)}))
    (motion,) = tidied(draft, posted=False).items[0].motions
    assert (motion.votes, motion.typed) == ((), Tally(3))


def test_the_end_comes_after_the_beginning(app):
    with pytest.raises(Refused) as refusal:
        tidied(replace(full(), adjourned=SIX), posted=False)
    assert refusal.value.field == "adjourned"
    assert tidied(replace(full(), called_to_order=SIX), posted=False).called_to_order == SIX.replace(second=0)


def test_minutes_follow_the_agenda_and_lose_nothing_that_was_written():
    found = with_items(full(), [3, 5, 1])
    assert [item.number for item in found.items] == [3, 5, 1, 2]
    assert [item.number for item in with_items(MinutesDraft(items=(ItemMinutes(9),)), [1]).items] == [1]


def test_new_seats_keep_who_is_still_there():
    old = (a_row(1, note="late"), a_row(2), a_row(3))
    new = [a_row(1, "Zoe", Presence.UNKNOWN), a_row(2, "Ben", Presence.UNKNOWN, votes=False), a_row(3, "Ana")]
    found = reseated(MinutesDraft(old), new, 2)
    assert [(s.key, s.name, s.presence, s.note) for s in found.seats] == [
        (4, "Zoe", Presence.UNKNOWN, ""),
        (2, "Ben", Presence.PRESENT, ""),
        (1, "Ana", Presence.PRESENT, "late"),
    ]
    assert not found.seats[1].votes
    assert found.quorum_rule == 2


def test_what_lacks_is_said_in_the_order_of_the_form(app):
    vacant = replace(a_row(2, presence=Presence.UNKNOWN), name="")
    item = ItemMinutes(4, conflicts=(Conflict(None, "Vendor"),), motions=(Motion(Translated({"es": "Comprar"})),))
    draft = MinutesDraft((a_row(1, presence=Presence.UNKNOWN), vacant, a_row(3)), items=(item,))
    with app.test_request_context():
        assert lacking(draft) == [
            "Say whether Ana was there.",
            "Item 4, motion 1: write the motion.",
            "Item 4, motion 1: choose what became of it.",
            "Item 4: choose who declared the conflict.",
        ]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (with_motion(), []),
        (with_motion(**roll(yes=(1, 2, 3), no=(4,), abstain=(5,))), []),
        (with_motion(*(replace(seat, presence=Presence.ABSENT) for seat in FIVE[:3]), *FIVE[3:], mover=4, seconder=5),
         ["There was no quorum, and there are motions."]),
        (with_motion(mover=1, seconder=1), ["Item 1, motion 1: the same person moved and seconded it."]),
        (with_motion(replace(FIVE[0], presence=Presence.EXCUSED), *FIVE[1:]),
         ["Item 1, motion 1: Ana moved or seconded it, and was not there."]),
        (with_motion(item=ItemMinutes(1, conflicts=(Conflict(2, "Vendor"),))),
         ["Item 1, motion 1: Ben moved or seconded it, and was recused."]),
        (with_motion(item=ItemMinutes(1, conflicts=(Conflict(3, "Vendor"),)), **roll(yes=(1, 2, 3, 4, 5))),
         ["Item 1, motion 1: Cleo was recused. The vote is not counted."]),
        (with_motion(*FIVE[:4], replace(FIVE[4], presence=Presence.ABSENT), **roll(yes=(1, 2, 3, 4, 5))),
         ["Item 1, motion 1: Eve has a vote, and was not there.",
          "Item 1, motion 1: 5 votes were counted, and 4 members could vote."]),
        (with_motion(**roll(yes=(1, 2, 3, 4))), ["Item 1, motion 1: Eve was there, and has no vote."]),
        (with_motion(method=Method.ROLL_CALL), ["Item 1, motion 1: it says roll call, and no roll is listed."]),
        (with_motion(typed=Tally(6, 0, 0)), ["Item 1, motion 1: 6 votes were counted, and 5 members could vote."]),
        (with_motion(typed=Tally(2, 2, 1)), ["Item 1, motion 1: it passed without more yes than no."]),
        (with_motion(typed=Tally(3, 2), outcome=Outcome.FAILED),
         ["Item 1, motion 1: it failed with more yes than no."]),
        (MinutesDraft(FIVE, items=(DECIDED,)),
         ["Item 2 is marked as decided, and it has no motion."]),
        (with_motion(item=ItemMinutes(1, handling=Handling.NOT_REACHED)),
         ["Item 1 has a motion, and it is marked as not reached or withdrawn."]),
        (MinutesDraft(FIVE, items=(ItemMinutes(1, motions=(a_motion(also=(2,)),)), DECIDED)), []),
        (MinutesDraft((), items=(ItemMinutes(1, motions=(a_motion(mover=None, seconder=None, typed=Tally(9)),)),)), []),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_and_stops_nobody(app, draft, said):
    with app.test_request_context():
        assert oddities(draft) == said
        assert lacking(draft) == []


def test_words_are_found_without_capitals_and_accents():
    assert folded("ESTACIÓN Straße") == "estacion strasse"
    assert asked("  El Niño  50% ") == ["el", "nino", "50%"]
    assert len(asked("x " * 500)) == 12
