"""Journey 4: a moderator publishes, declines, undoes; the receipt tells the outcome."""

from __future__ import annotations

from tests.browser.acts import comments, finds_in_the_queue, looks_up, publishes
from tests.browser.conftest import Arrive
from tests.browser.people import Person

NOTE = "Send it again without the number."
GUIDELINE = "Private details"


def test_a_moderator_publishes_and_the_author_is_told(arrive: Arrive) -> None:
    resident, moderator = arrive(), arrive(desk=True)
    code = comments(resident, "Put the sign where the shelter is.")
    moderator.signs_in("moderator")
    publishes(moderator, "Put the sign where the shelter is.")
    assert moderator.sees("Published.")
    assert moderator.page.get_by_role("button", name="Undo").is_visible()

    looks_up(resident, code)
    assert resident.sees("Your comment is public.")
    resident.follows("See it on its page")
    assert "Put the sign where the shelter is." in resident.text
    resident.follows("Back to the project")
    assert "Put the sign where the shelter is." in resident.text


def test_a_moderator_declines_undoes_and_declines_again_and_the_receipt_follows(arrive: Arrive) -> None:
    resident, moderator = arrive(), arrive(desk=True)
    code = comments(resident, "My neighbor parks there. Call him at 555-0142.")
    moderator.signs_in("moderator")
    quoted = _declines(moderator, "Call him at 555-0142.")
    assert moderator.sees("Not published.")

    moderator.presses("Undo")
    assert moderator.sees("Undone. The comment waits again.")
    looks_up(resident, code)
    assert resident.sees("Waiting for review")

    _declines(moderator, "Call him at 555-0142.")
    looks_up(resident, code)
    assert resident.sees("A moderator decided not to publish your comment.")
    assert GUIDELINE in resident.text
    assert quoted in resident.text, "the receipt quotes the guideline"
    assert NOTE in resident.text

    stranger = arrive()
    stranger.opens("/")
    stranger.follows("Public record", inside="header")
    newest = stranger.page.get_by_role("row").nth(1).inner_text()
    assert "Comment not published" in newest
    assert "555-0142" not in stranger.text
    stranger.clicks_on(stranger.page.get_by_role("row").nth(1).get_by_role("link"))
    assert quoted in stranger.text, "the record leads to the guideline"


def _declines(moderator: Person, text: str) -> str:
    """Decline the waiting comment with `text`; the guideline's words as the form shows them."""
    item = finds_in_the_queue(moderator, text)
    moderator.clicks_on(item.get_by_role("link", name="Do not publish…"))
    choice = moderator.page.locator(".choice").filter(has_text=GUIDELINE).first
    words = choice.locator(".hint").inner_text()
    moderator.chooses(GUIDELINE)
    moderator.writes("Note to the author", NOTE)
    moderator.presses("Do not publish")
    return words.strip()


def test_declining_without_a_guideline_is_refused_and_the_note_is_kept(arrive: Arrive) -> None:
    resident, moderator = arrive(), arrive(desk=True)
    comments(resident, "This one tests the moderator.")
    moderator.signs_in("moderator")
    item = finds_in_the_queue(moderator, "This one tests the moderator.")
    moderator.clicks_on(item.get_by_role("link", name="Do not publish…"))
    moderator.writes("Note to the author", NOTE)
    moderator.presses("Do not publish")
    assert moderator.page.title().startswith("Error:")
    assert moderator.sees("Choose the guideline that the comment does not meet")
    assert moderator.field("Note to the author").input_value() == NOTE


def test_the_queue_shows_what_waits_longest_first(arrive: Arrive) -> None:
    moderator = arrive(desk=True)
    moderator.signs_in("moderator")
    moderator.follows("Moderation", inside="header")
    times = [str(time.get_attribute("datetime")) for time in moderator.page.locator("article .ref time").all()]
    assert len(times) > 10
    assert times == sorted(times)
