"""Feeds as RFC 4287 wants them: what must be there, once, in its place; and whatever is written stays text."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import pytest

from portal.core.atom import ATOM, Entry, Feed, atom, tag_id
from portal.core.translated import Text
from tests.support.engines import sqlite_only

NS = {"a": ATOM}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DAY = datetime(2026, 4, 15, 17, 0, 1, 900_000, tzinfo=UTC)
LATER = datetime(2026, 5, 1, tzinfo=UTC)
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HOSTILE = "<script>&\"' \x00\x08\x0b\x1f\ud800\ufffe]]> ok\u2028 𝕏"


def entry(**others):
    values = {
        "path": "/projects/lamps",
        "title": Text("Lamps", "en"),
        "href": "https://feedback.example.org/projects/lamps",
        "published": DAY,
        "updated": DAY,
        "summary": Text("Piloting", "en"),
        "source": Text("**Ten** lamps", "en"),
    }
    return Entry(**(values | others))


def feed(*entries, **others):
    here = {"en": "https://feedback.example.org/x.atom", "es": "https://feedback.example.org/es/x.atom"}
    values = {"path": "/x.atom", "title": "X", "lang": "en", "author": "Site", "here": here, "page": here["en"]}
    return Feed(entries=entries, **(values | others))


def check(document):
    """Fail unless `document` is a feed by RFC 4287 and RFC 4151; returns its root."""
    root = fromstring(document)
    assert root.tag == f"{{{ATOM}}}feed"
    authored = bool(root.findall("a:author", NS))
    for element in [root, *root.findall("a:entry", NS)]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1, f"{name} must be there once"
        assert TAG.fullmatch(element.findtext("a:id", "", NS))
        assert all(RFC3339.fullmatch(e.text) for n in ("updated", "published") for e in element.findall(f"a:{n}", NS))
        assert authored or element.findall("a:author/a:name", NS)
        links = [(e.get("rel"), e.get("type"), e.get("hreflang")) for e in element.findall("a:link", NS)]
        assert len(links) == len(set(links)), "two links say the same"
    assert len(root.findall("a:link[@rel='self']", NS)) == 1
    ids = [e.text for e in root.findall("a:entry/a:id", NS)]
    assert len(ids) == len(set(ids))
    for content in root.findall("a:entry/a:content", NS):
        assert content.get("type") == "html"
    return root


@pytest.fixture(autouse=True)
def page(app):
    """A request, in which addresses are made."""
    with app.test_request_context("/", base_url="https://feedback.example.org"):
        yield


@sqlite_only
def test_a_feed_has_what_the_standard_asks_for():
    root = check(
        atom(feed(entry(), entry(path="/projects/trams", updated=LATER), next="https://feedback.example.org/n"))
    )
    assert root.findtext("a:id", "", NS) == "tag:feedback.example.org,2026:/x.atom"
    assert root.findtext("a:updated", "", NS) == "2026-05-01T00:00:00Z"
    assert root.get(LANG) == "en"
    links = {(e.get("rel"), e.get("type"), e.get("hreflang")): e.get("href") for e in root.findall("a:link", NS)}
    assert links["alternate", "application/atom+xml", "es"] == "https://feedback.example.org/es/x.atom"
    assert links["next", "application/atom+xml", "en"] == "https://feedback.example.org/n"
    first = root.find("a:entry", NS)
    assert first.findtext("a:updated", "", NS) == "2026-04-15T17:00:01Z"
    assert first.findtext("a:content", "", NS) == "<p><strong>Ten</strong> lamps</p>\n"


@sqlite_only
def test_an_empty_feed_is_one_too():
    root = check(atom(feed()))
    assert root.findtext("a:updated", "", NS) == "1970-01-01T00:00:00Z"


@sqlite_only
def test_whatever_is_written_stays_text_and_the_file_stays_xml():
    hostile = Text(HOSTILE, "es")
    odd = entry(title=hostile, summary=hostile, source=hostile, author=HOSTILE, topics=[HOSTILE])
    root = check(atom(feed(odd, title=HOSTILE, author=HOSTILE)))
    title = root.find("a:entry/a:title", NS)
    assert title.text == "<script>&\"' ]]> ok\u2028 𝕏"
    assert title.get(LANG) == "es"
    assert "<script>" not in root.findtext("a:entry/a:content", "", NS)
    assert root.find("a:entry/a:category", NS).get("term") == title.text


@sqlite_only
def test_ids_name_the_host_without_its_port(app):
    with app.test_request_context("/", base_url="http://127.0.0.1:8507"):
        assert TAG.fullmatch(tag_id("/projects.atom?phase=piloting&area=Mill+Hill"))
