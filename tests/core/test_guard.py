"""The door: marks, sign-in, permission, origin, token, known parameters, sizes."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.core.permissions import Permission
from portal.core.routes import MOST_FIELDS, requires
from tests.support.builders import Town
from tests.support.cast import Cast, add_player
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_route_without_a_mark_answers_403_to_everybody(databases: Databases) -> None:
    with site(databases, "sqlite", new=True) as app:
        app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
        client = Client(app)
        assert "secret" not in client.open("/forgotten", expect=403).text
        client.sign_in(Cast().admin)
        client.open("/forgotten", expect=403)


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client: Client, cast: Cast) -> None:
    response = client.send("GET", "/es/staff/people")
    assert response.status_code == 303
    assert response.headers["Location"] == "/es/staff/sign-in?next=/es/staff/people"
    page = client.in_language("es").open(response.headers["Location"])
    page = client.submit(page, email=cast.admin.email, password=cast.admin.password)
    assert page.path == "/es/staff/people"


def test_a_known_person_without_the_right_gets_403(client: Client, cast: Cast) -> None:
    client.sign_in(cast.clerk).get("accounts.people", expect=403)


def test_a_person_without_roles_stands_before_the_desk(client: Client, cast: Cast) -> None:
    client.sign_in(cast.nobody).get("pages.desk", expect=403)


def test_a_post_from_nobody_keeps_the_text(client: Client) -> None:
    page = client.post("accounts.people", {"name": "Typed for long", "password": "not shown"}, expect=401)
    assert "Typed for long" in page.text
    assert "not shown" not in page.html


@pytest.mark.parametrize("token", [None, "", "x", "0" * 40])
def test_a_desk_post_without_its_token_changes_nothing(client: Client, cast: Cast, token: str | None) -> None:
    client.sign_in(cast.admin)
    data = {"name": "New", "email": "new@example.org", "password": "long-enough-password"}
    page = client.post("accounts.people", data | ({} if token is None else {"csrf_token": token}), expect=401)
    assert "new@example.org" in page.text
    assert "new@example.org" not in client.get("accounts.people").text


def test_the_token_of_another_session_is_refused(app: Flask, client: Client, cast: Cast) -> None:
    second = Client(app).sign_in(add_player("second admin".replace(" ", "-"), *cast.admin.actor.roles))
    theirs = second.get("accounts.people").value("csrf_token")
    client.sign_in(cast.admin)
    client.submit(client.get("accounts.people"), "Add this person", csrf_token=theirs, expect=401)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": None, "Origin": "null"},
        {"Sec-Fetch-Site": None, "Origin": "https://feedback.example.org.elsewhere.example"},
        {"Sec-Fetch-Site": None, "Origin": "https://feedback.example.org:8443"},
    ],
)
def test_a_post_from_another_site_is_refused(client: Client, town: Town, headers: dict[str, str]) -> None:
    slug = town.project()
    page = client.get("comments.new", slug=slug)
    data = dict(page.form().filled_in({"body": "Sent by another page"}))
    response = client.send("POST", f"/projects/{slug}/comment", data=data, headers=headers)
    assert response.status_code == 400
    assert client.submit(page, body="Sent by our page").status == 200


def test_an_old_browser_that_says_no_origin_is_served(client: Client, town: Town) -> None:
    slug = town.project()
    data = dict(client.get("comments.new", slug=slug).form().filled_in({"body": "Lamps"}))
    silent = {"Sec-Fetch-Site": None, "Origin": None, "Referer": None}
    assert client.send("POST", f"/projects/{slug}/comment", data=data, headers=silent).status_code == 200


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/projects?utm_source=mail", "/projects"),
        ("/es/about?fbclid=1&x=2", "/es/about"),
        ("/record?after=7&utm=1", "/record?after=7"),
    ],
)
def test_parameters_of_others_are_taken_off(client: Client, asked: str, sent_to: str) -> None:
    response = client.send("GET", asked)
    assert (response.status_code, response.headers["Location"]) == (302, sent_to)


def test_head_is_answered_as_get_without_a_body(client: Client) -> None:
    response = client.send("HEAD", "/projects")
    assert (response.status_code, response.data) == (200, b"")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert client.send(method, "/projects").status_code == 405


def test_reading_never_looks_at_a_session(client: Client, cast: Cast) -> None:
    client.sign_in(cast.admin)
    page = client.get("projects.index")
    assert "Set-Cookie" not in page.headers
    assert cast.admin.actor.name not in page.text


def test_a_form_with_as_many_fields_as_allowed_is_read(client: Client, town: Town) -> None:
    path = f"/projects/{town.project()}/comment"
    body = "&".join(f"field{n}=x" for n in range(MOST_FIELDS))
    assert client.send("POST", path, data=body, headers=FORM).status_code == 422
    assert client.send("POST", path, data=body + "&more=x&still=x", headers=FORM).status_code == 413


def test_a_desk_form_that_is_long_by_nature_takes_more_fields(client: Client, cast: Cast, town: Town) -> None:
    path = f"/staff/meetings/{town.meeting()}/minutes/edit"
    body = "&".join(f"field{n}=x" for n in range(MOST_FIELDS + 2))
    client.sign_in(cast.clerk)
    assert client.send("POST", path, data=body, headers=FORM).status_code == 401  # read, and its token is missing
    assert client.send("POST", path, data=body + "&more=x" * 4000, headers=FORM).status_code == 413


def test_every_desk_page_is_closed_to_those_who_may_not(app: Flask, client: Client, cast: Cast) -> None:
    client.sign_in(cast.nobody)
    stranger = Client(app)
    for rule in app.url_map.iter_rules():
        mark = getattr(app.view_functions[rule.endpoint], "mark", None)
        if mark is None or mark.kind != "requires":
            continue
        path = client.url(rule.endpoint, **dict.fromkeys(rule.arguments, 1) | {"slug": "x"} if rule.arguments else {})
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            assert client.send(method, path).status_code in {401, 403}, path
            assert stranger.send(method, path).status_code in {303, 401}, path


def test_a_mark_names_its_permission() -> None:
    assert requires(Permission.DESK_ENTER)(lambda: "").mark.permission is Permission.DESK_ENTER
