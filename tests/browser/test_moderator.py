"""Journey 4: a moderator publishes, declines, undoes; the receipt tells the outcome."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.acts import comments, finds_in_the_queue, looks_up, publishes
from tests.browser.conftest import Arrive
from tests.browser.people import Person
from tests.browser.site import Site

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
    """Decline the waiting comment with `text`; the first sentence of its guideline, as the form shows it."""
    item = finds_in_the_queue(moderator, text)
    moderator.clicks_on(item.get_by_role("link", name="Do not publish…"))
    choice = moderator.page.locator(".choice").filter(has_text=GUIDELINE).first
    words = choice.locator(".hint").inner_text()
    moderator.chooses(GUIDELINE)
    moderator.chooses("It is the whole comment")
    moderator.writes("Note to the author", NOTE)
    moderator.presses("Do not publish")
    return words.strip().partition(". ")[0]  # the hint goes on with how the desk applies it


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


# ---- by keyboard --------------------------------------------------------------------------------------

MANY = 50
# From the key, as the browser dates it, to the focus on the next card, and to its first frame.
WATCH = """() => {
  window.times = [];
  let key = null;
  addEventListener("keydown", (event) => { key = event.timeStamp; }, true);
  document.querySelector("[data-queue]").addEventListener("focusin", (event) => {
    if (key === null || !event.target.matches("article")) return;
    const [from, focused] = [key, performance.now()];
    key = null;
    requestAnimationFrame(() => window.times.push([focused - from, performance.now() - from]));
  });
}"""


@pytest.fixture
def fifty(site: Site) -> str:
    """Fifty comments on one project, waiting; how their texts begin."""
    begin = "Counted for the keyboard:"
    with site.database() as database:
        for table in ("ruling", "claim"):
            database.execute(f"DELETE FROM {table} WHERE comment_id BETWEEN 77000 AND 77999")
        database.execute("DELETE FROM comment WHERE id BETWEEN 77000 AND 77999")
        (project,) = database.execute("SELECT id FROM project WHERE slug = 'street-lights'").fetchone()
        for number in range(MANY):
            database.execute(
                "INSERT INTO comment (id, project_id, state, body, lang, display_name, area, channel, heard_at,"
                " text_hash, signals, redacted, supports, received_at)"
                " VALUES (?, ?, 'pending', ?, 'en', '', '', 'web', '', ?, '[]', 0, 0, ?)",
                (77_000 + number, project, f"{begin} {number}", f"{number}", f"2020-01-01 00:{number:02}:00.000000"),
            )
    return begin


def test_fifty_comments_are_ruled_on_by_keyboard(arrive: Arrive, site: Site, fifty: str) -> None:
    moderator = arrive(desk=True, scripts=True)
    moderator.signs_in("moderator")
    moderator.follows("Moderation", inside="header")
    page, keys = moderator.page, 0
    page.evaluate(WATCH)

    def press(key: str) -> None:
        nonlocal keys
        page.keyboard.press(key)
        keys += 1

    waiting = int(page.locator(".docket").inner_text().split()[0])
    press("j")
    for number in range(MANY):
        expect(page.locator("article:focus")).to_contain_text(f"{fifty} {number}")
        if number % 8 == 7:
            press("d")
            press("1")
        else:
            press("a")
        expect(page.locator("[data-said]")).to_contain_text(f" {waiting - number - 1} left.")
    focus, frame = (sorted(times) for times in zip(*page.evaluate("window.times"), strict=True))
    middle = len(focus) // 2
    print(f"\n{MANY} comments, {keys} keys. Key to next card: {focus[middle]:.0f} ms, seen {frame[middle]:.0f} ms")
    assert keys <= 1.2 * MANY
    assert focus[middle] < 100
    expect(page.locator("[data-queue]")).not_to_contain_text(fifty)
    assert _states(site) == {"published": 44, "declined": 6}

    for number in reversed(range(MANY - 5, MANY)):  # each undo brings the one before it back
        page.keyboard.press("u")
        expect(page.locator("article:focus")).to_contain_text(f"{fifty} {number}")
    assert _states(site)["pending"] == 5


def _states(site: Site) -> dict[str, int]:
    """How many of the fifty are in each state."""
    with site.database() as database:
        rows = database.execute("SELECT state, count(*) FROM comment WHERE body LIKE 'Counted for%' GROUP BY state")
        return dict(rows.fetchall())


def test_a_ruling_that_fails_brings_the_card_back_in_words(arrive: Arrive, site: Site) -> None:
    resident, moderator, colleague = arrive(), arrive(desk=True, scripts=True), arrive(desk=True)
    comments(resident, "Two moderators want this one.")
    for person in (moderator, colleague):
        person.signs_in("moderator")
    card = finds_in_the_queue(moderator, "Two moderators want this one.")
    publishes(colleague, "Two moderators want this one.")
    card.focus()
    moderator.page.keyboard.press("a")
    expect(moderator.page.get_by_role("alert")).to_contain_text("published this comment")
    expect(card).to_be_focused()


def test_keys_can_be_turned_off_and_do_nothing_in_a_field(arrive: Arrive) -> None:
    moderator = arrive(desk=True, scripts=True)
    moderator.signs_in("moderator")
    moderator.follows("Moderation", inside="header")
    page = moderator.page
    page.keyboard.press("/")
    expect(page.get_by_label("Kind of work")).to_be_focused()
    page.keyboard.press("j")
    assert page.locator("article:focus").count() == 0
    page.locator("h1").click()
    page.get_by_role("button", name="Turn the keys off").click()
    page.keyboard.press("j")
    assert page.locator("article:focus").count() == 0
    page.reload()
    page.get_by_role("button", name="Turn the keys on").click()
    page.keyboard.press("j")
    expect(page.locator("article").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_text("do not publish, then the number of the guideline")).to_be_visible()


def test_keys_pressed_without_waiting_rule_on_every_card_once(arrive: Arrive, site: Site, fifty: str) -> None:
    moderator = arrive(desk=True, scripts=True)
    moderator.signs_in("moderator")
    moderator.follows("Moderation", inside="header")
    page = moderator.page
    page.evaluate(WATCH)
    page.keyboard.press("j")
    expect(page.locator("article:focus")).to_contain_text(fifty)
    for _number in range(MANY):
        if not page.locator("article:focus").count():  # nobody rules on what is not there yet
            expect(page.locator("article:focus")).to_be_visible()
        page.keyboard.press("a")
    expect(page.locator("[data-queue]")).not_to_contain_text(fifty)
    focus = sorted(focused for focused, _seen in page.evaluate("window.times"))
    middle, late = len(focus) // 2, len(focus) * 9 // 10
    print(f"\n{MANY} keys at once. Key to next card: {focus[middle]:.0f} ms, 9 of 10 within {focus[late]:.0f} ms")
    assert focus[middle] < 100
    page.wait_for_function("() => document.querySelector('[data-said] form') !== null")
    expect(page.locator("[data-said]")).to_contain_text("Published.")
    for _try in range(600):  # the posts run behind the keys
        if _states(site) == {"published": MANY}:
            break
        page.wait_for_timeout(100)
    assert _states(site) == {"published": MANY}
    page.keyboard.press("u")
    expect(page.locator("article:focus")).to_contain_text(f"{fifty} {MANY - 1}")
    assert _states(site) == {"published": MANY - 1, "pending": 1}
