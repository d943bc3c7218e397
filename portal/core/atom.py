"""Atom feeds (RFC 4287), for whatever a feature wants to be followed.

Made by the standard library's ElementTree, which escapes whatever it is given; characters that XML cannot hold are
left out here. Ids are `tag:` addresses (RFC 4151) under the host of the site: they stay when addresses move.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from portal.core.addresses import site_root
from portal.core.formats import iso
from portal.core.html import markdown
from portal.core.translated import Text

ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml"
BEGAN = "2026"  # the year in which these ids were laid down; never changed, for it is part of each of them
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry. `path` names it for good (`/projects/lamps`); `source` is staff Markdown; `author` where another's."""

    path: str
    title: Text
    href: str
    published: datetime
    updated: datetime
    summary: Text
    source: Text
    author: str = ""
    topics: Sequence[str] = ()


@dataclass(frozen=True)
class Feed:
    """A feed. `path` names it for good; `here` is its address in each language, `page` what it is the feed of."""

    path: str
    title: str
    lang: str
    author: str
    here: dict[str, str]
    page: str
    entries: Sequence[Entry]
    next: str = ""


def tag_id(path: str) -> str:
    """The id that what stands at `path` has in feeds for good."""
    return f"tag:{urlsplit(site_root()).hostname},{BEGAN}:{path}"


def atom(feed: Feed) -> bytes:
    """The feed as a document in UTF-8."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": feed.lang})
    _add(root, "id", tag_id(feed.path))
    _add(root, "title", feed.title)
    _add(root, "updated", iso(max((entry.updated for entry in feed.entries), default=NEVER)))
    _author(root, feed.author)
    _link(root, "self", feed.here[feed.lang], KIND, feed.lang)
    _link(root, "alternate", feed.page, "text/html", feed.lang)
    for lang, href in feed.here.items():
        if lang != feed.lang:
            _link(root, "alternate", href, KIND, lang)
    if feed.next:
        _link(root, "next", feed.next, KIND, feed.lang)  # RFC 5005: the feed goes on there
    for entry in feed.entries:
        _entry(root, entry)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", tag_id(entry.path))
    _text(element, "title", entry.title)
    _add(element, "published", iso(entry.published))
    _add(element, "updated", iso(entry.updated))
    if entry.author:
        _author(element, entry.author)
    _link(element, "alternate", entry.href, "text/html")
    _topics(element, entry.topics)
    _text(element, "summary", entry.summary)
    if entry.source:
        content = _text(element, "content", Text(str(markdown(entry.source.text)), entry.source.lang))
        content.set("type", "html")


def _topics(element: Element, topics: Iterable[str]) -> None:
    for topic in topics:
        SubElement(element, "category", {"term": _clean(topic)})


def _author(element: Element, name: str) -> None:
    _add(SubElement(element, "author"), "name", name)


def _link(element: Element, rel: str, href: str, kind: str, lang: str = "") -> None:
    known = {"rel": rel, "type": kind, "href": _clean(href)}
    SubElement(element, "link", known | ({"hreflang": lang} if lang else {}))


def _text(element: Element, name: str, words: Text) -> Element:
    added = _add(element, name, words.text)
    added.set("xml:lang", words.lang)
    return added


def _add(element: Element, name: str, words: str) -> Element:
    added = SubElement(element, name)
    added.text = _clean(words)
    return added


def _clean(words: str) -> str:
    return _NOT_IN_XML.sub("", words)
