"""The language stands in the address, and nothing else changes what an address shows."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.builders import Town
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only


def test_the_first_language_is_bare_and_the_other_under_its_tag(client: Client) -> None:
    assert client.get("projects.index").path == "/projects"
    assert client.in_language("es").get("projects.index").path == "/es/projects"
    assert client.open("/es").lang == client.open("/es/").lang == "es"


def test_a_spanish_page_links_to_spanish_pages_and_to_itself_in_english(client: Client, town: Town) -> None:
    project = town.project()
    page = client.in_language("es").get("comments.index", slug=project)
    inside = [link.get("href", "") for link in page.all(".//main//a")]
    assert inside
    assert all(href.startswith(("/es/", "#")) for href in inside)
    alternates = {e.get("hreflang"): e.get("href", "") for e in page.all(".//head/link[@rel='alternate']")}
    assert alternates["en"].endswith(f"example.org/projects/{project}/comments")
    assert alternates["es"].endswith(f"example.org/es/projects/{project}/comments")


def test_neither_browser_nor_cookie_changes_the_language(client: Client) -> None:
    headers = {"Accept-Language": "es", "Cookie": "lang=es; locale=es"}
    assert 'lang="en"' in client.send("GET", "/projects", headers=headers).text
    headers = {"Accept-Language": "en", "Cookie": "lang=en"}
    assert 'lang="es"' in client.send("GET", "/es/projects", headers=headers).text


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/en", "/"),
        ("/en/projects", "/projects"),
        ("/en/projects?after=1-2", "/projects?after=1-2"),
        ("/en//elsewhere.example/", "/elsewhere.example/"),
        ("/en/%2F%2Felsewhere.example", "/elsewhere.example"),
        ("/en/\\elsewhere.example", "/elsewhere.example"),
        ("/en/%5C/elsewhere.example", "/elsewhere.example"),
    ],
)
def test_the_first_language_under_its_tag_is_sent_to_the_bare_address(client: Client, asked: str, sent_to: str) -> None:
    response = client.send("GET", asked)
    assert (response.status_code, response.headers["Location"]) == (308, sent_to)


@pytest.mark.parametrize("path", ["/fr/projects", "/ES/projects", "/esx", "/es/es/projects", "/en-US/projects"])
def test_what_is_no_language_of_the_site_is_not_found(client: Client, path: str) -> None:
    client.open(path, expect=404)


@pytest.mark.parametrize("path", ["/es//elsewhere.example/x", "//elsewhere.example/x", "/es/\\elsewhere.example"])
def test_a_page_of_failure_never_links_to_a_place_that_the_address_named(client: Client, path: str) -> None:
    response = client.send("GET", path)
    for attribute in ('href="//', 'href="\\', 'href="https://elsewhere', 'href="http://elsewhere'):
        assert attribute not in response.text


def test_a_site_may_speak_spanish_first(databases: Databases) -> None:
    with site(databases, "sqlite", languages=("es", "en")) as app:
        client = Client(app, "es")
        assert client.get("projects.index").path == "/projects"
        assert client.in_language("en").get("projects.index").path == "/en/projects"


def test_a_site_with_one_language_offers_no_other(databases: Databases) -> None:
    with site(databases, "sqlite", languages=("en",)) as app:
        page = Client(app).get("projects.index")
        assert not [link for link in page.all("a") if link.get("hreflang")]
        Client(app).open("/es/projects", expect=404)


def test_forms_keep_the_language(client: Client, town: Town) -> None:
    spanish = client.in_language("es")
    page = spanish.submit(spanish.get("comments.new", slug=town.project()), body="", expect=422)
    assert (page.lang, page.path.startswith("/es/")) == ("es", True)


def test_the_language_of_a_request_does_not_leak_into_the_next(app: Flask) -> None:
    client = Client(app)
    client.in_language("es").get("projects.index")
    assert client.get("projects.index").lang == "en"
