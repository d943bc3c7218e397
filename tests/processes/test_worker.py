"""The worker killed, the index taken away, the power cut: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException

from tests.browser.site import Site
from tests.processes.wire import REBUILDING, Surfer, code_on, soon
from tests.support.page import Page

FORM = "/projects/street-lights/comment"
ROUNDS, POSTS = 3, 10


def post(site: Site, body: str) -> Page:
    """Send a comment; its receipt."""
    surfer = Surfer(site)
    return surfer.submit(surfer.open(FORM), "Send your comment", body=body)


def search(moderator: Surfer, words: str) -> Page:
    """Search at the desk."""
    return moderator.open(f"/staff/feedback?q={words}")


def finds(moderator: Surfer, words: str, text: str) -> bool:
    """Whether the index itself, not its stand-in, finds `text` by `words`."""
    page = search(moderator, words)
    return text in page.text and REBUILDING not in page.text


def test_a_worker_killed_between_commit_and_index_is_replaced_and_the_comment_is_found(site: Site) -> None:
    moderator = Surfer(site).sign_in("moderator@example.org")
    assert soon(lambda: finds(moderator, "lights", "light"), 15), "the index is there"
    worker = site.worker()
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    receipt = post(site, "The zeppelins hide every second lantern.")  # committed before the next one lives
    assert code_on(receipt)
    assert soon(lambda: site.worker() not in {None, worker}, 15), "another worker is started"
    assert soon(lambda: finds(moderator, "zeppelin", "zeppelins hide"), 15)


def test_search_answers_while_its_index_is_gone_and_comes_back_by_itself(site: Site) -> None:
    moderator = Surfer(site).sign_in("moderator@example.org")
    post(site, "A zeppelin moored over the market.")
    assert soon(lambda: finds(moderator, "zeppelins", "moored over"), 15)
    before = {path.name for path in (site.instance / "search").iterdir()}
    gone = (site.instance / "search").rename(site.instance / "gone")  # at one stroke: the worker writes in it
    shutil.rmtree(gone)
    page = search(moderator, "zeppelin")
    assert REBUILDING in page.text or "moored over" in page.text
    # another form of the word: only an index knows it
    assert soon(lambda: finds(moderator, "zeppelins", "moored over"), 15)
    assert {path.name for path in (site.instance / "search").iterdir()} != before, "it is a new index"
    post(site, "A second zeppelin was seen.")
    assert soon(lambda: finds(moderator, "zeppelins", "second"), 15)


def test_every_comment_acknowledged_before_a_power_cut_is_there_exactly_once(resting: Site) -> None:
    acknowledged: dict[str, str] = {}
    for number in range(ROUNDS):
        resting.start()
        acknowledged |= _post_until_the_lights_go_out(resting, number)
    resting.start()
    try:
        _check_all(resting, acknowledged)
    finally:
        resting.stop()
    assert "The record is whole" in resting.do("record", "verify")


def _post_until_the_lights_go_out(site: Site, number: int) -> dict[str, str]:
    """Post from four browsers at once and cut the power in the midst of it; code of each receipt seen, and its text."""
    texts = [f"Round {number}, comment {place} before the power cut." for place in range(POSTS)]
    acknowledged = {}
    with ThreadPoolExecutor(4) as threads:
        sent = {threads.submit(post, site, text): text for text in texts}
        for count, done in enumerate(as_completed(sent), 1):
            try:
                acknowledged[code_on(done.result())] = sent[done]
            except (OSError, HTTPException):
                continue  # nobody was told that this one is kept
            if count == POSTS // 2:
                site.cut_power()
    assert 0 < len(acknowledged) < POSTS, "the power went out in the midst of the round"
    return acknowledged


def _check_all(site: Site, acknowledged: dict[str, str]) -> None:
    with site.database() as database:
        kept = [text for (text,) in database.execute("SELECT body FROM comment WHERE body LIKE 'Round %'")]
    assert len(kept) == len(set(kept)), "no comment is there twice"
    assert set(acknowledged.values()) <= set(kept), "no acknowledged comment is lost"
    resident = Surfer(site)
    for code, text in acknowledged.items():
        page = resident.submit(resident.open("/receipt"), "Look it up", code=code)
        assert "Waiting for review" in page.text
        assert text in page.text
    moderator = Surfer(site).sign_in("moderator@example.org")
    wanted = f"{len(kept)} results"
    assert soon(lambda: wanted in search(moderator, "%22before+the+power+cut%22").text, 15), "all of them are found"
