"""Caching and headers beyond what the page client checks on every page."""

from __future__ import annotations

import pytest

from portal.core.web import static_url
from tests.support.cast import Cast
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only


def test_a_public_page_is_asked_for_again_and_not_sent_twice(client: Client) -> None:
    page = client.get("projects.index")
    response = client.send("GET", "/projects", headers={"If-None-Match": page.headers["ETag"]})
    assert (response.status_code, response.data) == (304, b"")


def test_a_changed_page_is_sent(client: Client, town) -> None:
    before = client.get("projects.index").headers["ETag"]
    town.project()
    assert client.send("GET", "/projects", headers={"If-None-Match": before}).status_code == 200


def test_a_file_under_its_fingerprint_is_kept_for_a_year(app, client: Client) -> None:
    address = static_url("css/site.css")
    assert "immutable" in client.send("GET", address).headers["Cache-Control"]
    assert client.send("GET", address.partition("?")[0]).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/static/../portal/config.py", "/static/%2e%2e/wsgi.py", "/static//etc/passwd", "/static/"]
)
def test_only_static_files_are_served(client: Client, path: str) -> None:
    assert client.send("GET", path).status_code in {308, 404}


def test_the_cookie_is_bound_to_host_https_and_this_site(client: Client, cast: Cast) -> None:
    page = client.get("accounts.sign_in")
    data = dict(page.form().filled_in({"email": cast.clerk.email, "password": cast.clerk.password}))
    cookie = client.send("POST", "/staff/sign-in", data=data).headers["Set-Cookie"]
    assert cookie.startswith("__Host-portal-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "Expires" not in cookie


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "feedback.example.org.elsewhere.example", "", "feedback.example.org@x"]
)
def test_a_forged_host_is_not_answered(client: Client, host: str) -> None:
    response = client.send("GET", "/projects", headers={"Host": host})
    assert response.status_code == 400
    assert host == "" or host not in response.text


def test_forwarded_headers_count_only_behind_the_proxies_that_are_set(client: Client, databases: Databases) -> None:
    forged = {"X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "http", "X-Forwarded-For": "198.51.100.7"}
    assert "elsewhere.example" not in client.send("GET", "/es/projects", headers=forged).text
    with site(databases, "sqlite", proxies=1) as app:
        assert "elsewhere.example" not in Client(app).send("GET", "/es/projects", headers=forged).text
