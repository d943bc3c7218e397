"""Journey 2: a clerk publishes a meeting and a status update, both in two languages."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.browser.acts import PROJECT
from tests.browser.conftest import Arrive


def test_a_clerk_writes_a_meeting_with_a_linked_item_and_posts_it_in_two_languages(arrive: Arrive) -> None:
    clerk = arrive(desk=True)
    clerk.signs_in("clerk")
    clerk.follows("Meetings", inside="header nav")
    clerk.follows("Write a meeting")
    clerk.writes_both("Title", "Special meeting on signs", "Reunión especial sobre letreros")
    clerk.writes("Day and time", f"{datetime.now() + timedelta(days=20):%Y-%m-%d}T18:30")
    clerk.writes_both("Place", "Old Mill Hall, room 2", "Salón Old Mill, sala 2")
    first = clerk.group("Item 1")
    clerk.writes_both("Title", "Signs at ten more stops", "Letreros en diez paradas más", first)
    clerk.writes_both("Summary", "Which stops come next.", "Qué paradas siguen.", first)
    clerk.writes("Length in minutes", "20", first)
    first.get_by_text("Link to projects").click()
    clerk.chooses(PROJECT["en"], first)
    clerk.presses("Add an item")
    assert clerk.field("Length in minutes", clerk.group("Item 1")).input_value() == "20", "what was typed is kept"
    second = clerk.group("Item 2")
    clerk.writes_both("Title", "Your questions", "Sus preguntas", second)
    clerk.writes_both("Summary", "Ask what you like.", "Pregunte lo que quiera.", second)
    clerk.writes("Length in minutes", "15", second)
    clerk.presses("Save draft")
    assert clerk.sees("The draft is saved. Check it, then post it.")
    assert clerk.sees("This is a draft.")

    stranger = arrive()
    stranger.opens("/meetings")
    assert not stranger.sees("Special meeting on signs")

    clerk.presses("Post this agenda")
    assert clerk.sees("The agenda is public.")
    clerk.follows("View the public page")
    assert clerk.h1 == "Special meeting on signs"

    stranger.opens("/")
    stranger.follows("Meetings", inside="header")
    stranger.follows("Special meeting on signs")
    assert "Posted" in stranger.text
    assert "in the public record" in stranger.text
    stranger.follows("Signs at ten more stops")
    stranger.follows(PROJECT["en"])
    assert "Signs at ten more stops" in stranger.text, "the project names the meeting"
    stranger.follows("Signs at ten more stops")
    stranger.follows("Español", inside="header")
    assert stranger.h1 == "Letreros en diez paradas más"
    assert stranger.page.locator("html").get_attribute("lang") == "es"


def test_five_items_are_written_and_posted_in_three_pages_and_ten_fields(arrive: Arrive) -> None:
    clerk = arrive(desk=True)
    clerk.signs_in("clerk")
    clerk.follows("Meetings", inside="header nav")
    already, fields = clerk.pages, 0
    clerk.follows("Write a meeting")
    clerk.writes("Day and time", f"{datetime.now() + timedelta(days=30):%Y-%m-%d}T18:30")
    clerk.field("Kind", clerk.group("Item 1")).select_option(label="Roll call")
    clerk.field("Kind", clerk.group("Item 2")).select_option(label="Approval of minutes")
    clerk.group("Item 2").get_by_text("Presenter, consent").click()
    clerk.field("Minutes to approve", clerk.group("Item 2")).select_option(index=1)
    fields += 4
    for number, title in enumerate(("Signs", "Lights", "Sensors"), 3):
        row = clerk.group(f"Item {number}")
        clerk.writes("English", title, clerk.group("Title", row))
        clerk.writes("English", f"We hear how the {title.lower()} do.", clerk.group("Summary", row))
        fields += 2
    clerk.presses("Save draft")
    assert clerk.sees("Yes. Everything that an agenda needs is there.")
    clerk.presses("Post this agenda")
    assert clerk.sees("The agenda is public.")
    assert (clerk.pages - already, fields) == (3, 10)
    clerk.follows("View the public page")
    assert clerk.page.locator("#agenda ~ ol > li h3").all_inner_texts() == [
        "Roll call",
        "Approval of minutes",
        "Signs",
        "Lights",
        "Sensors",
    ]


def test_a_clerk_posts_a_status_update_in_two_languages(arrive: Arrive) -> None:
    clerk = arrive(desk=True)
    clerk.signs_in("clerk")
    clerk.follows("Projects", inside="header nav")
    line = clerk.page.get_by_role("row").filter(has_text=PROJECT["en"])
    clerk.clicks_on(line.get_by_role("link", name="Post an update"))
    clerk.chooses("Piloting")
    clerk.chooses("At risk")
    clerk.writes_both(
        "What happened", "Six signs run. **Two** are dark.", "Funcionan seis letreros. **Dos** están apagados."
    )
    clerk.presses("Post the update")
    assert clerk.sees("The update is public.")
    clerk.follows("View the update")

    stranger = arrive()
    stranger.opens("/")
    stranger.follows(PROJECT["en"])
    assert "Six signs run. Two are dark." in stranger.text
    standing = stranger.page.locator("main").inner_text()
    assert "Piloting" in standing
    assert "At risk" in standing
    stranger.follows("Español", inside="header")
    assert "Funcionan seis letreros. Dos están apagados." in stranger.text


def test_a_clerk_who_forgets_the_text_is_told_and_loses_nothing(arrive: Arrive) -> None:
    clerk = arrive(desk=True)
    clerk.signs_in("clerk")
    clerk.follows("Meetings", inside="header nav")
    clerk.follows("Write a meeting")
    clerk.writes_both("Place", "Library", "Biblioteca")
    clerk.presses("Save draft")
    assert clerk.page.title().startswith("Error:")
    assert clerk.sees("Enter the day and the time")
    assert clerk.field("Español", clerk.group("Place")).input_value() == "Biblioteca"
    assert not clerk.complaints
