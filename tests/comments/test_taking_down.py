"""Entering what was said elsewhere: received whole, once, on a day when comments were open."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.comments import queries, usecases
from portal.comments.models import Channel, Comment, Stance
from portal.comments.queries import TargetKey
from portal.comments.taken_down.reading import read_table
from portal.core.db import db
from portal.core.errors import Forbidden, Refused
from portal.core.permissions import Actor, Permission, can
from portal.receipts import queries as receipts
from portal.receipts.models import Receipt
from tests.comments.taken_down import OCCASION, TODAY, entry, printed
from tests.support.builders import Town
from tests.support.cast import NAMES, Cast
from tests.support.clock import Clock

NONCE = b"sixteen bytes!!!"
A_DAY = timedelta(days=1)


def enter(actor: Actor, project: str, nonce: bytes | None = None, **others) -> int:
    """Enter one comment on a project."""
    given = nonce or secrets.token_bytes(16)
    return usecases.enter_comment(actor=actor, target=TargetKey(project), nonce=given, entry=entry(**others))


def take_in(actor: Actor, project: str, text: str, **usual):
    """Import a table; what was done."""
    rows = read_table(text, entry(**usual)).rows
    return usecases.import_taken_down(actor=actor, target=TargetKey(project), rows=rows)


def count(kind: type) -> int:
    """Rows of one kind."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def symbols(code: str) -> str:
    """The 24 symbols of a code."""
    found = receipts.symbols_of(code)
    assert found
    return found


def test_clerks_and_moderators_enter_and_nobody_else(cast: Cast, town: Town) -> None:
    allowed = {name for name in NAMES if can(cast.actor(name), Permission.COMMENT_ENTER)}
    assert allowed == {"clerk", "moderator"}
    with pytest.raises(Forbidden):
        enter(cast.member.actor, town.project())


def test_it_is_kept_with_its_occasion_and_who_entered_it_and_waits(app: Flask, cast: Cast, town: Town, clock) -> None:
    clerk = cast.clerk
    first = enter(clerk.actor, town.project("lamps"), NONCE, channel=Channel.ROOM)
    again = enter(clerk.actor, "lamps", NONCE, body="Other words")
    row = db.session.get_one(Comment, first)
    kept = (row.channel, row.heard_at, row.entered_by, row.state, row.received_at)
    assert kept == ("room", OCCASION, clerk.person_id, "pending", clock.now)
    assert again == first
    assert (count(Comment), count(Receipt)) == (1, 1)
    assert queries.own_comment(receipts.id_by_nonce(NONCE) or 0)


def test_the_day_said_must_be_one_on_which_comments_were_open(cast: Cast, town: Town, clock: Clock) -> None:
    clerk = cast.clerk.actor
    noon = clock.now
    closed = town.project(comments_open_at=noon - 3 * A_DAY, comments_close_at=noon - A_DAY)
    never = town.project(open=False)
    moments = {
        day: db.session.get_one(Comment, enter(clerk, closed, said_on=TODAY - day * A_DAY)).received_at
        for day in (1, 2, 3)
    }
    assert moments[1] == noon - A_DAY - timedelta(seconds=1)  # the last second before they closed
    assert moments[2] == datetime(2026, 4, 14, 4, 59, 59, tzinfo=UTC)  # the end of that day in Chicago
    for project, day in ((closed, 0), (closed, 4), (closed, -1), (never, 0)):
        with pytest.raises(Refused) as refusal:
            enter(clerk, project, said_on=TODAY - day * A_DAY)
        assert refusal.value.field == "said_on"
    assert count(Comment) == 3


def test_only_an_item_is_supported_or_opposed(cast: Cast, town: Town, clock: Clock) -> None:
    with pytest.raises(Refused, match="agenda item"):
        enter(cast.clerk.actor, town.project(), stance=Stance.SUPPORT)
    item = TargetKey(town.posted(), 1)
    given = {"actor": cast.clerk.actor, "target": item, "nonce": NONCE}
    comment_id = usecases.enter_comment(**given, entry=entry(stance=Stance.OPPOSE))
    assert db.session.get_one(Comment, comment_id).stance == Stance.OPPOSE


def test_a_slip_takes_one_comment_and_a_code_of_something_else_takes_none(cast: Cast, town: Town, clock) -> None:
    clerk, project = cast.clerk.actor, town.project()
    (code,) = printed(clerk)
    town.comment(project, nonce=NONCE)
    first = enter(clerk, project, slip=symbols(code))
    assert enter(clerk, project, slip=symbols(code)) == first  # sent again from another form
    for slip, body in (
        (code, "Other words"),
        (receipts.code_by_nonce(NONCE), "Mine"),
        (receipts.code_by_nonce(b"?"), "?"),
    ):
        with pytest.raises(Refused) as refusal:
            enter(clerk, project, slip=symbols(slip), body=body)
        assert refusal.value.field == "slip"
    assert (count(Comment), count(Receipt)) == (2, 2)


def test_the_same_table_twice_enters_nothing_twice_and_same_words_of_two_people_count_twice(
    cast: Cast, town: Town, clock: Clock
) -> None:
    clerk, project = cast.clerk.actor, town.project()
    one, two = printed(clerk, 2)
    table = f'id,text,slip,name\n7,"Lamps,\nplease",,Ana\n,I agree,,\n,I agree,,\n,On a slip,{one},\n8,Benches,,\n'
    first, again = take_in(clerk, project, table), take_in(clerk, project, table)
    assert (len(first.new), first.known, first.refusals) == (5, 0, ())
    assert (len(again.new), again.known, again.refusals) == (0, 5, ())
    more = take_in(
        clerk, project, f"id,text,slip\n7,Other words,\n8,Benches,\n9,New,\n,Another,{one}\n,Fine,{two}\n9,Twin,\n"
    )
    assert [(refusal.number, refusal.column) for refusal in more.refusals] == [(1, "id"), (4, "slip"), (6, "id")]
    assert (len(more.new), more.known) == (2, 1)
    assert count(Comment) == 7


def test_one_bad_row_keeps_none_of_the_others_back(cast: Cast, town: Town, clock: Clock) -> None:
    done = take_in(cast.clerk.actor, town.project(), "text,day\nGood,\nLate,2026-04-16\nGood too,2026-04-15\n")
    assert [(refusal.number, refusal.column) for refusal in done.refusals] == [(2, "day")]
    assert len(done.new) == count(Comment) == 2


def test_what_was_redacted_since_is_known_again(cast: Cast, town: Town, clock: Clock) -> None:
    clerk, project = cast.clerk.actor, town.project()
    take_in(clerk, project, "id,text\n7,Call 555 0100\n")
    row = db.session.scalars(select(Comment)).one()
    from portal.core.usecase import transaction

    with transaction():
        changed = db.session.get_one(Comment, row.id)
        changed.body, changed.redacted = "Call [number]", True
    again = take_in(clerk, project, "id,text\n7,Call 555 0100\n")
    assert (len(again.new), again.known, again.refusals) == (0, 1, ())
