"""Several at once: the same form twice, two moderators on one comment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.browser.site import PASSWORD, Site
from tests.processes.wire import FilledIn, Surfer, code_on, filled_in
from tests.support.page import Page

TIMES = 10


def all_at_once(site: Site, page: Page, form: FilledIn, surfers: list[Surfer]) -> list[Page]:
    """Every surfer presses the same button at the same moment; the pages they get."""
    gate = Barrier(len(surfers))

    def press(surfer: Surfer) -> Page:
        gate.wait(10)
        return surfer.press(page, form, expect=None)

    with ThreadPoolExecutor(len(surfers)) as threads:
        return list(threads.map(press, surfers))


def test_the_same_form_sent_ten_times_at_once_is_one_comment_with_one_receipt(site: Site) -> None:
    page = Surfer(site).open("/projects/street-lights/comment")
    form = filled_in(page, "Send your comment", body="Sent ten times by a nervous thumb.")
    receipts = all_at_once(site, page, form, [Surfer(site) for _ in range(TIMES)])
    assert [receipt.status for receipt in receipts] == [200] * TIMES
    assert len({code_on(receipt) for receipt in receipts}) == 1
    with site.database() as database:
        rows = database.execute(
            "SELECT count(*) FROM comment WHERE body = 'Sent ten times by a nervous thumb.'"
        ).fetchone()
    assert rows == (1,)


def test_two_moderators_on_one_comment_make_one_ruling_and_the_slower_one_is_told(site: Site) -> None:
    site.do("people", "add", "second@example.org", "--name", "Sam", "--role", "moderator", "--password", PASSWORD)
    first = Surfer(site).sign_in("moderator@example.org")
    second = Surfer(site).sign_in("second@example.org")
    queues = [surfer.open("/staff/moderation") for surfer in (first, second)]
    presses = [(surfer, filled_in(page, "Publish")) for surfer, page in zip((first, second), queues, strict=True)]
    assert presses[0][1].action == presses[1][1].action, "both see the same oldest comment"

    rulings_before, record_before = _counts(site)
    gate = Barrier(2)

    def rule(press: tuple[Surfer, FilledIn]) -> Page:
        gate.wait(10)
        return press[0].press(queues[0], press[1], expect=None)

    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(rule, presses), key=lambda page: page.status)
    assert [page.status for page in answers] == [200, 409]
    assert "Your ruling was not made" in answers[1].h1
    assert "published this comment on" in answers[1].text
    assert _counts(site) == (rulings_before + 1, record_before + 1)


def _counts(site: Site) -> tuple[int, int]:
    with site.database() as database:
        (rulings,) = database.execute("SELECT count(*) FROM ruling").fetchone()
        (entries,) = database.execute("SELECT count(*) FROM record_entry").fetchone()
    return rulings, entries
