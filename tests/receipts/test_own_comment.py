"""What the holder of a receipt does to a comment, as a browser without JavaScript does it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from portal.comments.models import Comment, FeedbackState
from portal.core import queries
from portal.core.db import db
from portal.core.usecase import transaction
from portal.moderation import usecases as moderation
from portal.receipts import queries as receipts
from portal.receipts.guessing import MISSES
from portal.receipts.models import Receipt
from tests.receipts.test_views import look_up, post_and_get_code
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.clock import Clock
from tests.support.engines import sqlite_only
from tests.support.page import Page
from tests.support.pages import Client

pytestmark = sqlite_only
CHANGE, HIDE, WITHDRAW, KEEP = (
    "Change my comment",
    "Hide more of it",
    "Withdraw my comment",
    "See what we keep about it",
)


def row(comment_id: int) -> Comment:
    """The comment as it is in the database now."""
    db.session.rollback()
    return db.session.get_one(Comment, comment_id)


def begin(client: Client, code: str, button: str) -> Page:
    """Press a button on the receipt page."""
    return client.submit(look_up(client, code), button)


def test_an_author_changes_a_waiting_comment(client: Client, town: Town) -> None:
    comment_id, code = post_and_get_code(town, body="Lmaps")
    page = begin(client, code, CHANGE)
    assert (page.value("body"), page.value("audience")) == ("Lmaps", "resident")
    assert row(comment_id).body == "Lmaps"
    fields = {"body": f"Lamps {SCRIPT}", "display_name": "", "audience": "business"}
    done = client.submit(page, "Save the new text", **fields)
    assert done.h1 == "Your comment is changed"
    changed = row(comment_id)
    assert (changed.body, changed.display_name, changed.audience) == (f"Lamps {SCRIPT}", "", "business")
    receipt = client.submit(done, "Back to your receipt")
    assert "You changed your comment" in receipt.text
    assert f"Lamps {SCRIPT}" in receipt.text


def test_a_changed_comment_is_checked_like_a_new_one_and_nothing_typed_is_lost(client: Client, town: Town) -> None:
    comment_id, code = post_and_get_code(town, body="Lamps")
    page = begin(client, code, CHANGE)
    empty = client.submit(page, "Save the new text", body=" ", display_name="Ana", expect=422)
    assert (empty.errors, empty.value("display_name")) == (["Write your comment"], "Ana")
    long = client.submit(page, "Save the new text", body="x" * 3001, expect=422)
    assert "Shorten your comment" in long.errors[0]
    stale = client.submit(page, "Save the new text", body="Typed for long", nonce="old", expect=422)
    assert stale.value("body") == "Typed for long"
    client.submit(stale, "Save the new text")
    assert row(comment_id).body == "Typed for long"


def test_a_stance_is_changed_on_an_agenda_item_and_asked_nowhere_else(client: Client, town: Town) -> None:
    meeting = town.posted()
    comment_id, code = post_and_get_code(town, item=(meeting, 1), stance="support")
    client.submit(begin(client, code, CHANGE), "Save the new text", stance="oppose")
    assert row(comment_id).stance == "oppose"
    _id, other = post_and_get_code(town)
    assert begin(client, other, CHANGE).value("stance") is None


def test_after_fifteen_minutes_or_a_ruling_nothing_can_be_changed(
    client: Client, town: Town, clock: Clock, cast: Cast
) -> None:
    comment_id, code = post_and_get_code(town, body="Lamps")
    receipt = look_up(client, code)
    page = client.submit(receipt, CHANGE)
    clock.forward(minutes=15)
    late = client.submit(page, "Save the new text", body="Too late", expect=409)
    assert "Too late" in late.words("textarea")[0]
    assert "for 15 minutes" in client.submit(receipt, CHANGE, expect=409).text
    assert CHANGE not in look_up(client, code).text
    ruled_id, ruled_code = post_and_get_code(town, body="Benches")
    page = begin(client, ruled_code, CHANGE)
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=ruled_id)
    faster = client.submit(page, "Save the new text", body="Never read by anybody", expect=409)
    assert "A moderator was faster" in faster.text
    assert (row(comment_id).body, row(ruled_id).body) == ("Lamps", "Benches")


@pytest.mark.parametrize("state", [state for state in FeedbackState if state not in {"withdrawn", "erased"}])
def test_an_author_withdraws_from_any_state(client: Client, town: Town, state: FeedbackState) -> None:
    nonce = b"%016d" % list(FeedbackState).index(state)
    comment_id = town.comment_in(state, nonce=nonce)
    code = receipts.code_by_nonce(nonce)
    asked = begin(client, code, WITHDRAW)
    assert row(comment_id).state == state
    done = client.submit(asked, "Withdraw my comment")
    assert done.h1 == "Your comment is withdrawn"
    assert client.submit(asked, "Withdraw my comment").h1 == "Your comment is withdrawn"
    receipt = client.submit(done, "Back to your receipt")
    assert "You withdrew your comment" in receipt.text
    assert WITHDRAW not in receipt.text
    client.get("comments.show", comment_id=comment_id, expect=404)


def test_an_author_sees_a_masked_text_before_it_is_masked(client: Client, town: Town) -> None:
    nonce = b"m" * 16
    comment_id = town.published(nonce=nonce, body="Call Ana on 555 0100.\nBananas for Ana!", display_name="Ana B.")
    page = begin(client, receipts.code_by_nonce(nonce), HIDE)
    shown = client.submit(page, "See how it will look", passages="ana\n555\t0100", hide_name=True)
    assert "Call █████ on █████. Bananas for █████!" in shown.text
    assert "Bananas for Ana!" in row(comment_id).body
    done = client.submit(shown, "Hide these words for good")
    assert done.h1 == "The words are hidden"
    assert row(comment_id).body == "Call █████ on █████.\nBananas for █████!"
    public = client.get("comments.show", comment_id=comment_id)
    assert "Anonymous" in public.text
    assert "Ana" not in public.html
    assert "You hid words of your comment" in client.submit(done, "Back to your receipt").text


def test_what_is_not_in_the_text_cannot_be_masked(client: Client, town: Town) -> None:
    comment_id, code = post_and_get_code(town, body="Lamps")
    page = begin(client, code, HIDE)
    assert "Enter the words" in client.submit(page, "See how it will look", expect=422).errors[0]
    wrong = client.submit(page, "See how it will look", passages="Benches", expect=422)
    assert "None of these words" in wrong.errors[0]
    assert "Hide these words for good" not in wrong.text
    sent: dict[str, Any] = dict(wrong.form("See how it will look").pairs()) | {"confirm": "yes"}
    client.post("comments.mask_own", sent, expect=422)
    assert row(comment_id).body == "Lamps"


def test_everything_held_is_shown_and_handed_out(client: Client, town: Town, cast: Cast) -> None:
    comment_id, code = post_and_get_code(town, body=f"Lamps {SCRIPT}")
    moderation.decline_comment(
        actor=cast.moderator.actor, comment_id=comment_id, guideline_code=town.guideline(), note="No numbers"
    )
    page = begin(client, code, KEEP)
    assert page.h1 == "What we keep about your comment"
    assert f"Lamps {SCRIPT}" in page.text
    form = page.form("Download it as a file")
    response = client.send("POST", form.action, data=dict(form.pairs()))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")
    held = json.loads(response.text)
    ours = {"receipt_id", "entered_by"}
    assert set(held["comment"]) == {column.name for column in Comment.__table__.columns} - ours
    assert held["comment"]["body"] == f"Lamps {SCRIPT}"
    assert [step["step"] for step in held["steps"]] == ["received", "decline"]
    assert held["steps"][1]["note"] == "No numbers"
    assert cast.moderator.actor.name not in response.text


def test_an_erased_comment_shows_its_holder_that_it_was_erased(client: Client, town: Town) -> None:
    nonce = b"e" * 16
    town.comment_in(FeedbackState.ERASED, nonce=nonce, body="canary", display_name="canary")
    code = receipts.code_by_nonce(nonce)
    page = look_up(client, code)
    assert page.h1 == "Your comment was erased"
    held = client.post("receipts.export", {"code": code, "nonce": client.get("receipts.look_up").value("nonce")})
    assert "canary" not in page.html + held.html


def test_pages_of_deeds_ask_for_the_code_first(client: Client, town: Town) -> None:
    for deed in ("edit", "mask", "withdraw", "export"):
        assert client.open(f"/receipt/{deed}").h1 == "Look up your receipt"
        page = client.send("POST", f"/receipt/{deed}", data={"code": "0" * 24})
        assert page.status_code in {404, 422}
    assert client.open("/receipt/lost").h1 == "If you lost your code"


def test_a_code_of_something_else_does_nothing_to_comments(client: Client, town: Town) -> None:
    with transaction():
        Receipt.issue(b"n" * 16)
    code = receipts.code_by_nonce(b"n" * 16)
    token = client.get("receipts.look_up").value("nonce")
    for endpoint in ("comments.edit_own", "comments.mask_own", "comments.withdraw_own", "receipts.export"):
        client.post(endpoint, {"code": code, "nonce": token, "confirm": "yes"}, expect=404)


def test_many_networks_that_guess_make_everybody_wait(client: Client, town: Town, clock: Clock) -> None:
    _id, code = post_and_get_code(town)
    few = replace(MISSES, most_of_all=3)
    for number in range(3):
        client.address = f"198.51.100.{number}"
        look_up(client, code)
        look_up(client, "0" * 24, expect=404)
    assert few.used_up_by_all()
    assert not MISSES.used_up_by_all()
    with transaction():
        row = queries.limit_count("receipt-miss-of-all", "everybody", MISSES.over_at())
        assert row is not None
        row.hits = 1000
    page = look_up(client, code, expect=429)
    assert "many wrong codes on this site" in page.text
    clock.forward(hours=1)
    look_up(client, code)
