"""The desk changes what is posted; readers see what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.comments.models import Stance
from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.models import ItemKind
from tests.meetings.test_amending import WHY, amend, written
from tests.meetings.writing import an_item, post, write
from tests.support.builders import SCRIPT, words
from tests.support.recorder import recorded


@pytest.fixture
def desk(client, cast, town, clock):
    town.committee()
    return client.sign_in(cast.clerk)


@pytest.fixture
def slug(desk):
    return post(items=(an_item("A"), an_item("B")))


def test_a_clerk_changes_an_agenda_and_readers_see_what_and_why(desk, slug):
    page = desk.open(desk.get("meetings.preview", slug=slug).link("Change the agenda, time or place"))
    assert "a change that waits" in page.text
    page = desk.submit(page, "Save the change", place_en="School", **{"items-1-minutes": "25"})
    assert "Item 2 changed" in page.text
    assert queries.sheet(VISITOR, slug).version == 1
    page = desk.submit(page, "Post the change", reason_en=f"The hall is closed {SCRIPT}")
    assert "The new version is public." in page.text
    public = desk.open(page.link("View the public page"))
    assert "Changed since it was posted" in public.text
    assert "Place changed. Item 2 changed." in public.text
    assert f"The hall is closed {SCRIPT}" in public.text
    changes = desk.open(public.link("Amended"))
    assert changes.words(".//ins")[0] == "[added] School [end]"


def test_a_change_without_a_reason_is_asked_again(desk, slug):
    desk.submit(desk.get("meetings.edit", slug=slug), "Save the change", place_en="School")
    page = desk.submit(desk.get("meetings.preview", slug=slug), "Post the change", expect=422)
    assert page.errors == ["Say why, in one or two sentences"]


def test_a_change_that_lacks_something_is_not_posted(desk, slug):
    page = desk.submit(desk.get("meetings.edit", slug=slug), "Save the change", place_en="")
    page = desk.submit(page, "Post the change", reason_en="Because", expect=422)
    assert page.errors == ["Write where the meeting is."]


def test_a_change_is_dropped(desk, slug):
    page = desk.submit(desk.get("meetings.edit", slug=slug), "Save the change", place_en="School")
    page = desk.submit(page, "Drop the change")
    assert "The change that waits" not in page.text
    assert written(slug).place == words("Town hall")


def test_a_second_clerk_who_began_from_an_older_change_is_told(desk, slug):
    first, second = (desk.get("meetings.edit", slug=slug) for _clerk in range(2))
    desk.submit(first, "Save the change", place_en="School")
    page = desk.submit(second, "Save the change", place_en="Library", expect=409)
    assert page.value("place_en") == "Library"
    assert written(slug).place["en"] == "School"


def test_members_see_what_is_posted_and_cannot_change_it(client, cast, town):
    town.committee()
    slug = post()
    client.sign_in(cast.member)
    page = client.get("meetings.preview", slug=slug)
    assert "Change the agenda" not in page.text
    for endpoint in ("meetings.edit", "meetings.cancel", "meetings.repeat"):
        client.get(endpoint, slug=slug, expect=403)


def test_a_meeting_is_called_off_with_a_reason(desk, slug):
    page = desk.open(desk.get("meetings.preview", slug=slug).link("Cancel the meeting"))
    assert desk.submit(page, "Cancel this meeting", expect=422).errors == ["Say why, in one or two sentences"]
    page = desk.submit(page, "Cancel this meeting", reason_en="No quorum is in sight")
    assert "The meeting is canceled. Its page says so." in page.text
    public = desk.get("meetings.show", slug=slug)
    assert "This meeting is canceled." in public.text
    assert "No quorum is in sight" in public.text
    assert "Canceled" in desk.get("meetings.index").text
    desk.get("meetings.cancel", slug=slug, expect=409)


def test_a_draft_has_nothing_to_call_off(desk):
    desk.get("meetings.cancel", slug=write(), expect=409)


def test_every_version_is_readable_for_ever(client, desk, slug):
    amend(slug, place=words("School"))
    page = client.get("meetings.versions", slug=slug)
    assert page.words(".//h2")[:2] == ["Version 2: Amended", "Version 1: Posted"]
    old = client.open(page.link("Version 1: Posted"))
    assert "Town hall" in old.text
    assert "This is version 1 of 2. It is no longer in force." in old.text
    new = client.open(page.link("Version 2: Amended"))
    assert "This is the newest version." in new.text
    client.get("meetings.version", slug=slug, number=3, expect=404)


def test_any_two_versions_can_be_compared(client, desk, slug):
    amend(slug, place=words("School"))
    amend(slug, place=words("Library"), items=(*written(slug).items, an_item("C")))
    page = client.get("meetings.changes", slug=slug, **{"from": 1, "to": 3})
    assert "From version 1 to version 3" in page.text
    assert "Item 3 added" in page.text
    assert "Library" in page.words(".//ins")[0]
    for value in ("0", "4", "x", "99999999", "²"):
        client.get("meetings.changes", slug=slug, **{"to": value}, expect=404)


def test_one_version_alone_says_that_nothing_changed(client, desk, slug):
    assert "Nothing was changed since it was posted." in client.get("meetings.changes", slug=slug).text


def test_versions_of_a_draft_are_not_there_for_readers(client, town):
    town.committee()
    slug = write()
    for endpoint in ("meetings.versions", "meetings.changes", "meetings.pack"):
        client.get(endpoint, slug=slug, expect=404)
    client.get("meetings.version", slug=slug, number=1, expect=404)


def test_an_item_that_was_taken_off_keeps_its_page(client, desk, slug):
    amend(slug, items=written(slug).items[:1])
    page = client.get("meetings.item", slug=slug, number=2)
    assert "This item was taken off the agenda." in page.text
    assert "in version 1" in page.text
    client.get("meetings.item", slug=slug, number=3, expect=404)


def test_a_new_meeting_begins_from_where_the_committee_meets(desk, slug):
    page = desk.get("meetings.new")
    assert page.value("place_en") == words("Town hall")["en"]
    assert (page.value("starts_at"), page.value("title_en"), page.value("items-0-title_en")) == ("", "", "")


def test_a_whole_meeting_can_be_copied(desk, slug):
    page = desk.open(desk.get("meetings.preview", slug=slug).link("Copy to a new meeting"))
    assert page.value("items-1-title_en") == words("B")["en"]
    page = desk.submit(page, "Save draft", starts_at="2026-06-01T18:30")
    draft = queries.sheet(COMMAND_LINE, queries.drafts()[0].slug).draft
    assert [(item.title, item.number) for item in draft.items] == [(words("A"), None), (words("B"), None)]


def test_a_meeting_without_words_is_called_what_it_is(desk):
    page = desk.submit(
        desk.get("meetings.new"),
        "Save draft",
        kind="special",
        starts_at="2026-06-01T18:30",
        **{"items-0-kind": "roll_call"},
    )
    assert page.h1 == "Special meeting"
    draft = queries.sheet(COMMAND_LINE, queries.drafts()[0].slug).draft
    assert dict(draft.items[0].title) == {"en": "Roll call", "es": "Pase de lista"}


def test_a_closed_session_names_its_law(desk):
    slug = write(items=(an_item("Land", kind=ItemKind.CLOSED_SESSION),))
    page = desk.submit(desk.get("meetings.preview", slug=slug), "Post this agenda", expect=422)
    assert page.errors == ["Name the law that lets item 1 be closed."]
    desk.submit(desk.get("meetings.edit", slug=slug), "Save draft", **{"items-0-citation": "KRS 61.810(1)(b)"})
    desk.submit(desk.get("meetings.preview", slug=slug), "Post this agenda")
    assert "KRS 61.810(1)(b)" in desk.get("meetings.item", slug=slug, number=1).text


def test_an_item_goes_on_with_an_earlier_one_and_approves_minutes(desk, cast, slug, clock):
    clock.forward(days=8)
    page = desk.sign_in(cast.clerk).get("meetings.new")
    new = desk.submit(
        page,
        "Save draft",
        starts_at="2026-05-20T18:30",
        **{"items-0-kind": "approval", "items-0-approves": slug, "items-0-continues": f"{slug}/2"},
    )
    desk.submit(new, "Post this agenda")
    item = desk.get("meetings.item", slug=queries.upcoming()[0].slug, number=1)
    assert item.link("Open evening") == f"/meetings/{slug}"
    assert f"/meetings/{slug}/items/2" in item.links().values()


def test_a_change_costs_readers_few_queries(app, client, desk, slug):
    for number in range(3):
        amend(slug, place=words(f"Hall {number}"))
    with recorded(app) as statements:
        client.get("meetings.show", slug=slug)
    statements.within(8)
    assert usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY) == 5


def test_the_pack_holds_what_people_said_in_numbers(app, client, town, desk, slug):
    assert "No comment on an item is published yet." in client.get("meetings.pack", slug=slug).text
    for stance in (Stance.SUPPORT, Stance.SUPPORT, Stance.OPPOSE):
        town.published(item=(slug, 2), stance=stance)
    with recorded(app) as statements:
        page = client.get("meetings.pack", slug=slug)
    statements.within(8)
    assert page.link("Item 2: 3 comments") == f"/meetings/{slug}/items/2/comments"
    assert "2 support, 1 opposes, 0 neither." in page.text


def test_the_pack_shows_all_languages_side_by_side(client, desk):
    items = (an_item("A"), an_item("B", summary=Translated({"en": "English alone"})))
    slug = post(items=(items[0], replace(items[1], title=Translated({"en": "B"}))))
    page = client.open(client.get("meetings.pack", slug=slug).link("In all languages, side by side"))
    assert page.words(".//div[@lang='es']/h4") == [words("A")["es"]]
    assert page.words(".//div[@lang='en']/h4") == [words("A")["en"], "B"]
    assert "Not translated: Español" in page.text
    assert client.open(page.link("In one language")).words(".//div[@class='pair']") == []
