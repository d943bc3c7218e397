"""Writing and posting: who may, what is refused, what a retry does, what the public record keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.core.addresses import LONGEST_SLUG
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.agendas import versions
from portal.meetings.agendas.contents import fingerprint
from portal.meetings.models import AgendaItem, AgendaVersion, Meeting, MeetingState
from portal.record import queries as record
from portal.record.chain import commitment, verify
from portal.record.models import RecordEntry
from tests.meetings.writing import a_draft, an_item, post, write
from tests.support.builders import words
from tests.support.cast import NAMES


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()


def saved(slug):
    return queries.sheet(COMMAND_LINE, slug).draft


def edit(slug, draft, **others):
    usecases.edit_meeting(**({"actor": COMMAND_LINE, "slug": slug, "draft": draft} | others))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_a_clerk_writes_and_posts(cast, name):
    slug = write()
    for deed in (
        lambda actor: usecases.write_meeting(actor=actor, draft=a_draft(title=words("Other"))),
        lambda actor: edit(slug, a_draft(title=words("Other")), actor=actor),
        lambda actor: usecases.post_meeting(actor=actor, slug=slug),
    ):
        with pytest.raises(Forbidden):
            deed(cast.actor(name))
    assert [line.slug for line in queries.drafts()] == [slug]


def test_a_draft_is_read_back_as_it_was_written(town):
    draft = a_draft(items=(an_item("One", projects=(town.project("lamps"),)), an_item("Two", minutes=None)))
    assert saved(usecases.write_meeting(actor=COMMAND_LINE, draft=draft)) == draft


def test_the_address_is_made_from_title_and_local_day_and_stays():
    # half past midnight in London is still the day before in Chicago
    slug = write(title=words("Café — ¡hola!"), starts_at=datetime(2026, 5, 2, 0, 30, tzinfo=UTC))
    assert slug == "cafe-hola-script-alert-hello-script-2026-05-01"
    edit(slug, a_draft(title=words("Another title")))
    assert queries.sheet(COMMAND_LINE, slug).title == words("Another title")


def test_meetings_of_one_title_and_day_have_addresses_of_their_own():
    long = Translated({"en": "w" * 150})
    slugs = [write(title=long, place=words(f"Room {number}")) for number in range(3)]
    assert len(set(slugs)) == 3
    assert max(map(len, slugs)) <= LONGEST_SLUG


def test_the_same_draft_sent_twice_is_one():
    assert write() == write()
    assert len(queries.drafts()) == 1


def test_an_unknown_committee_or_project_is_refused_whole():
    with pytest.raises(Refused, match="committee"):
        write(committee="nowhere")
    with pytest.raises(Refused, match="Item 2"):
        write(items=(an_item(), an_item(projects=("no-such",))))
    assert queries.drafts() == []


def test_a_link_to_a_script_is_refused():
    with pytest.raises(Refused) as refusal:
        write(remote_link="javascript:alert(1)")
    assert refusal.value.field == "remote_link"


def test_editing_replaces_the_agenda(town):
    slug = write(items=(an_item("One", projects=(town.project("lamps"),)), an_item("Two")))
    draft = a_draft(items=(an_item("Two"), an_item("Three"), an_item("One")))
    edit(slug, draft)
    assert saved(slug) == draft
    assert db.session.query(AgendaItem).count() == 3


def test_a_later_save_does_not_overwrite_an_earlier_one():
    slug = write()
    loaded = fingerprint(saved(slug))
    edit(slug, a_draft(place=words("School")), loaded=loaded)
    with pytest.raises(usecases.Overtaken):
        edit(slug, a_draft(place=words("Library")), loaded=loaded)
    assert saved(slug).place == words("School")
    edit(slug, a_draft(place=words("Library")), loaded=fingerprint(saved(slug)))
    assert saved(slug).place == words("Library")


def test_saving_the_same_twice_is_no_quarrel():
    slug = write()
    loaded = fingerprint(saved(slug))
    for _time in range(2):
        edit(slug, a_draft(place=words("School")), loaded=loaded)


def test_what_is_not_there_cannot_be_edited_or_posted():
    with pytest.raises(NotFound):
        edit("nowhere", a_draft())
    with pytest.raises(NotFound):
        usecases.post_meeting(actor=COMMAND_LINE, slug="nowhere")


def test_posting_says_everything_that_lacks():
    slug = write(place=Translated(), items=())
    with pytest.raises(usecases.NotReady) as refusal:
        usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    assert refusal.value.reasons == ["Write where the meeting is.", "Add at least one agenda item."]
    edit(
        slug, a_draft(items=(an_item(), an_item(title="x", summary=words("y")), replace(an_item(), title=Translated())))
    )
    with pytest.raises(usecases.NotReady) as refusal:
        usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    assert refusal.value.reasons == ["Give item 3 a title."]
    assert record.head().seq == 0


def test_a_title_in_another_language_alone_is_not_enough():
    slug = write(items=(replace(an_item(), title=Translated({"es": "Faroles"})),))
    with pytest.raises(usecases.NotReady):
        usecases.post_meeting(actor=COMMAND_LINE, slug=slug)


def test_posting_makes_the_meeting_public_and_keeps_a_version(clock, cast):
    slug = write()
    clock.forward(minutes=5)
    seq = usecases.post_meeting(actor=cast.clerk.actor, slug=slug)
    meeting = queries.sheet(VISITOR, slug)
    assert (meeting.state, meeting.posted_at, meeting.version) == (MeetingState.POSTED, clock.now, 1)
    assert meeting.record_seq == seq
    version = db.session.query(AgendaVersion).one()
    assert (version.number, version.posted_at) == (1, clock.now)


def test_the_record_commits_to_the_text_of_the_posting(cast):
    slug = write()
    seq = usecases.post_meeting(actor=cast.clerk.actor, slug=slug)
    entry = db.session.get(RecordEntry, seq)
    told = (entry.action, entry.subject, entry.role, entry.from_state, entry.to_state)
    assert told == ("meeting.posted", f"meeting:{slug}/1", "clerk", "draft", "posted")
    assert entry.pseudonym == cast.clerk.actor.pseudonym
    held = next(record.newest_commitments("meeting"))
    assert held.digest == commitment(held.salt, queries.posted_texts([slug])[slug])
    assert not verify(record.all_entries()).faults


def test_a_second_posting_is_refused():
    slug = post()
    with pytest.raises(WrongState):
        usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    assert record.head().seq == 1


def test_what_is_posted_stays_as_it_is_while_a_change_is_written():
    slug = post()
    text = queries.posted_texts([slug])
    edit(slug, a_draft(place=words("School")))
    assert queries.posted_texts([slug]) == text
    meeting = queries.sheet(COMMAND_LINE, slug)
    assert (meeting.place, meeting.draft.place, meeting.amended) == (words("Town hall"), words("School"), True)


def test_nobody_posts_what_they_did_not_read():
    slug = write()
    loaded = fingerprint(saved(slug))
    edit(slug, a_draft(place=words("School")))
    with pytest.raises(usecases.Overtaken):
        usecases.post_meeting(actor=COMMAND_LINE, slug=slug, loaded=loaded)
    assert queries.posted_count() == 0


def test_a_posting_that_fails_leaves_nothing(monkeypatch):
    slug = write()

    def fail(*_args, **_others):
        raise RuntimeError

    monkeypatch.setattr(versions, "append", fail)
    with pytest.raises(RuntimeError):
        usecases.post_meeting(actor=COMMAND_LINE, slug=slug)
    meeting = db.session.query(Meeting).one()
    assert (meeting.state, meeting.posted_at) == (MeetingState.DRAFT, None)
    assert db.session.query(AgendaVersion).count() == 0
