"""The desk: writing an agenda row by row, checking it, posting it."""

from __future__ import annotations

import pytest

from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.agendas.rows import MOST_ROWS
from tests.meetings.writing import a_draft, an_item, post, write
from tests.support.builders import SCRIPT, words

FILLED = {
    "title_en": f"Open evening {SCRIPT}",
    "title_es": "Tarde abierta",
    "starts_at": "2026-05-01T18:30",
    "place_en": "Town hall",
    "remote_link": "https://example.org/join",
    "items-0-title_en": "Lamps",
    "items-0-minutes": "20",
    "items-0-kind": "decision",
    "items-0-summary_en": "Warm light?",
}


@pytest.fixture
def desk(client, cast, town, clock):
    town.committee()
    return client.sign_in(cast.clerk)


def draft_of(slug):
    return queries.sheet(COMMAND_LINE, slug).draft


def only_draft():
    return draft_of(queries.drafts()[0].slug)


@pytest.mark.parametrize("name", ["moderator", "admin", "nobody"])
@pytest.mark.parametrize("endpoint", ["meetings.desk", "meetings.new", "meetings.preview", "meetings.edit"])
def test_others_are_not_let_in(client, cast, town, name, endpoint):
    town.committee()
    slug = write()
    client.sign_in(getattr(cast, name))
    values = {"slug": slug} if endpoint in {"meetings.preview", "meetings.edit"} else {}
    client.get(endpoint, expect=403, **values)


def test_members_read_drafts_but_do_not_write_them(client, cast, town):
    town.committee()
    slug = write()
    client.sign_in(cast.member)
    page = client.get("meetings.preview", slug=client.get("meetings.desk").link("Open evening").rsplit("/", 1)[1])
    assert f"Lamps {SCRIPT}" in page.text
    assert "Post this agenda" not in page.text
    client.get("meetings.edit", slug=slug, expect=403)


def test_without_a_committee_there_is_nothing_to_write_for(client, cast):
    page = client.sign_in(cast.clerk).get("meetings.new")
    assert page.link("Add a committee") == "/staff/committees/new"


def test_a_meeting_is_written_checked_and_posted(desk):
    page = desk.submit(desk.get("meetings.new"), "Save draft", **FILLED)
    assert "The draft is saved" in page.text
    slug = queries.drafts()[0].slug
    assert queries.sheet(VISITOR, slug) is None
    page = desk.submit(page, "Post this agenda")
    assert "The agenda is public" in page.text
    public = desk.open(page.link("View the public page"))
    assert public.h1 == FILLED["title_en"]
    assert "May 1, 2026, 6:30 PM Central Time" in public.text


def test_the_enter_key_saves(desk):
    page = desk.get("meetings.new")
    assert page.form().buttons()[0] == "Save draft"
    assert page.form().element.find(".//button").get("name") is None


def test_rows_are_added_and_moved_with_everything_typed_kept(desk, town):
    town.project("lamps")
    typed = FILLED | {"items-0-projects": ["lamps"], "starts_at": "someday", "items-0-minutes": "abc"}
    page = desk.submit(desk.get("meetings.new"), "Add an item", **typed)
    assert "Nothing is saved yet" in page.text
    assert page.errors == []
    page = desk.submit(page, "Move up item 2", **{"items-1-title_en": "Second"})
    assert page.value("items-0-title_en") == "Second"
    assert page.value("items-1-title_en") == "Lamps"
    assert (page.value("items-1-minutes"), page.value("items-1-kind")) == ("abc", "decision")
    assert page.value("items-1-projects") == "lamps"
    assert page.value("items-0-projects") is None
    assert page.value("starts_at") == "someday"
    assert page.value("items-5-title_en") == ""
    page = desk.submit(page, "Remove item 2")
    assert page.value("items-1-title_en") == ""
    assert page.value("items-5-title_en") is None
    assert queries.drafts() == []


def test_an_agenda_has_an_end(desk):
    rows = {f"items-{number}-title_en": "x" for number in range(MOST_ROWS)}
    page = desk.get("meetings.new")
    token = page.value("csrf_token")
    page = desk.post("meetings.new", {"csrf_token": token, "change": "add"} | rows)
    assert "at most 50 items" in page.text
    assert "Add an item" not in page.form().buttons()


def test_empty_rows_are_left_out(desk):
    page = desk.submit(desk.get("meetings.new"), "Add an item", **FILLED)
    page = desk.submit(page, "Add an item")
    desk.submit(page, "Save draft", **{"items-2-title_en": "Third row"})
    assert [item.title["en"] for item in only_draft().items] == ["Lamps", "Third row"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("title_en", "x" * 151, "150 characters"),
        ("starts_at", "", "Enter the day and the time"),
        ("starts_at", "tomorrow", "for example"),
        ("starts_at", "0001-01-01T00:00", "1900"),
        ("starts_at", "2027-03-14T02:30", "Clocks go forward"),
        ("remote_link", "javascript:alert(1)", "https://"),
        ("remote_link", "http://[", "https://"),
        ("items-0-minutes", "soon", "Item 1: Enter the minutes"),
        ("items-0-minutes", "0", "Item 1: Enter the minutes"),
        ("items-0-minutes", "9" * 5000, "Item 1: Enter the minutes"),
        ("items-0-minutes", "٣", "Item 1: Enter the minutes"),
        ("items-0-summary_en", "word " * 61, "Item 1: Shorten the summary to 60 words or fewer. It has 61."),
        ("items-0-summary_es", "w" * 1001, "Item 1: Shorten the summary to 1,000"),
        ("items-0-title_es", "x" * 201, "Item 1: Shorten the title"),
    ],
)
def test_mistakes_are_said_at_their_field_and_nothing_typed_is_lost(desk, field, typed, words):
    page = desk.submit(desk.get("meetings.new"), "Save draft", expect=422, **(FILLED | {field: typed}))
    assert len(page.errors) == 1
    assert words in page.errors[0]
    assert page.title.startswith("Error:")
    assert page.value(field) == typed.strip()
    assert page.value("place_en") == "Town hall"
    assert queries.drafts() == []


def test_sixty_words_are_fine(desk):
    desk.submit(desk.get("meetings.new"), "Save draft", **(FILLED | {"items-0-summary_en": "word " * 60}))
    assert queries.drafts()


def test_forged_choices_are_refused_with_words(desk):
    page = desk.get("meetings.new")
    sent = FILLED | {"csrf_token": page.value("csrf_token"), "committee": "nowhere"}
    assert "Choose a committee" in desk.post("meetings.new", sent, expect=422).errors[0]
    sent |= {"committee": "steering", "items-0-projects": "nowhere"}
    assert "Item 1" in desk.post("meetings.new", sent, expect=422).errors[0]
    desk.post("meetings.new", sent | {"items-0-projects": [], "items-0-kind": "party"}, expect=422)


def test_the_form_sent_twice_makes_one_draft(desk):
    page = desk.get("meetings.new")
    for _time in range(2):
        desk.submit(page, "Save draft", **FILLED)
    assert len(queries.drafts()) == 1


def test_a_draft_is_edited_as_it_stands(desk, town):
    draft = a_draft(items=(an_item("One", projects=(town.project("lamps"),)), an_item("Two", minutes=None)))
    slug = usecases.write_meeting(actor=COMMAND_LINE, draft=draft)
    desk.submit(desk.get("meetings.edit", slug=slug), "Save draft")
    assert draft_of(slug) == draft
    desk.submit(desk.get("meetings.edit", slug=slug), "Save draft", place_en="School")
    assert draft_of(slug).place["en"] == "School"


def test_removing_the_last_row_does_not_bring_back_what_was_saved(desk):
    slug = write(items=(an_item("One"), an_item("Two")))
    page = desk.submit(desk.get("meetings.edit", slug=slug), "Remove item 1")
    page = desk.submit(page, "Add an item")
    assert page.value("items-1-summary_en") == ""
    assert page.value("items-1-minutes") == ""


def test_two_clerks_do_not_overwrite_each_other(desk):
    slug = write()
    first, second = desk.get("meetings.edit", slug=slug), desk.get("meetings.edit", slug=slug)
    desk.submit(first, "Save draft", place_en="School")
    page = desk.submit(second, "Save draft", place_en="Library", expect=409)
    assert "Somebody else saved this draft" in page.errors[0]
    assert page.value("place_en") == "Library"
    assert "School" in page.words(".//div[@class='panel']")[-1]
    assert draft_of(slug).place["en"] == "School"
    desk.submit(page, "Save draft")
    assert draft_of(slug).place["en"] == "Library"


def test_posting_too_early_says_what_lacks(desk):
    slug = write(place=Translated(), items=())
    page = desk.submit(desk.get("meetings.preview", slug=slug), "Post this agenda", expect=422)
    assert page.errors == ["Write where the meeting is.", "Add at least one agenda item."]
    assert queries.posted_count() == 0


def test_a_second_posting_and_a_late_edit_answer_409(desk):
    slug = write()
    preview, form = desk.get("meetings.preview", slug=slug), desk.get("meetings.edit", slug=slug)
    desk.submit(preview, "Post this agenda")
    assert "already posted" in desk.submit(preview, "Post this agenda", expect=409).text
    late = desk.submit(form, "Save draft", place_en="My new place", expect=409)
    assert "Somebody else saved this draft" in late.errors[0]
    assert late.value("place_en") == "My new place"


def test_what_was_not_read_is_not_posted(desk):
    slug = write()
    preview = desk.get("meetings.preview", slug=slug)
    desk.submit(desk.get("meetings.edit", slug=slug), "Save draft", place_en="School")
    assert "Read it again" in desk.submit(preview, "Post this agenda", expect=409).text
    assert queries.posted_count() == 0


def test_the_desk_lists_drafts_before_what_is_posted(desk):
    write(title=words("Draft of mine"))
    post(title=words("Posted one"))
    page = desk.get("meetings.desk")
    assert page.words(".//caption") == ["Drafts", "Posted"]
    assert page.text.index("Draft of mine") < page.text.index("Posted one")


def test_unknown_meetings_are_not_found(desk):
    for endpoint in ("meetings.preview", "meetings.edit"):
        desk.get(endpoint, slug="nowhere", expect=404)


# ---- many projects ------------------------------------------------------------------------------------


def test_each_row_offers_few_projects_and_takes_the_addresses_of_others(desk, town, clock):
    for n in range(12):
        town.project(f"old-{n}")
        clock.forward(seconds=1)
    page = desk.get("meetings.new")
    assert len(page.all(".//input[@name='items-0-projects']")) == 8
    more = "https://feedback.example.org/projects/old-1?updates=all /es/projects/old-2/ old-3"
    typed = FILLED | {"items-0-projects": ["old-11"], "items-0-more_projects": more}
    page = desk.submit(page, "Move down item 1", **typed)
    assert page.value("items-1-more_projects") == more
    desk.submit(page, "Save draft")
    slug = queries.drafts()[0].slug
    assert only_draft().items[0].projects == ("old-1", "old-11", "old-2", "old-3")
    page = desk.get("meetings.edit", slug=slug)
    ticked = [box.get("value") for box in page.all(".//input[@name='items-0-projects'][@checked]")]
    assert sorted(ticked) == ["old-1", "old-11", "old-2", "old-3"]
    assert page.value("items-0-more_projects") == ""


def test_an_address_that_leads_to_no_project_is_refused_by_name(desk, town):
    for _n in range(9):
        town.project()
    typed = FILLED | {"items-0-more_projects": "https://elsewhere.example/trams"}
    page = desk.submit(desk.get("meetings.new"), "Save draft", expect=422, **typed)
    assert page.errors == ["Item 1: there is no project trams"]
