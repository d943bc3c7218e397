"""What the public may see of comments: what is published, newest first, and not a number more."""

from __future__ import annotations

from flask import Flask

from portal.comments import queries
from portal.comments.models import Audience
from portal.comments.queries import TargetKey
from portal.core.paging import Cursor
from portal.projects import queries as projects
from portal.receipts import queries as receipts
from tests.support.builders import Town
from tests.support.clock import Clock


def project_id(slug: str) -> int:
    """The key of a project."""
    found = projects.project_by_slug(slug)
    assert found is not None
    return found.id


def test_only_published_comments_are_listed_and_counted(app: Flask, town: Town) -> None:
    lamps, other = town.project("lamps"), town.project("other")
    shown = town.published(lamps, body="Shown", audience=Audience.VISITOR)
    hidden = [town.comment(lamps), town.declined(lamps)]
    elsewhere = town.published(other)
    page = queries.published(TargetKey(lamps))
    assert ([card.id for card in page.items], page.total, page.next_cursor) == ([shown], 1, None)
    assert (page.items[0].body, page.items[0].audience) == ("Shown", Audience.VISITOR)
    assert queries.counts_by_project() == {project_id(lamps): 1, project_id(other): 1}
    assert [queries.published_comment(comment_id) for comment_id in hidden] == [None, None]
    found = queries.published_comment(elsewhere)
    assert found is not None
    assert found[1].key == TargetKey(other)


def test_pages_hold_twenty_newest_first_and_new_arrivals_shift_nothing(app: Flask, town: Town, clock: Clock) -> None:
    slug = town.project()
    made = []
    for number in range(45):
        made.append(town.published(slug, body=f"Comment {number}"))
        if number % 3:  # some arrive within the same moment
            clock.forward(seconds=1)
    first = queries.published(TargetKey(slug))
    clock.forward(seconds=1)
    late = town.published(slug, body="Late")
    seen = [card.id for card in first.items]
    cursor = first.next_cursor
    while cursor:
        page = queries.published(TargetKey(slug), Cursor.read(cursor))
        assert not page.first_page
        seen += [card.id for card in page.items]
        cursor = page.next_cursor
    assert (len(first.items), first.total, first.first_page) == (20, 45, True)
    assert sorted(seen) == sorted(made)
    assert late not in seen
    times = [card.received_at for card in first.items]
    assert times == sorted(times, reverse=True)


def test_exactly_twenty_make_one_page(app: Flask, town: Town) -> None:
    slug = town.project()
    for _time in range(20):
        town.published(slug)
    page = queries.published(TargetKey(slug))
    assert (len(page.items), page.next_cursor) == (20, None)


def test_a_cursor_beyond_the_end_finds_nothing(app: Flask, town: Town) -> None:
    slug = town.project()
    town.published(slug)
    page = queries.published(TargetKey(slug), Cursor.read("0-0"))
    assert (list(page.items), page.total) == ([], 1)


def test_what_came_with_a_form_is_found_by_its_nonce(app: Flask, town: Town, clock: Clock) -> None:
    nonce = b"sixteen bytes!!!"
    comment_id = town.comment(nonce=nonce, body="Mine")
    assert queries.sent_with(nonce) == queries.Sent("Mine", None, clock.now)
    assert queries.sent_with(b"x" * 16) is None
    receipt_id = receipts.id_by_nonce(nonce)
    assert receipt_id is not None
    own = queries.own_comment(receipt_id)
    assert own is not None
    assert (own.id, own.body) == (comment_id, "Mine")
    assert queries.id_by_receipt(receipt_id) == comment_id


def test_texts_are_handed_to_the_check_of_the_record_whatever_their_state(app: Flask, town: Town) -> None:
    pending, declined = town.comment(body="One"), town.declined(body="Two")
    assert queries.bodies([pending, declined, 7]) == {pending: "One", declined: "Two"}
    assert queries.bodies([]) == {}
