"""Minutes at the desk: a clerk records, posts, notes the approval; others read or are kept out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.clock import now
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases
from portal.meetings.minuting.drafts import Conflict, ItemMinutes, Method, Presence
from portal.meetings.models import ItemKind, Outcome
from tests.meetings.minuting import a_motion, approver, held, minuted, record, roll, seat, seats, written
from tests.meetings.writing import an_item, post, write
from tests.support.builders import SCRIPT, words
from tests.support.engines import sqlite_only
from tests.support.recorder import recorded

SAVE = "Save the minutes"


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()
    seats()


@pytest.fixture
def desk(client, cast):
    return client.sign_in(cast.clerk)


def test_a_clerk_records_posts_and_a_later_meeting_approves(desk, town, clock):
    """The whole journey, up to a stranger who finds from the home page who voted how."""
    town.project("lamps")
    slug = held(items=(an_item("Roll", kind=ItemKind.ROLL_CALL), an_item("Lamps", projects=("lamps",))))
    page = desk.open(desk.get("meetings.preview", slug=slug).link("Minutes of this meeting"))
    assert "Attendance is not noted yet" in page.text
    page = desk.open(page.link("Write the minutes"))
    page = desk.submit(page, "Mark everyone else as present", **{"seats-4-presence": "excused"})
    page = desk.submit(page, "Add a conflict item 2")
    page = desk.submit(page, "Add a motion item 2", **{"items-1-conflicts-0-seat": "4"})
    page = desk.submit(page, "List the roll call motion 1 of item 2")
    assert [page.value(f"items-1-motions-0-votes-{n}-vote") for n in range(5)] == ["yes"] * 3 + ["recused", "absent"]
    page = desk.submit(
        page,
        SAVE,
        **{
            "called_to_order": "2026-04-13T12:05",
            "items-1-handling": "decided",
            "items-1-conflicts-0-text": "works for the vendor",
            "items-1-motions-0-text_en": "Buy ten lamps",
            "items-1-motions-0-mover": "1",
            "items-1-motions-0-seconder": "2",
            "items-1-motions-0-votes-2-vote": "no",
            "items-1-motions-0-outcome": "passed",
            "items-1-motions-0-conditions_en": "Only warm light",
            "items-1-motions-0-task_en": "Order them",
            "items-1-motions-0-owner": "Public Works",
            "items-1-motions-0-due_on": "2026-04-14",
        },
    )
    assert "The minutes are saved" in page.text
    assert "4 of 5 voting seats present. A quorum is 3. There was a quorum." in page.text
    assert "Look again" not in page.text
    page = desk.submit(page, "Post as draft minutes")
    assert "The minutes are public" in page.text
    by = approver(slug)
    page = desk.get("meetings.desk_minutes", slug=slug)
    page = desk.submit(page, "Note the approval", approved_by=f"{by}/1")
    assert "The approval is noted" in page.text
    page = desk.open(page.link("View the public page"))
    assert "Approved on April 14, 2026." in page.text
    assert page.link("Item 1 of Later") == f"/meetings/{by}/items/1"
    assert desk.open(page.link("Item 1 of Later")).link("Open evening, April 13") == f"/meetings/{slug}/minutes"

    page = desk.get("pages.home")
    page = desk.open(page.link("Decisions"))  # the first of three clicks that a stranger may need
    for said in (
        "Buy ten lamps",
        "Roll call: 2 yes, 1 no, 0 abstained",
        "Yes Ana, Ben No Cleo Recused Dan Absent Eve",
        "Conditions Only warm light",
        "Who does it: Public Works",
        "Due April 14, 2026 (that day has passed)",
    ):
        assert said in page.text
    assert page.link("Pilot of lamps") == "/projects/lamps"
    assert "Buy ten lamps" in desk.get("projects.show", slug="lamps").text


@pytest.mark.parametrize("name", ["moderator", "admin", "nobody"])
def test_others_are_not_let_in(client, cast, name):
    slug = held()
    client.sign_in(getattr(cast, name))
    client.get("meetings.desk_minutes", slug=slug, expect=403)
    client.get("meetings.edit_minutes", slug=slug, expect=403)


def test_members_read_what_is_written_and_change_nothing(client, cast):
    slug = held()
    record(slug, notes=words("A working draft"))
    client.sign_in(cast.member)
    page = client.get("meetings.desk_minutes", slug=slug)
    assert "A working draft" in page.text
    assert page.forms == []
    client.get("meetings.edit_minutes", slug=slug, expect=403)


def test_before_the_meeting_the_page_says_when(desk):
    slug = post(starts_at=now() + timedelta(hours=1))
    assert "Minutes of this meeting" not in desk.get("meetings.preview", slug=slug).text
    assert "has not begun yet" in desk.get("meetings.desk_minutes", slug=slug, expect=409).text
    draft = write(title=words("A draft"), starts_at=now() - timedelta(hours=1))
    assert "Only a meeting that is posted" in desk.get("meetings.edit_minutes", slug=draft, expect=409).text


def test_everything_that_was_written_is_shown_again(desk):
    slug = held(items=(an_item("One", consent=True), an_item("Two", consent=True)))
    item = ItemMinutes(
        1,
        words("We talked"),
        conflicts=(Conflict(3, "Vendor"), Conflict(2, "Lives there", recused=False)),
        motions=(a_motion(also=(2,), **roll(yes=(1, 2), no=(4,), absent=(5,))), a_motion("Second")),
    )
    kept = record(slug, item, presence={5: Presence.ABSENT}, notes=words("General"), guests=words("Staff"))
    desk.submit(desk.get("meetings.edit_minutes", slug=slug), SAVE)
    assert written(slug) == kept


def test_the_enter_key_saves(desk):
    page = desk.get("meetings.edit_minutes", slug=held())
    assert page.form().buttons()[0] == SAVE
    assert page.form().element.find(".//button").get("name") is None


def test_one_button_writes_the_consent_motion(desk):
    slug = held(items=(an_item("Talk"), an_item("One", consent=True), an_item("Two", consent=True)))
    page = desk.submit(desk.get("meetings.edit_minutes", slug=slug), "Add one motion for the whole consent agenda")
    desk.submit(page, SAVE)
    (motion,) = written(slug).items[1].motions
    assert motion.text == {
        "en": "Approve the consent agenda: items 2, 3.",
        "es": "Aprobar los asuntos de consenso: puntos 2, 3.",
    }
    assert (motion.method, motion.also, motion.outcome) == (Method.CONSENT, (3,), Outcome.PASSED)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("items-0-motions-0-yes", "many", "Item 1, motion 1: Enter the votes as a whole number, or leave it empty"),
        ("items-0-motions-0-also", "all", "Item 1, motion 1: Enter the numbers of items, such as 4, 7"),
        ("items-0-motions-0-due_on", "soon", "Item 1, motion 1: Enter a day like 2026-04-15"),
        ("items-0-motions-0-owner", "x" * 201, "Item 1, motion 1: Shorten the text to 200 characters or fewer"),
        ("items-0-conflicts-0-text", "x" * 201, "Item 1, conflict 1: Shorten the text to 200 characters or fewer"),
        ("items-0-notes_en", "x" * 20_001, "Item 1: Shorten the text to 20,000 characters or fewer"),
        ("seats-0-note", "x" * 201, "Shorten the note to 200 characters or fewer"),
        ("adjourned", "later", "Enter a day and a time, for example 2026-04-15T18:30"),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_stands(desk, field, typed, said):
    slug = held()
    page = desk.submit(desk.get("meetings.edit_minutes", slug=slug), "Add a motion item 1")
    page = desk.submit(page, "Add a conflict item 1")
    page = desk.submit(page, SAVE, expect=422, **{field: typed})
    assert page.errors == [said]
    assert page.value(field) == typed


def test_an_end_before_the_beginning_is_refused(desk):
    page = desk.get("meetings.edit_minutes", slug=held())
    page = desk.submit(page, SAVE, expect=422, called_to_order="2026-04-13T18:00", adjourned="2026-04-13T17:00")
    assert page.errors == ["Enter an end that is after the beginning"]


def test_hidden_fields_that_were_tampered_with_break_nothing(desk):
    slug = held()
    page = desk.submit(desk.get("meetings.edit_minutes", slug=slug), "Add a motion item 1")
    page = desk.submit(page, "List the roll call motion 1 of item 1")
    desk.submit(
        page,
        SAVE,
        **{
            "seats-0-key": "²",
            "items-0-motions-0-number": "-1",
            "items-0-motions-0-votes-0-seat": "999",
            "items-0-motions-0-text_en": "Buy",
        },
    )
    (motion,) = written(slug).items[0].motions
    assert (motion.number, len(motion.votes)) == (1, 4)


def test_two_clerks_see_both_versions(desk):
    slug = held()
    page = desk.get("meetings.edit_minutes", slug=slug)
    record(slug, notes=words("Theirs"))
    page = desk.submit(page, SAVE, expect=409, notes_en="Mine")
    assert "Nothing was overwritten" in page.errors[0]
    assert "Theirs" in page.text
    desk.submit(page, SAVE)
    assert written(slug).notes == {"en": "Mine"}


def test_what_lacks_and_what_is_odd_is_said_before_posting(desk):
    slug = held()
    record(slug, ItemMinutes(1, motions=(a_motion(outcome=None, seconder=1),)), presence={2: Presence.UNKNOWN})
    page = desk.get("meetings.desk_minutes", slug=slug)
    assert "Say whether Ben was there." in page.text
    assert "the same person moved and seconded it." in page.text
    page = desk.submit(page, "Post as draft minutes", expect=422)
    assert page.errors == ["Say whether Ben was there.", "Item 1, motion 1: choose what became of it."]


def test_a_correction_of_approved_minutes_needs_its_reason(desk):
    slug = minuted()
    usecases.approve_minutes(actor=COMMAND_LINE, slug=slug, by_slug=approver(slug), by_item=1)
    record(slug, notes=words("Corrected"))
    page = desk.get("meetings.desk_minutes", slug=slug)
    assert "differs from what is posted" in page.text
    page = desk.submit(page, "Post the correction", expect=422)
    assert page.errors == ["Say why, in one or two sentences"]
    page = desk.submit(page, "Post the correction", expect=422, reason_en="x" * 501)
    assert page.errors == ["Shorten the reason to 500 characters or fewer"]
    desk.submit(page, "Post the correction", reason_en="A name was wrong")
    page = desk.get("meetings.minutes", slug=slug)
    assert "Why this version is new: A name was wrong" in page.text
    assert "Approved on" in page.text


def test_an_approval_that_cannot_be_is_refused_in_words(desk):
    slug = minuted()
    page = desk.get("meetings.desk_minutes", slug=slug)
    assert "A later meeting approves them." in page.text
    approver(slug)
    page = desk.get("meetings.desk_minutes", slug=slug)
    token, loaded = page.value("csrf_token"), page.value("loaded")
    for sent in ("", "nowhere/1", "x/²"):
        data = {"csrf_token": token, "loaded": loaded, "approved_by": sent}
        answer = desk.post("meetings.approve_minutes", data, slug=slug, expect=422)
        assert answer.errors == ["Choose the item of a later meeting that approved these minutes."]


def test_the_seats_are_read_again_by_a_button(desk):
    slug = held()
    record(slug)
    seat("Zoe")
    page = desk.submit(desk.get("meetings.desk_minutes", slug=slug), "Read the seats of that day again")
    assert "Zoe" in page.text
    assert "Say whether Zoe was there." in page.text


def test_without_seats_the_form_says_what_to_do(desk, town):
    town.committee("empty")
    page = desk.get("meetings.edit_minutes", slug=held(committee="empty"))
    assert "No seat was in force that day" in page.text


@sqlite_only
def test_fifty_motions_and_twenty_seats_fit_into_one_page(app, desk):
    for number in range(15):
        seat(f"Member {number} {SCRIPT}")
    slug = held(items=tuple(an_item(f"Item {n}") for n in range(25)))
    keys = tuple(range(1, 21))
    items = [
        ItemMinutes(n, motions=(a_motion(f"M{n}", **roll(yes=keys)), a_motion(f"N{n}", **roll(no=keys))))
        for n in range(1, 26)
    ]
    kept = record(slug, *items)
    assert sum(len(item.motions) for item in kept.items) == 50
    page = desk.get("meetings.edit_minutes", slug=slug)
    desk.submit(page, SAVE, notes_en="Long")
    assert written(slug) == replace(kept, notes=Translated({"en": "Long"}))
    desk.submit(desk.get("meetings.desk_minutes", slug=slug), "Post as draft minutes")
    page = desk.get("meetings.minutes", slug=slug)
    assert "Decisions at a glance" in page.text
    assert page.text.count("Who voted how (20 names)") == 50


def test_the_desk_asks_the_database_little(app, desk):
    slug = minuted(held(items=tuple(an_item(str(n)) for n in range(9))))
    for endpoint, budget in (("meetings.desk_minutes", 13), ("meetings.edit_minutes", 10)):
        with recorded(app) as statements:
            desk.get(endpoint, slug=slug)
        statements.within(budget)
