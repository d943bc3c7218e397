"""Changing what is posted: versions with reasons, numbers for life, calling off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.models import AgendaItem, AgendaVersion, Change, Meeting, MeetingState
from portal.record.models import RecordEntry
from tests.meetings.writing import a_draft, an_item, post, write
from tests.support.builders import words
from tests.support.cast import NAMES

WHY = Translated({"en": "A paper came late"})


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()


def written(slug):
    return queries.sheet(COMMAND_LINE, slug).draft


def change(slug, **others):
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=replace(written(slug), **others))


def amend(slug, **others):
    change(slug, **others)
    return usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=WHY)


def numbers(slug):
    return [item.number for item in queries.sheet(VISITOR, slug).items]


def three_items():
    return tuple(an_item(title) for title in ("A", "B", "C"))


def test_readers_see_a_change_only_when_it_is_posted():
    slug = post()
    change(slug, place=words("School"))
    assert queries.sheet(VISITOR, slug).place == words("Town hall")
    assert usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=WHY) == 2
    meeting = queries.sheet(VISITOR, slug)
    assert (meeting.place, meeting.version, meeting.change, meeting.reason) == (words("School"), 2, Change.AMENDED, WHY)


def test_a_version_stays_as_it_was_posted():
    slug = post()
    amend(slug, place=words("School"))
    assert queries.sheet(VISITOR, slug, version=1).place == words("Town hall")
    assert queries.sheet(VISITOR, slug, version=3) is None


def test_another_time_makes_it_a_move_and_lists_follow():
    slug = post()
    later = written(slug).starts_at + timedelta(days=7)
    amend(slug, starts_at=later)
    meeting = queries.sheet(VISITOR, slug)
    assert (meeting.change, meeting.starts_at) == (Change.MOVED, later)
    assert queries.upcoming()[0].starts_at == later


def test_the_record_tells_each_version(cast):
    slug = post()
    amend(slug, place=words("School"))
    usecases.cancel_meeting(actor=cast.clerk.actor, slug=slug, reason=WHY)
    entries = db.session.query(RecordEntry).order_by(RecordEntry.seq)
    assert [(e.action, e.subject, e.from_state, e.to_state) for e in entries] == [
        ("meeting.posted", f"meeting:{slug}/1", "draft", "posted"),
        ("meeting.amended", f"meeting:{slug}/2", "posted", "posted"),
        ("meeting.cancelled", f"meeting:{slug}/3", "posted", "cancelled"),
    ]


def test_items_keep_their_numbers_when_the_order_changes():
    slug = post(items=three_items())
    one, two, three = written(slug).items
    amend(slug, items=(three, one, an_item("New"), two))
    assert numbers(slug) == [3, 1, 4, 2]


def test_a_number_is_never_given_again():
    slug = post(items=three_items())
    one, two, _three = written(slug).items
    amend(slug, items=(one, two))
    amend(slug, items=(one, two, an_item("New")))
    assert numbers(slug) == [1, 2, 4]
    assert queries.last_version_with(slug, 3) == 1
    withdrawn = db.session.query(AgendaItem).filter(AgendaItem.withdrawn_at.is_not(None)).one()
    assert withdrawn.number == 3


def test_an_item_that_comes_back_is_the_same():
    slug = post(items=three_items())
    one, two, _three = written(slug).items
    amend(slug, items=(one, two))
    amend(slug, items=(one, two, an_item("C")))
    assert numbers(slug) == [1, 2, 3]
    assert db.session.query(AgendaItem).filter(AgendaItem.withdrawn_at.is_not(None)).count() == 0


def test_an_item_cannot_claim_the_number_of_another():
    slug = post(items=three_items())
    one, two, three = written(slug).items
    amend(slug, items=(one, replace(two, number=1), replace(three, number=99), replace(an_item("New"), number=1)))
    assert numbers(slug) == [1, 2, 3, 4], "those that were there are known by their titles"


def test_a_change_that_says_what_is_posted_is_none():
    slug = post()
    change(slug, place=words("School"))
    change(slug, place=words("Town hall"))
    assert not queries.sheet(COMMAND_LINE, slug).amended
    with pytest.raises(Refused, match="Nothing is changed"):
        usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=WHY)


def test_a_change_can_be_dropped():
    slug = post()
    change(slug, place=words("School"))
    usecases.discard_amendment(actor=COMMAND_LINE, slug=slug)
    assert written(slug).place == words("Town hall")


def test_a_change_needs_a_reason_and_a_whole_agenda():
    slug = post()
    change(slug, items=())
    with pytest.raises(Refused, match="Say why") as refusal:
        usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=Translated())
    assert refusal.value.field == "reason_en"
    with pytest.raises(usecases.NotReady):
        usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=WHY)
    assert db.session.query(AgendaVersion).count() == 1


def test_nobody_posts_a_change_they_did_not_read():
    slug = post()
    change(slug, place=words("School"))
    loaded = queries.sheet(COMMAND_LINE, slug).loaded
    change(slug, place=words("Library"))
    with pytest.raises(usecases.Overtaken):
        usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=WHY, loaded=loaded)


def test_a_posted_meeting_stays_with_its_committee(town):
    town.committee("other")
    slug = post()
    with pytest.raises(Refused, match="stays with its committee"):
        change(slug, committee_slug="other")


def test_a_meeting_that_is_called_off_stays_readable_and_cannot_change():
    slug = post()
    change(slug, place=words("School"))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    meeting = queries.sheet(VISITOR, slug)
    assert (meeting.state, meeting.place, meeting.reason) == (MeetingState.CANCELLED, words("Town hall"), WHY)
    assert queries.next_meeting() is None
    assert [line.state for line in queries.upcoming()] == [MeetingState.CANCELLED]
    for refused in (
        lambda: change(slug, place=words("Library")),
        lambda: usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY),
    ):
        with pytest.raises(WrongState):
            refused()


def test_a_draft_cannot_be_called_off():
    with pytest.raises(WrongState):
        usecases.cancel_meeting(actor=COMMAND_LINE, slug=write(), reason=WHY)


def test_calendars_can_tell_that_it_changed():
    slug = post()
    amend(slug, place=words("School"))
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    assert db.session.query(Meeting).one().sequence == 2


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_clerks_change_what_is_posted(cast, name):
    slug = post()
    for verb, more in (
        (usecases.post_amendment, {"reason": WHY}),
        (usecases.cancel_meeting, {"reason": WHY}),
        (usecases.discard_amendment, {}),
    ):
        with pytest.raises(Forbidden):
            verb(actor=cast.actor(name), slug=slug, **more)


def test_what_is_not_there_cannot_be_changed():
    for verb, more in (
        (usecases.post_amendment, {"reason": WHY}),
        (usecases.cancel_meeting, {"reason": WHY}),
        (usecases.discard_amendment, {}),
    ):
        with pytest.raises(NotFound):
            verb(actor=COMMAND_LINE, slug="nowhere", **more)


def test_a_draft_may_be_saved_any_number_of_times_without_numbers():
    slug = write(items=three_items())
    usecases.edit_meeting(actor=COMMAND_LINE, slug=slug, draft=a_draft(items=(an_item("C"), an_item("A"))))
    assert [item.number for item in written(slug).items] == [None, None]
    usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    assert numbers(slug) == [1, 2]
