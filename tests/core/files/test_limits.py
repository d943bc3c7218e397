"""How much one request may bring: little everywhere, files where a route takes them, and words when it is too much."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from flask import request

from portal.core.errors import NoRoom
from portal.core.permissions import Permission
from portal.core.routes import requires
from tests.support import papers
from tests.support.cast import Cast
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only
MB = 1_000_000


@pytest.fixture
def taking(databases: Databases) -> Iterator[Client]:
    """A site whose /staff/take takes two files of at most two megabytes."""

    @requires(Permission.MEETING_EDIT, files=2)
    def take() -> str:
        return " ".join(str(len(file.read())) for file in request.files.getlist("file")) or "nothing"

    @requires(Permission.MEETING_EDIT, files=2)
    def full() -> str:
        raise NoRoom

    with site(databases, "sqlite", new=True, largest_file_mb=2) as app:
        app.add_url_rule("/staff/take", "take", take, methods=["POST"])
        app.add_url_rule("/staff/full", "full", full, methods=["POST"])
        yield Client(app)


@pytest.fixture
def takes_files(taking: Client) -> Client:
    """The same, with a clerk signed in."""
    return taking.sign_in(Cast().clerk)


def send(client: Client, *sizes: int, path: str = "/staff/take", **fields: str):
    """Send files of these sizes, with the session's token."""
    token = client.get("meetings.desk").form("Sign out").pairs()
    data = {**dict(token), **fields, "file": [papers.sent("a.pdf", bytes(size)) for size in sizes]}
    return client.send("POST", path, data=data, content_type="multipart/form-data")


def test_a_route_that_takes_files_takes_them(takes_files: Client) -> None:
    assert send(takes_files, 2 * MB, 2 * MB).text == "2000000 2000000"


def test_more_than_it_takes_gets_a_page_that_names_the_limit(takes_files: Client) -> None:
    answer = send(takes_files, 3 * MB, 3 * MB)
    assert answer.status_code == 413
    assert "You can send up to 5 MB at once." in answer.text


def test_other_fields_stay_small_there(takes_files: Client) -> None:
    assert send(takes_files, 10, title="x" * (MB + 1)).status_code == 413


def test_only_who_may_send_files_is_given_the_room(taking: Client) -> None:
    taking.sign_in(Cast().moderator)
    data = {"file": papers.sent("a.pdf", bytes(3 * MB))}
    refused = taking.send("POST", "/staff/take", data=data, content_type="multipart/form-data")
    assert refused.status_code == 403


def test_a_stranger_is_sent_away_unread(taking: Client) -> None:
    body = io.BytesIO(b"--x\r\n" + bytes(3 * MB))
    answer = taking.send("POST", "/staff/take", input_stream=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code in {401, 413}
    assert body.tell() <= MB


def test_a_page_without_files_names_its_limit_too(client: Client, town) -> None:
    path = f"/projects/{town.project()}/comment"
    answer = client.send("POST", path, data={"body": "x" * (MB + 1)})
    assert answer.status_code == 413
    assert "You can send up to 1 MB at once." in answer.text


def test_a_full_disk_has_a_page(takes_files: Client) -> None:
    assert send(takes_files, 1, path="/staff/full").status_code == 503


def test_a_body_that_is_too_large_is_taken_so_that_the_browser_reads_the_answer(takes_files: Client) -> None:
    for size, taken in ((8 * MB, 8 * MB), (30 * MB, 20 * MB)):
        body = io.BytesIO(b"--x\r\n" + bytes(size - 5))
        sent = {"input_stream": body, "content_type": "multipart/form-data; boundary=x"}
        assert takes_files.send("POST", "/staff/take", headers={"Content-Length": str(size)}, **sent).status_code == 413
        assert body.tell() == taken
