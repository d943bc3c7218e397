"""The rows of a sent form of minutes: added, removed, filled in, with everything else kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from portal.core.translated import Translated
from portal.meetings.minuting.sent import MOST_CONFLICTS, MOST_MOTIONS, Known, rearranged

KNOWN = Known(voters={"1", "2", "3"}, consent=(7, 8, 9), consent_text=Translated({"en": "All", "es": "Todo"}))
SEATS = {
    "seats-0-key": "1",
    "seats-0-presence": "present",
    "seats-1-key": "2",
    "seats-1-presence": "unknown",
    "seats-2-key": "3",
    "seats-2-presence": "remote",
    "seats-3-key": "4",
    "seats-3-presence": "present",
}


def rows(change: str, *fields: tuple[str, str]) -> list[tuple[str, str]]:
    """What is shown again after `change`, fields that come more than once too."""
    return list(rearranged(MultiDict([*SEATS.items(), *fields]), change, KNOWN).items(multi=True))


def test_a_motion_is_added_to_its_item_and_taken_away():
    sent = [("items-0-number", "7"), ("items-1-number", "8"), ("items-1-motions-0-text_en", "First")]
    found = dict(rows("motion-1", *sent))
    assert found["items-1-motions-0-text_en"] == "First"
    assert found["items-1-motions-1-number"] == ""
    assert "items-0-motions-0-number" not in found
    sent.append(("items-1-motions-1-text_en", "Second"))
    found = dict(rows("unmotion-1-0", *sent))
    assert found["items-1-motions-0-text_en"] == "Second"
    assert "items-1-motions-1-text_en" not in found


def test_a_conflict_is_added_as_a_recusal_and_taken_away():
    found = dict(rows("conflict-0", ("items-0-number", "7")))
    assert (found["items-0-conflicts-0-text"], found["items-0-conflicts-0-recused"]) == ("", "y")
    assert "items-0-conflicts-0-text" not in dict(rows("unconflict-0-0", *found.items()))


def test_everyone_else_is_marked_as_present():
    found = dict(rows("present"))
    assert [found[f"seats-{n}-presence"] for n in range(4)] == ["present", "present", "remote", "present"]


def test_the_roll_names_who_may_vote_and_keeps_what_was_said():
    sent = [
        ("items-0-number", "7"),
        ("items-0-conflicts-0-seat", "3"),
        ("items-0-conflicts-0-recused", "y"),
        ("items-0-motions-0-text_en", "Buy"),
        ("items-0-motions-0-votes-0-seat", "1"),
        ("items-0-motions-0-votes-0-vote", "no"),
    ]
    found = dict(rows("roll-0-0", *sent))
    votes = [(found[f"items-0-motions-0-votes-{n}-seat"], found[f"items-0-motions-0-votes-{n}-vote"]) for n in range(3)]
    assert votes == [("1", "no"), ("2", "absent"), ("3", "recused")]
    assert "items-0-motions-0-votes-3-seat" not in found  # seat 4 has no vote
    assert found["items-0-motions-0-method"] == "roll_call"
    found = dict(rows("unroll-0-0", *found.items()))
    assert found["items-0-motions-0-method"] == "voice"
    assert "items-0-motions-0-votes-0-seat" not in found


def test_one_motion_covers_the_whole_consent_agenda():
    found = rows("consent", *((f"items-{n}-number", str(n + 6)) for n in range(4)))
    said = dict(found)
    assert said["items-1-motions-0-text_es"] == "Todo"
    assert (said["items-1-motions-0-method"], said["items-1-motions-0-outcome"]) == ("consent", "passed")
    assert said["items-1-motions-0-also"] == "8, 9"
    assert "items-0-motions-0-text_en" not in said


@pytest.mark.parametrize(
    "change",
    ["", "motion", "motion-5", "motion-x", "unmotion-0", "unmotion-0-9", "roll-0-3", "consent", "x" * 999, "-0-0"],
)
def test_a_change_that_cannot_be_made_changes_nothing(change):
    sent = [("items-0-number", "1"), ("items-0-motions-0-text_en", "Buy"), ("notes_en", "kept")]
    assert sorted(rows(change, *sent)) == sorted([*SEATS.items(), *sent])


def test_there_is_an_end_to_motions_and_conflicts():
    sent = [("items-0-number", "1")]
    sent += [(f"items-0-motions-{n}-text_en", "x") for n in range(MOST_MOTIONS)]
    sent += [(f"items-0-conflicts-{n}-text", "x") for n in range(MOST_CONFLICTS)]
    for change in ("motion-0", "conflict-0"):
        assert len(rows(change, *sent)) == len(SEATS) + len(sent)


def test_rows_stay_in_their_order_when_they_are_many():
    sent = [(f"items-0-motions-{n}-text_en", str(n)) for n in range(12)]
    found = [value for name, value in rows("present", *sent) if name.endswith("text_en")]
    assert found == [str(n) for n in range(12)]


NAMES = st.from_regex(r"(items|seats)(-[0-9²٣]{0,4}-[a-z_]{0,8}){0,4}", fullmatch=True) | st.text(max_size=9)


@given(st.dictionaries(NAMES, st.just("x")))
def test_hostile_names_break_nothing(sent):
    for change in ("present", "consent", "motion-0", "roll-0-0", "unconflict-0-0"):
        rearranged(MultiDict(sent), change, KNOWN)
