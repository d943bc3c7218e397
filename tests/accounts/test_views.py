"""Signing in and out, and the people page, in a browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask

from portal.accounts import queries, usecases
from portal.accounts.views import NETWORK_TRIES, PAIR_TRIES
from portal.core import limits
from portal.core.permissions import Role
from tests.support.cast import Cast, add_player
from tests.support.clock import Clock
from tests.support.engines import sqlite_only
from tests.support.pages import Client
from tests.support.recorder import recorded


def attempt(client: Client, email: str, password: str, expect: int = 422):
    """Fill in the sign-in page."""
    return client.submit(client.get("accounts.sign_in"), email=email, password=password, expect=expect)


def test_a_person_signs_in_and_stands_at_the_desk(client: Client, cast: Cast) -> None:
    page = attempt(client, cast.clerk.email.upper(), cast.clerk.password, expect=200)
    assert page.path == "/staff"
    assert cast.clerk.actor.name in page.text


def test_wrong_password_and_unknown_address_look_alike(client: Client, cast: Cast) -> None:
    wrong = attempt(client, cast.clerk.email, "wrong-horse-battery")
    unknown = attempt(client, "nobody-at-all@example.org", "wrong-horse-battery")
    assert wrong.errors == unknown.errors != []
    assert wrong.text.replace(cast.clerk.email, "") == unknown.text
    assert wrong.value("email") == cast.clerk.email
    assert "wrong-horse-battery" not in wrong.html


def test_an_empty_form_names_both_fields(client: Client) -> None:
    page = attempt(client, "", "")
    assert len(page.errors) == 2
    assert page.title.startswith("Error")


@sqlite_only
@pytest.mark.parametrize("email", ["' OR 1=1 --", "a" * 100_000, "<script>alert(1)</script>", "\x00", "é@é.é"])
def test_odd_addresses_are_only_wrong(client: Client, email: str) -> None:
    attempt(client, email, "x" * 100_000 if len(email) > 99 else "whatever-it-may-be")


def test_somebody_who_left_cannot_sign_in(client: Client, cast: Cast) -> None:
    clerk = cast.clerk
    usecases.set_roles(actor=cast.admin.actor, person_id=clerk.person_id, roles=frozenset({Role.CLERK}), active=False)
    attempt(client, clerk.email, clerk.password)


def guess(client: Client, email: str, times: int = PAIR_TRIES) -> None:
    """Try wrong passwords."""
    for _time in range(times):
        limits.limiter.reset()  # the rate by the minute is another test's, and counted in real time
        attempt(client, email, "wrong-horse-battery")


def test_ten_wrong_passwords_close_an_account_to_their_network_for_an_hour(
    app: Flask, client: Client, cast: Cast, clock: Clock
) -> None:
    guess(client, cast.clerk.email)
    page = attempt(client, cast.clerk.email, cast.clerk.password, expect=429)
    assert "Too many attempts" in page.errors[0]
    assert page.value("email") == cast.clerk.email
    attempt(client, cast.member.email, cast.member.password, expect=200)
    clock.forward(hours=1)
    attempt(Client(app), cast.clerk.email, cast.clerk.password, expect=200)


def test_a_stranger_elsewhere_cannot_lock_somebody_out(app: Flask, client: Client, cast: Cast, clock: Clock) -> None:
    stranger = Client(app)
    stranger.address = "198.51.100.7"
    guess(stranger, cast.clerk.email)
    attempt(client, cast.clerk.email, cast.clerk.password, expect=200)


def test_right_passwords_are_not_counted(client: Client, cast: Cast, clock: Clock) -> None:
    for _time in range(PAIR_TRIES + 1):
        attempt(client, cast.clerk.email, cast.clerk.password, expect=200)


def test_another_case_of_the_address_is_the_same_account(client: Client, cast: Cast, clock: Clock) -> None:
    guess(client, cast.clerk.email.upper(), PAIR_TRIES // 2)
    guess(client, f" {cast.clerk.email} ", PAIR_TRIES // 2)
    attempt(client, cast.clerk.email, cast.clerk.password, expect=429)


def test_the_limit_outlives_a_restart(app: Flask, client: Client, cast: Cast, clock: Clock) -> None:
    guess(client, cast.clerk.email)
    limits.limiter.reset()
    attempt(Client(app), cast.clerk.email, cast.clerk.password, expect=429)


@sqlite_only
def test_one_network_may_not_try_its_passwords_on_everybody(client: Client, cast: Cast, clock: Clock) -> None:
    token = dict(client.get("accounts.sign_in").form().pairs())
    for number in range(NETWORK_TRIES):
        limits.limiter.reset()
        data = token | {"email": f"person{number}@example.org", "password": "wrong-horse-battery"}
        assert client.send("POST", "/staff/sign-in", data=data).status_code == 422
    attempt(client, cast.clerk.email, cast.clerk.password, expect=429)


@sqlite_only
def test_a_network_that_hammers_is_slowed_down(client: Client) -> None:
    answers = [
        client.send("POST", "/staff/sign-in", data={"email": f"p{n}@example.org"}).status_code for n in range(25)
    ]
    assert answers[:20] == [422] * 20
    assert set(answers[20:]) == {429}


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/staff",
        "/\\elsewhere.example",
        "/staff\\..\\..\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "/staff\r\nSet-Cookie: a=b",
        "/projects",
        "staff",
        "",
        "/staffx//elsewhere.example",
        "http:/staff",
        "///staff",
    ],
)
@sqlite_only
def test_signing_in_leads_to_the_desk_and_nowhere_else(client: Client, cast: Cast, target: str) -> None:
    page = client.open(f"/staff/sign-in?next={quote(target)}")
    data = page.form().filled_in({"email": cast.clerk.email, "password": cast.clerk.password})
    response = client.send("POST", page.form().action, data=dict(data))
    assert response.status_code == 303
    location = response.headers["Location"]
    assert location.split("?")[0].split("/")[:2] in (["", "staff"], ["", "staffx"])
    assert "\\" not in location
    assert "Set-Cookie: a" not in str(response.headers)


@sqlite_only
def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: Client, cast: Cast) -> None:
    page = client.open("/staff/people")
    assert page.h1 == "Staff sign-in"
    page = client.submit(page, email=cast.admin.email, password="wrong-horse-battery", expect=422)
    page = client.submit(page, email=cast.admin.email, password=cast.admin.password)
    assert page.path == "/staff/people"


def test_signing_out_kills_the_token_on_the_server(app: Flask, client: Client, cast: Cast) -> None:
    client.sign_in(cast.clerk)
    stolen = Client(app, http=client.http)
    cookie = client.http.get_cookie("__Host-portal-session", domain="feedback.example.org")
    assert cookie is not None
    client.submit(client.get("pages.desk"), "Sign out")
    thief = Client(app)
    thief.http.set_cookie(cookie.key, cookie.value, domain="feedback.example.org", secure=True)
    assert thief.get("pages.desk").h1 == "Staff sign-in"
    assert stolen.get("pages.desk").h1 == "Staff sign-in"


def test_signing_out_is_never_done_by_a_link(client: Client, cast: Cast) -> None:
    client.sign_in(cast.clerk).get("accounts.sign_out", expect=405)
    assert client.get("pages.desk").path == "/staff"


def test_each_signing_in_has_a_new_token(app: Flask, cast: Cast) -> None:
    tokens = set()
    for _time in range(2):
        client = Client(app).sign_in(cast.clerk)
        cookie = client.http.get_cookie("__Host-portal-session", domain="feedback.example.org")
        assert cookie is not None
        tokens.add(cookie.value)
    assert len(tokens) == 2


@pytest.mark.parametrize("token", ["", "x", "x" * 100_000, "' OR 1=1 --", "é"])
@sqlite_only
def test_a_made_up_token_is_nobody(client: Client, token: str) -> None:
    response = client.send("GET", "/staff", headers={"Cookie": f"__Host-portal-session={quote(token)}"})
    assert response.status_code == 303


def test_half_an_hour_of_silence_signs_out(client: Client, cast: Cast, clock: Clock) -> None:
    client.sign_in(cast.clerk)
    for _time in range(3):
        clock.forward(minutes=20)
        assert client.get("pages.desk").path == "/staff"
    clock.forward(minutes=31)
    assert client.get("pages.desk").h1 == "Staff sign-in"


def test_reading_writes_no_more_than_once_in_five_minutes(app: Flask, client: Client, cast: Cast, clock: Clock) -> None:
    client.sign_in(cast.clerk)
    seen = []
    for _minute in range(7):
        with recorded(app) as said:
            client.get("pages.desk")
        seen.append(len(said.writes))
        clock.forward(minutes=1)
    assert seen == [0, 0, 0, 0, 0, 1, 0]


def test_an_expired_session_keeps_what_was_typed(client: Client, cast: Cast, clock: Clock) -> None:
    client.sign_in(cast.admin)
    page = client.get("accounts.people")
    clock.forward(hours=13)
    page = client.submit(page, "Add this person", name="Typed for long", expect=401)
    assert "Typed for long" in page.text
    assert page.link("Try again") == "/staff/sign-in"


def test_an_admin_adds_somebody_who_can_sign_in(app: Flask, client: Client, cast: Cast) -> None:
    client.sign_in(cast.admin)
    fields = {"name": "Ana <b>María</b>", "email": "ana@example.org", "password": "ana-has-a-password"}
    page = client.submit(client.get("accounts.people"), "Add this person", roles=["clerk", "member"], **fields)
    assert "Ana <b>María</b>" in page.text
    ana = queries.person_by_email("ana@example.org")
    assert ana is not None
    assert queries.roles_of(ana.id) == {Role.CLERK, Role.MEMBER}
    attempt(Client(app), "ana@example.org", "ana-has-a-password", expect=200)


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t "}, "name"),
        ({"email": ""}, "email"),
        ({"email": "no address"}, "email"),
        ({"email": "a" * 300 + "@example.org"}, "email"),
        ({"password": ""}, "password"),
        ({"password": "short"}, "password"),
        ({"email": "ADMIN@example.org"}, "email"),
    ],
)
@sqlite_only
def test_a_bad_form_says_what_is_wrong_and_keeps_the_rest(
    client: Client, cast: Cast, fields: dict[str, str], about: str
) -> None:
    client.sign_in(cast.admin)
    good = {"name": "Ana", "email": "ana@example.org", "password": "ana-has-a-password"}
    typed = good | fields
    page = client.submit(client.get("accounts.people"), "Add this person", roles=["clerk"], expect=422, **typed)
    assert len(page.errors) == 1
    (link,) = page.all(".//div[@data-error-summary]//a")
    assert link.get("href") == f"#{about}"
    assert page.value("roles") == "clerk"
    assert page.value("name") == typed["name"].strip()
    assert len(queries.people()) == 1


def test_an_admin_changes_roles_and_everything_else_stays(client: Client, cast: Cast) -> None:
    client.sign_in(cast.admin)
    page = client.get("accounts.person", person_id=cast.clerk.person_id)
    assert page.value("active") == "y"
    client.submit(page, "Save", roles=["moderator", "member"])
    assert queries.roles_of(cast.clerk.person_id) == {Role.MODERATOR, Role.MEMBER}
    page = client.get("accounts.person", person_id=cast.clerk.person_id)
    client.submit(page, "Save", active=False)
    assert queries.actor_for(cast.clerk.person_id) is None


def test_the_only_admin_is_told_to_make_another_first(client: Client, cast: Cast) -> None:
    client.sign_in(cast.admin)
    page = client.get("accounts.person", person_id=cast.admin.person_id)
    page = client.submit(page, "Save", roles=["clerk"], expect=422)
    assert "only admin" in page.errors[0]


def test_an_unknown_person_is_not_found(client: Client, cast: Cast) -> None:
    client.sign_in(cast.admin)
    client.get("accounts.person", person_id=99_999, expect=404)
    client.post("accounts.person", {}, person_id=99_999, expect=401)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
@sqlite_only
def test_people_are_kept_by_admins_alone(client: Client, cast: Cast, role: Role) -> None:
    client.sign_in(add_player("somebody", role))
    client.get("accounts.people", expect=403)
    client.get("accounts.person", person_id=cast.admin.person_id, expect=403)


def test_the_people_page_takes_few_queries_however_many_they_are(app: Flask, client: Client, cast: Cast) -> None:
    cast.everybody()
    for number in range(10):
        add_player(f"person{number}", Role.MEMBER)
    client.sign_in(cast.admin)
    with recorded(app) as said:
        client.get("accounts.people")
    said.within(6)
