"""A partner's drafts from the first word to the page that names the partner, and everything that can come between."""

from __future__ import annotations

import pytest

from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.permissions import COMMAND_LINE, Role
from portal.projects import queries
from portal.projects.models import DraftKind, DraftState, ProjectUpdate, RequirementState
from portal.projects.usecases import (
    Overtaken,
    drafts,
    edit_draft,
    end_spokesperson,
    give_back_draft,
    publish_draft,
    publish_sheet,
    send_draft,
    withdraw_draft,
    write_draft,
    write_sheet,
)
from portal.record.queries import newest_commitments
from tests.projects.partnering import (
    draft,
    loaded,
    partner,
    requirement,
    row,
    sheet_of,
    spokesperson,
    update_words,
    updates_of,
)
from tests.support.builders import SCRIPT, words
from tests.support.cast import NAMES, add_player
from tests.support.engines import sqlite_only


@pytest.fixture
def ana(town):
    """Speaks for `bright`, a partner of the project `lamps`."""
    partner("bright")
    sheet_of(town.project("lamps"), "bright")
    return spokesperson("ana", "bright")


def leaves(name, slug="bright"):
    """Who so begins speaks for the partner no more."""
    [line] = [each for each in queries.spokespeople(queries.partner_facts(slug).id) if each.name.startswith(name)]
    end_spokesperson(actor=COMMAND_LINE, partner_slug=slug, spokesperson_id=line.id)


def test_an_update_is_drafted_sent_and_published_under_the_name_of_the_partner(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    assert publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk), number=1) == "update/1"
    posted = db.session.query(ProjectUpdate).one()
    assert (posted.partner_id, posted.author_id) == (queries.partner_facts("bright").id, cast.clerk.person_id)
    assert (posted.text, posted.phase) == (words("Ten lamps are up."), "piloting")
    assert [held.subject for held in newest_commitments("update")] == ["update:lamps/1"]
    assert (row(key).state, row(key).published_as, row(key).settled_by) == ("published", "update/1", posted.author_id)


def test_a_requirement_joins_the_written_sheet_and_is_public_with_its_next_version(ana, cast):
    first, second = (draft(ana, "lamps", "bright", requirement(text), sent=True) for text in ("One.", "Two."))
    for key, wanted in ((first, "R1"), (second, "R2")):
        done = publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
        assert done == f"requirement/{wanted}"
    project = queries.facts("lamps")
    assert queries.sheet_page(project.id).sheet.requirements == ()
    publish_sheet(actor=cast.clerk.actor, slug="lamps", reason=words("What Bright needs"))
    rows = queries.sheet_page(project.id).sheet.requirements
    assert [(row.key, row.text, row.state) for row in rows] == [
        ("R1", words("One."), RequirementState.PROPOSED),
        ("R2", words("Two."), RequirementState.PROPOSED),
    ]
    assert {key: name.slug for key, name in queries.requirement_authors(project.id).items()} == {
        "R1": "bright",
        "R2": "bright",
    }


def test_the_sheet_names_the_partner_who_drafted_a_requirement(ana, cast, client):
    sheet_of("lamps", "bright", requirements=(requirement("Ours.", key="R1"),))
    key = draft(ana, "lamps", "bright", requirement("Theirs."), sent=True)
    publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    assert "Theirs." not in client.get("projects.sheet", slug="lamps").text
    publish_sheet(actor=cast.clerk.actor, slug="lamps", reason=words("Bright needs it"))
    for page in (
        client.get("projects.sheet", slug="lamps"),
        client.get("projects.requirements", slug="lamps", number=3),
    ):
        assert page.text.count(f"Drafted by Bright {SCRIPT}, a partner of this project.") == 1


def test_a_requirement_takes_no_key_that_was_ever_given(ana, cast, town):
    sheet_of("lamps", "bright", requirements=(requirement(key="R7"),))
    sheet_of("lamps", "bright")
    key = draft(ana, "lamps", "bright", requirement(), sent=True)
    assert publish_draft(actor=COMMAND_LINE, draft_id=key, loaded=loaded(key, cast.clerk)) == "requirement/R8"
    newest = queries.sheet_page(queries.facts("lamps").id).sheet
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=newest)  # the clerk drops it before anybody saw it
    key = draft(ana, "lamps", "bright", requirement("Another."), sent=True)
    assert publish_draft(actor=COMMAND_LINE, draft_id=key, loaded=loaded(key, cast.clerk)) == "requirement/R9"


def test_what_was_written_of_the_sheet_meanwhile_stays(ana, cast):
    newest = queries.sheet_page(queries.facts("lamps").id).sheet
    key = draft(ana, "lamps", "bright", requirement(), sent=True)
    write_sheet(actor=COMMAND_LINE, slug="lamps", sheet=newest.__class__(vision=words("New"), partners=newest.partners))
    publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    written = queries.written_sheet(queries.project_by_slug("lamps"))
    assert (written.vision, len(written.requirements)) == (words("New"), 1)


def test_the_same_form_sent_twice_is_one_draft_and_other_words_are_another(ana):
    assert draft(ana, "lamps", "bright") == draft(ana, "lamps", "bright")
    assert draft(ana, "lamps", "bright") != draft(ana, "lamps", "bright", update_words("Eleven."))
    assert len(queries.own_drafts(ana.actor)) == 2


def test_sending_and_withdrawing_twice_is_once(ana):
    key = draft(ana, "lamps", "bright")
    for verb, state in ((send_draft, DraftState.SENT), (withdraw_draft, DraftState.WITHDRAWN)):
        for _time in range(2):
            verb(actor=ana.actor, draft_id=key)
        assert row(key).state == state


def test_a_sent_draft_is_not_edited_and_a_returned_one_is(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    with pytest.raises(WrongState, match="cannot be changed"):
        edit_draft(actor=ana.actor, draft_id=key, words=update_words("Twelve."))
    give_back_draft(actor=cast.clerk.actor, draft_id=key, reply="Say how many.")
    edit_draft(actor=ana.actor, draft_id=key, words=update_words("Twelve."))
    assert (row(key).state, row(key).reply) == ("returned", "Say how many.")
    send_draft(actor=ana.actor, draft_id=key)
    publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    assert updates_of("lamps")[0].text == words("Twelve.")


def test_a_colleague_goes_on_and_nobody_saves_over_the_other(ana):
    ben = spokesperson("ben", "bright")
    key = draft(ana, "lamps", "bright")
    before = loaded(key, ana)
    edit_draft(actor=ben.actor, draft_id=key, words=update_words("By Ben."), loaded=before)
    assert row(key).author_id == ben.person_id
    with pytest.raises(Overtaken, match="A colleague"):
        edit_draft(actor=ana.actor, draft_id=key, words=update_words("By Ana."), loaded=before)
    edit_draft(actor=ana.actor, draft_id=key, words=update_words("By Ben."), loaded=before)  # the same again


def test_two_clerks_at_once_publish_once_and_the_second_is_told(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    read, other = loaded(key, cast.clerk), add_player("second", Role.CLERK)
    for _time in range(2):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=read, number=1)
    with pytest.raises(WrongState, match="Another clerk published"):
        publish_draft(actor=other.actor, draft_id=key, loaded=read, number=1)
    with pytest.raises(WrongState, match="Another clerk published"):
        give_back_draft(actor=other.actor, draft_id=key, reply="No.")
    assert len(updates_of("lamps")) == 1


def test_giving_back_twice_is_once_and_other_words_are_told(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    for _time in range(2):
        give_back_draft(actor=cast.clerk.actor, draft_id=key, reply="Shorter.")
    with pytest.raises(WrongState, match="given back"):
        give_back_draft(actor=cast.clerk.actor, draft_id=key, reply="Longer.")
    with pytest.raises(WrongState, match="given back"):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded="x")


def test_a_partner_that_withdraws_while_the_clerk_reads_is_not_published(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    read = loaded(key, cast.clerk)
    withdraw_draft(actor=ana.actor, draft_id=key)
    with pytest.raises(WrongState, match="took this draft back"):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=read)
    assert updates_of("lamps") == []
    with pytest.raises(WrongState, match="already published or withdrawn"):
        send_draft(actor=ana.actor, draft_id=key)


def test_what_is_published_cannot_be_withdrawn(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    with pytest.raises(WrongState, match="already published"):
        withdraw_draft(actor=ana.actor, draft_id=key)


def test_a_draft_that_changed_since_it_was_read_is_not_published(ana, cast):
    key = draft(ana, "lamps", "bright", sent=True)
    read = loaded(key, cast.clerk)
    give_back_draft(actor=COMMAND_LINE, draft_id=key, reply="Again.")
    edit_draft(actor=ana.actor, draft_id=key, words=update_words("Other words."))
    send_draft(actor=ana.actor, draft_id=key)
    with pytest.raises(Refused, match="changed this draft after you opened it"):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=read)


def test_an_update_that_was_posted_while_the_clerk_read_is_read_first(ana, cast, town):
    key = draft(ana, "lamps", "bright", sent=True)
    town.update("lamps")
    with pytest.raises(Refused, match="Another update was posted"):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk), number=1)
    assert row(key).state == "sent"


def test_a_partner_that_takes_part_no_more_is_neither_published_nor_sent(ana, cast):
    sent, written = draft(ana, "lamps", "bright", sent=True), draft(ana, "lamps", "bright", requirement())
    sheet_of("lamps")
    with pytest.raises(Refused, match="no longer names the partner"):
        publish_draft(actor=cast.clerk.actor, draft_id=sent, loaded=loaded(sent, cast.clerk))
    for verb, more in ((send_draft, {}), (edit_draft, {"words": requirement("More.")})):
        with pytest.raises(Refused, match="no longer names your organization"):
            verb(actor=ana.actor, draft_id=written, **more)
    withdraw_draft(actor=ana.actor, draft_id=written)
    with pytest.raises(Forbidden):
        draft(ana, "lamps", "bright", update_words("New."))


def test_what_somebody_sent_who_left_waits_until_a_colleague_sends_it(ana, cast):
    ben = spokesperson("ben", "bright")
    key = draft(ana, "lamps", "bright", sent=True)
    leaves("Ana")
    with pytest.raises(Refused, match="no longer speaks for the partner"):
        publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    give_back_draft(actor=cast.clerk.actor, draft_id=key, reply="Ana left. Is it still so?")
    send_draft(actor=ben.actor, draft_id=key)
    publish_draft(actor=cast.clerk.actor, draft_id=key, loaded=loaded(key, cast.clerk))
    assert len(updates_of("lamps")) == 1


def test_whoever_left_can_do_nothing_with_their_own_drafts(ana):
    key = draft(ana, "lamps", "bright")
    leaves("Ana")
    for verb, more in ((send_draft, {}), (withdraw_draft, {}), (edit_draft, {"words": update_words("Mine.")})):
        with pytest.raises(NotFound):
            verb(actor=ana.actor, draft_id=key, **more)
    with pytest.raises(Forbidden):
        draft(ana, "lamps", "bright", update_words("New."))
    assert row(key).state == "written"


@pytest.mark.parametrize("name", NAMES)
def test_nobody_else_writes_sends_or_withdraws(ana, cast, name):
    key, actor = draft(ana, "lamps", "bright", sent=True), cast.actor(name)
    for verb, more in ((send_draft, {}), (withdraw_draft, {}), (edit_draft, {"words": update_words("Mine.")})):
        with pytest.raises((NotFound, Forbidden)):
            verb(actor=actor, draft_id=key, **more)
    with pytest.raises(Forbidden):
        write_draft(
            actor=actor,
            project_slug="lamps",
            partner_slug="bright",
            kind=DraftKind.UPDATE,
            words=update_words(),
        )
    assert row(key).state == "sent"


@sqlite_only
@pytest.mark.parametrize("name", sorted(set(NAMES) - {"clerk"}))
def test_only_clerks_publish_and_give_back(ana, cast, name):
    key = draft(ana, "lamps", "bright", sent=True)
    for actor in (cast.actor(name), ana.actor):
        with pytest.raises(Forbidden):
            publish_draft(actor=actor, draft_id=key, loaded=loaded(key, ana))
        with pytest.raises(Forbidden):
            give_back_draft(actor=actor, draft_id=key, reply="No.")


def test_the_command_line_speaks_for_nobody(ana):
    with pytest.raises(Forbidden):
        write_draft(
            actor=COMMAND_LINE,
            project_slug="lamps",
            partner_slug="bright",
            kind=DraftKind.UPDATE,
            words=update_words(),
        )


def test_what_is_not_there_is_not_found(ana, cast):
    for project, slug in (("nothing", "bright"), ("lamps", "nobody")):
        with pytest.raises(NotFound):
            draft(ana, project, slug)
    for verb in (send_draft, withdraw_draft):
        with pytest.raises(NotFound):
            verb(actor=ana.actor, draft_id=7)
    with pytest.raises(NotFound):
        publish_draft(actor=cast.clerk.actor, draft_id=7, loaded="")


@sqlite_only
def test_a_partner_that_writes_without_end_is_stopped_in_words(ana, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_OPEN", 2)
    for number in range(2):
        key = draft(ana, "lamps", "bright", update_words(f"Number {number}"))
    with pytest.raises(Refused, match="Withdraw some first"):
        draft(ana, "lamps", "bright", update_words("Too many"))
    withdraw_draft(actor=ana.actor, draft_id=key)
    assert draft(ana, "lamps", "bright", update_words("Room again"))
