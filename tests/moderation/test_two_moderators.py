"""Two moderators on one comment at the same moment, each with a browser: one ruling, and the other learns whose."""

from __future__ import annotations

import threading

from sqlalchemy import func, select

from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.permissions import Role
from portal.moderation.models import Ruling
from tests.support.cast import add_player
from tests.support.engines import on_both
from tests.support.pages import Client


@on_both
def test_one_of_two_rules_and_the_other_is_told_who_was_first(app, cast, town):
    comment_id, code = town.comment(), town.guideline("advertising")
    desks = [Client(app).sign_in(player) for player in (cast.moderator, add_player("second", Role.MODERATOR))]
    tokens = [dict(desk.get("moderation.queue").form("Publish").filled_in({}))["csrf_token"] for desk in desks]
    sent = [("publish", {}), ("decline", {"guideline": code, "whole": "y"})]
    together, answers = threading.Barrier(2), {}
    db.session.rollback()

    def press(number):
        act, fields = sent[number]
        with app.app_context():
            together.wait()
            path = f"/staff/moderation/{key_text(comment_id)}/{act}"
            answer = desks[number].send("POST", path, data={"csrf_token": tokens[number], **fields})
            answers[number] = (answer.status_code, answer.text)

    threads = [threading.Thread(target=press, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _page in answers.values()) == [303, 409]
    winner = min(answers, key=lambda number: answers[number][0])
    name = ("Moderator Example", "Second Example")[winner]
    assert name in answers[1 - winner][1]
    assert db.session.scalar(select(func.count()).select_from(Ruling).where(Ruling.comment_id == comment_id)) == 1
