"""Minutes from the first word to their approval: who may, when, and what the public record says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.committees.models import Committee, Seat
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.meetings import queries, usecases
from portal.meetings.minuting.contents import fingerprint
from portal.meetings.minuting.drafts import Conflict, Handling, ItemMinutes, Presence
from portal.meetings.models import ItemKind, MinutesState, MinutesVersion, Outcome
from portal.meetings.queries import Filters
from portal.record import queries as public_record
from portal.record.commands import record as record_commands
from tests.meetings.minuting import (
    NAMES,
    a_motion,
    approver,
    held,
    minuted,
    record,
    roll,
    seat,
    seats,
    written,
)
from tests.meetings.writing import an_item, post, write
from tests.support.builders import words

REASON = words("A vote was wrong")


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()
    seats()


def sheet(slug, version=None):
    return queries.minutes_sheet(slug, version)


def post_now(slug, **others):
    return usecases.post_minutes(actor=COMMAND_LINE, slug=slug, **others)


def approve(slug, by, item=1, **others):
    return usecases.approve_minutes(actor=COMMAND_LINE, slug=slug, by_slug=by, by_item=item, **others)


def entries(action):
    return [entry for entry in public_record.all_entries() if entry["action"] == action]


def titles():
    return [line.card.text["en"].split(" <")[0] for line in queries.decisions(Filters()).items]


@pytest.mark.parametrize("name", ["nobody", "moderator", "member", "admin"])
def test_only_clerks_write_minutes(cast, name):
    slug = held()
    actor = getattr(cast, name).actor
    for verb in (
        lambda: usecases.write_minutes(actor=actor, slug=slug, draft=written(slug)),
        lambda: usecases.reseat_minutes(actor=actor, slug=slug),
        lambda: usecases.post_minutes(actor=actor, slug=slug),
        lambda: usecases.approve_minutes(actor=actor, slug=slug, by_slug="x", by_item=1),
    ):
        with pytest.raises(Forbidden):
            verb()


def test_minutes_are_opened_once_the_meeting_has_begun(clock):
    slug = post(starts_at=now() + timedelta(hours=1))
    with pytest.raises(WrongState, match="has not begun"):
        record(slug)
    clock.forward(hours=1)
    record(slug)


def test_drafts_and_cancelled_meetings_have_no_minutes(clock):
    draft = write(starts_at=now() - timedelta(days=1))
    cancelled = post(title=words("Other"))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=cancelled, reason=REASON)
    clock.forward(days=8)
    for slug in (draft, cancelled):
        with pytest.raises(WrongState, match="Only a meeting that is posted"):
            record(slug)
    with pytest.raises(NotFound):
        usecases.reseat_minutes(actor=COMMAND_LINE, slug="nowhere")


def test_new_minutes_begin_with_the_seats_in_force_on_the_local_day():
    # the meeting begins at 8 p.m. of 13 April in Chicago: in UTC that is the 14th already
    slug = post(starts_at=now() - timedelta(days=2) + timedelta(hours=8))
    day = date(2026, 4, 13)
    seat("First day", starts_on=day)
    seat("Last day", ends_on=day)
    seat("Too late", starts_on=day + timedelta(days=1))
    seat("Gone", ends_on=day - timedelta(days=1))
    seat("", votes=False)
    assert [row.name for row in written(slug).seats] == [*NAMES, "First day", "Last day", ""]
    assert [row.votes for row in written(slug).seats][-1] is False


def test_seats_that_change_later_change_no_minutes():
    slug = minuted()
    with transaction():
        for row in db.session.query(Seat):
            row.name, row.role = "Somebody else", words("Other")
    assert [row.name for row in sheet(slug).page.seats] == list(NAMES)
    assert [row.name for row in written(slug).seats] == list(NAMES)


def test_seats_are_read_again_when_the_clerk_asks_for_it():
    slug = held()
    record(slug, presence={1: Presence.REMOTE})
    with transaction():
        db.session.query(Seat).filter_by(name="Eve").one().name = "Zoe"
        db.session.query(Committee).one().quorum = 2
    usecases.reseat_minutes(actor=COMMAND_LINE, slug=slug)
    found = written(slug)
    assert [(row.name, row.presence) for row in found.seats][::4] == [
        ("Ana", Presence.REMOTE),
        ("Zoe", Presence.UNKNOWN),
    ]
    assert found.quorum_rule == 2


def test_nobody_saves_over_what_somebody_else_saved(app):
    slug = held()
    began = fingerprint(written(slug))
    record(slug, notes=words("Mine"))
    other = replace(written(slug), notes=words("Theirs"))
    with app.test_request_context(), pytest.raises(usecases.Overtaken):
        usecases.write_minutes(actor=COMMAND_LINE, slug=slug, draft=other, loaded=began)
    assert written(slug).notes == words("Mine")
    # the same form sent twice is no collision
    usecases.write_minutes(actor=COMMAND_LINE, slug=slug, draft=written(slug), loaded=began)


def test_what_was_not_read_is_neither_posted_nor_approved(app):
    slug = minuted()
    by = approver(slug)
    stale = fingerprint(replace(written(slug), notes=words("Other")))
    with app.test_request_context():
        with pytest.raises(usecases.Overtaken):
            post_now(slug, loaded=stale)
        with pytest.raises(usecases.Overtaken):
            approve(slug, by, loaded=stale)


def test_minutes_that_lack_something_are_not_posted(app):
    slug = held()
    with app.test_request_context():
        with pytest.raises(Refused, match="Nothing is written yet"):
            post_now(slug)
        record(slug, ItemMinutes(1, motions=(a_motion(outcome=None),)), presence={2: Presence.UNKNOWN})
        with pytest.raises(usecases.NotReady) as refusal:
            post_now(slug)
    assert refusal.value.reasons == ["Say whether Ben was there.", "Item 1, motion 1: choose what became of it."]
    assert sheet(slug).page is None


def test_a_posting_is_a_version_an_entry_and_the_decisions(app):
    slug = held()
    item = ItemMinutes(1, words("We talked"), Handling.DECIDED, motions=(a_motion(**roll(yes=(1, 2, 3), no=(4, 5))),))
    record(slug, item)
    assert sheet(slug).page is None
    assert titles() == []
    assert post_now(slug) == 1
    found = sheet(slug)
    assert (found.version, found.state, found.posted_at) == (1, MinutesState.DRAFT, now())
    (entry,) = entries("minutes.posted")
    assert (entry["subject"], entry["from_state"], entry["to_state"]) == (f"minutes:{slug}/1", None, "draft")
    assert entry["seq"] == found.record_seq
    (line,) = queries.decisions(Filters()).items
    assert line.card == found.page.decisions[0]
    assert dict(line.card.by_name) == {"yes": ("Ana", "Ben", "Cleo"), "no": ("Dan", "Eve")}
    assert (line.card.mover, line.card.seconder, line.card.outcome) == ("Ana", "Ben", Outcome.PASSED)
    assert post_now(slug) == 1  # nothing changed: the button pressed twice


def test_the_register_says_what_the_newest_minutes_say(app):
    slug = minuted()
    record(slug, ItemMinutes(1, motions=(a_motion("Buy twelve lamps", number=1), a_motion("Wait"))))
    assert titles() == ["Buy ten lamps"]
    assert post_now(slug) == 2
    assert titles() == ["Wait", "Buy twelve lamps"]
    record(slug, ItemMinutes(1))
    post_now(slug)
    assert titles() == []
    assert [line.number for line in queries.minutes_versions(sheet(slug).meeting_id)] == [3, 2, 1]
    assert sheet(slug, 1).page.decisions[0].text["en"].startswith("Buy ten lamps")


def test_a_decision_keeps_its_number_and_never_gets_that_of_another(app):
    slug = minuted(None, ItemMinutes(1, motions=(a_motion("One"), a_motion("Two"), a_motion("Three"))))
    first, _second, third = written(slug).items[0].motions
    record(slug, ItemMinutes(1, motions=(third, first)))
    post_now(slug)
    record(slug, ItemMinutes(1, motions=(third, first, a_motion("Four"))))
    post_now(slug)
    assert [card.number for card in sheet(slug).page.decisions] == [3, 1, 4]


def test_a_later_meeting_approves_them_and_both_sides_know(app):
    slug = minuted()
    by = approver(slug)
    assert approve(slug, by) == 2
    found = sheet(slug)
    assert (found.state, found.approved_by.slug, found.approved_by.number) == (MinutesState.APPROVED, by, 1)
    (here,) = sheet(by).approved_here
    assert (here.slug, here.number) == (slug, 1)
    outcome = queries.item_outcome(sheet(by).meeting_id, 1)
    assert outcome.approved.slug == slug
    (entry,) = entries("minutes.approved")
    assert (entry["subject"], entry["from_state"], entry["to_state"]) == (f"minutes:{slug}/2", "draft", "approved")
    assert queries.decisions(Filters()).items[0].approved
    with app.test_request_context(), pytest.raises(WrongState):
        approve(slug, by)


def test_only_what_can_have_approved_them_is_taken(app, clock):
    slug = minuted()
    an_approval = an_item("Approval", kind=ItemKind.APPROVAL, approves=slug)
    earlier = held(days_ago=9, title=words("Earlier"), items=(an_approval,))
    coming = post(title=words("Coming"), items=(an_approval,))
    cancelled = post(title=words("Off"), items=(an_approval,))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=cancelled, reason=REASON)
    other = held(days_ago=1, title=words("Of another"), items=(replace(an_approval, approves=earlier), an_item("Talk")))
    unposted = write(starts_at=now() - timedelta(hours=3), title=words("Draft"), items=(an_approval,))
    with app.test_request_context():
        for by, item in ((earlier, 1), (coming, 1), (cancelled, 1), (other, 1), (other, 2), (unposted, 1), ("x", 1)):
            with pytest.raises(Refused) as refusal:
                approve(slug, by, item)
            assert refusal.value.field == "approved_by"
    assert sheet(slug).state is MinutesState.DRAFT
    clock.forward(days=8)
    approve(slug, coming)


def test_a_withdrawn_item_approves_nothing(app):
    slug = minuted()
    by = approver(slug)
    draft = queries.sheet(COMMAND_LINE, by).draft
    usecases.edit_meeting(actor=COMMAND_LINE, slug=by, draft=replace(draft, items=(an_item("Talk"),)))
    usecases.post_amendment(actor=COMMAND_LINE, slug=by, reason=REASON)
    with app.test_request_context(), pytest.raises(Refused):
        approve(slug, by)


def test_only_posted_minutes_are_approved_and_only_as_posted(app):
    slug = held()
    by = approver(slug)
    record(slug)
    with app.test_request_context():
        with pytest.raises(Refused, match="Post the minutes first"):
            approve(slug, by)
        post_now(slug)
        record(slug, notes=words("Something else"))
        with pytest.raises(Refused, match="differs from what is posted"):
            approve(slug, by)


def test_approved_minutes_are_corrected_with_a_reason_and_stay_approved(app):
    slug = minuted()
    by = approver(slug)
    approve(slug, by)
    record(slug, ItemMinutes(1, motions=(replace(written(slug).items[0].motions[0], outcome=Outcome.FAILED),)))
    with app.test_request_context(), pytest.raises(Refused, match="Say why") as refusal:
        post_now(slug)
    assert refusal.value.field == "reason_en"
    assert post_now(slug, reason=REASON) == 3
    found = sheet(slug)
    assert (found.state, found.reason, found.approved_by.slug) == (MinutesState.APPROVED, REASON, by)
    last = entries("minutes.posted")[-1]
    assert (last["from_state"], last["to_state"]) == ("approved", "approved")
    assert queries.decisions(Filters()).items[0].card.outcome is Outcome.FAILED


def test_a_consent_motion_covers_several_items_and_their_projects(app, town):
    lamps, signs = town.project("lamps"), town.project("signs")
    items = (an_item("One", consent=True, projects=(lamps,)), an_item("Two", consent=True, projects=(signs,)))
    slug = minuted(held(items=items), ItemMinutes(1, motions=(a_motion(also=(2,)),)))
    (line,) = queries.decisions(Filters(project="signs")).items
    assert [item.number for item in line.card.items] == [1, 2]
    assert [project.slug for project in line.projects] == ["lamps", "signs"]
    second = queries.item_outcome(sheet(slug).meeting_id, 2)
    assert (second.item.covered_by, second.item.decisions) == ((1,), ())


def test_who_was_recused_is_named_but_not_counted(app):
    item = ItemMinutes(1, conflicts=(Conflict(3, "Vendor"),), motions=(a_motion(**roll(yes=(1, 2, 3), no=(4,))),))
    card = sheet(minuted(None, item)).page.decisions[0]
    assert (card.tally.yes, card.tally.no) == (2, 1)
    assert dict(card.by_name)["recused"] == ("Cleo",)


def test_a_meeting_without_quorum_has_minutes_that_say_so(app):
    away = dict.fromkeys((1, 2, 3), Presence.ABSENT)
    found = sheet(minuted(presence=away))
    assert not found.page.quorum.is_met
    assert found.page.decisions[0].quorum is False


def test_without_seats_nothing_is_said_of_a_quorum(app):
    with transaction():
        db.session.query(Seat).delete()
    found = sheet(minuted(None, ItemMinutes(1, motions=(a_motion(mover=None, seconder=None),))))
    assert (found.page.seats, found.page.decisions[0].quorum) == ((), None)


def test_items_taken_off_the_agenda_keep_what_was_written_of_them(app):
    slug = held(items=(an_item("One"), an_item("Two")))
    record(slug, ItemMinutes(2, words("Long talk")))
    draft = queries.sheet(COMMAND_LINE, slug).draft
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=replace(draft, items=draft.items[:1]))
    usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=REASON)
    post_now(slug)
    assert [(i.number, i.title["en"][:3]) for i in sheet(slug).page.items] == [(1, "One"), (2, "Two")]


def test_the_record_holds_every_version_of_the_minutes(app):
    slug = minuted()
    approve(slug, approver(slug))
    result = app.test_cli_runner().invoke(record_commands, ["verify"])
    assert (result.exit_code, "The record is whole" in result.output) == (0, True), result.output
    with transaction():
        row = db.session.query(MinutesVersion).filter_by(number=1).one()
        row.content = row.content | {"notes": {"en": "Changed"}}
        db.session.delete(db.session.query(MinutesVersion).filter_by(number=2).one())
    result = app.test_cli_runner().invoke(record_commands, ["verify"])
    assert f"the text of minutes:{slug}/1, recorded as entry 2, was changed" in result.output
    assert f"minutes:{slug}/2, recorded as entry 4, is missing" in result.output
    assert result.exit_code == 1


def test_hostile_texts_are_kept_as_they_are(app):
    nasty = Translated({"en": "\u202e<script>&amp; 'x' \" {{ 7*7 }}"})
    slug = minuted(None, ItemMinutes(1, nasty, motions=(a_motion(conditions=nasty),)), notes=nasty)
    assert sheet(slug).page.decisions[0].conditions == nasty
