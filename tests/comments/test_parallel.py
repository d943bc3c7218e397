"""The same form sent by several threads at once: one comment, one receipt, and everybody gets it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.comments.models import Comment
from portal.core import usecase
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.models import OutboxRow
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases as meetings
from portal.meetings.models import AgendaItem
from portal.receipts.models import Receipt
from tests.support.builders import Town
from tests.support.engines import on_both
from tests.support.pages import Client

THREADS = 6
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}\b")


def together(jobs: list[Callable[[], None]]) -> None:
    """Run all jobs at the same moment and fail with the first error."""
    gate = threading.Barrier(len(jobs))
    errors: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        gate.wait()
        try:
            job()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if errors:
        raise errors[0]


@pytest.fixture(params=["threads", "processes"])
def _writers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of one process wait for one another; several processes have nothing in common but the database."""
    if request.param == "processes":
        monkeypatch.setattr(usecase, "_one_writer", nullcontext())


def count(kind: type) -> int:
    """Rows of one kind."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


@on_both
@pytest.mark.usefixtures("_writers")
@pytest.mark.parametrize("on", ["project", "item"])
def test_one_form_sent_many_times_at_once_is_one_comment(app: Flask, client: Client, town: Town, on: str) -> None:
    address = {"slug": town.project()} if on == "project" else {"slug": town.posted(), "number": 1}
    form = client.get("comments.new", **address)
    data = dict(form.form().filled_in({"body": "Sent twice"}))
    answers: list[tuple[int, frozenset[str]]] = []

    def send() -> None:
        with app.app_context():
            response = Client(app).send("POST", form.path, data=data)
            answers.append((response.status_code, frozenset(CODE.findall(response.text))))

    together([send] * THREADS)
    assert {status for status, _codes in answers} == {200}
    assert len({codes for _status, codes in answers}) == 1
    assert (count(Comment), count(Receipt)) == (1, 1)
    posted = select(func.count()).select_from(OutboxRow).where(OutboxRow.event == "CommentPosted")
    assert db.session.scalar(posted) == 1


@on_both
@pytest.mark.usefixtures("_writers")
def test_many_forms_sent_at_once_are_all_kept(app: Flask, client: Client, town: Town) -> None:
    project = town.project()
    forms = [
        dict(client.get("comments.new", slug=project).form().filled_in({"body": f"Comment {number}"}))
        for number in range(THREADS)
    ]
    statuses: list[int] = []

    def send(data: dict[str, str]) -> None:
        with app.app_context():
            for _time in range(2):  # each is also sent twice
                statuses.append(Client(app).send("POST", f"/projects/{project}/comment", data=data).status_code)

    together([lambda data=data: send(data) for data in forms])
    assert statuses == [200] * (2 * THREADS)
    assert (count(Comment), count(Receipt)) == (THREADS, THREADS)


@on_both
@pytest.mark.usefixtures("_writers")
@pytest.mark.parametrize("round_", range(3))
def test_comments_sent_while_the_meeting_is_called_off_are_kept_or_handed_back(
    app: Flask, client: Client, town: Town, round_: int
) -> None:
    meeting = town.posted()
    forms = [
        dict(client.get("comments.new", slug=meeting, number=1).form().filled_in({"body": f"Comment {number}"}))
        for number in range(THREADS)
    ]
    answers: list[tuple[int, bool]] = []

    def send(data: dict[str, str]) -> None:
        with app.app_context():
            response = Client(app).send("POST", f"/meetings/{meeting}/items/1/comment", data=data)
            answers.append((response.status_code, bool(CODE.search(response.text))))
            assert response.status_code == 200 or data["body"] in response.text

    def cancel() -> None:
        with app.app_context():
            meetings.cancel_meeting(actor=COMMAND_LINE, slug=meeting, reason=Translated({"en": "Ice"}))

    together([*(lambda data=data: send(data) for data in forms), cancel])
    assert set(answers) <= {(200, True), (409, False)}
    assert count(Comment) == count(Receipt) == answers.count((200, True))


@pytest.mark.usefixtures("_writers")
def test_comments_sent_while_the_meeting_is_posted_find_its_item_or_nothing(app: Flask, town: Town) -> None:
    meeting = town.meeting()
    town.item(meeting)
    kept: list[int] = []

    def send(number: int) -> None:
        with app.app_context(), suppress(NotFound):
            kept.append(town.comment(item=(meeting, 1), body=f"Comment {number}"))

    def post() -> None:
        with app.app_context():
            meetings.post_meeting(actor=COMMAND_LINE, slug=meeting)

    together([*(lambda number=number: send(number) for number in range(THREADS)), post])
    assert count(Comment) == count(Receipt) == len(kept)
    (item_id,) = db.session.scalars(select(AgendaItem.id))
    assert set(db.session.scalars(select(Comment.agenda_item_id))) <= {item_id}
