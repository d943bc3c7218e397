"""Reads the markup that our own templates write, many times as fast as html5lib, and nothing else.

What every browser reads alike and without an error is read here: each element closed by its own end tag, in places
where no parser moves or closes anything. At the first doubt `plain_tree` gives None, and html5lib reads the page and
names its errors. `tests/house/test_plain_html.py` and the walk over every page hold the two readings equal.
"""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element, SubElement

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "details", "dd", "div", "dl", "dt", "fieldset"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "ul"),
    )
)
_WORDS = frozenset(
    (
        *("a", "abbr", "b", "bdi", "br", "button", "cite", "code", "datalist", "del", "em", "i", "img"),
        *("input", "ins", "kbd", "label", "legend", "mark", "option", "optgroup", "q", "s", "select", "small"),
        *("span", "strong", "sub", "sup", "textarea", "time"),
    )
)
_EMPTY = frozenset(["br", "hr", "img", "input", "link", "meta"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_FLOW = (_BLOCKS | _WORDS | {"script"}) - {"li", "dt", "dd", "option", "optgroup", "legend"}
_NONE: frozenset[str] = frozenset()
# What may stand in an element where it is not just anything; in those of `_ONLY_BLANK` no words may.
_WITHIN: dict[str, frozenset[str]] = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "link", "title", "script"}),
    "title": _NONE,
    "textarea": _NONE,
    "script": _NONE,
    "option": _NONE,
    "select": frozenset({"option", "optgroup"}),
    "optgroup": frozenset({"option"}),
    "datalist": frozenset({"option"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd", "div"}),
    "fieldset": _FLOW | {"legend"},
    "table": frozenset({"caption", "thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
}
_ONLY_BLANK = frozenset({"html", "head", "script", "table", "thead", "tbody", "tr"})
_ALONE = frozenset({"a", "button", "form", "p", "select", "label"})  # never one within another

_ATTRIBUTE = r"""\s+[a-z][a-z0-9-]*(?:="[^"]*"|='[^']*')?"""
_TOKEN = re.compile(rf"([^<]+)|</([a-z][a-z0-9]*)>|<([a-z][a-z0-9]*)((?:{_ATTRIBUTE})*)\s*(/?)>")
_PARTS = re.compile(r"""([a-z][a-z0-9-]*)(?:="([^"]*)"|='([^']*)')?""")
_DOCTYPE = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
_STRANGE = re.compile(r"[^\t\n -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]|&(?!(?:amp|lt|gt|quot|nbsp|ensp|#34|#39);)")


def plain_tree(source: str) -> Element | None:
    """The `html` element of a page without a fault or a doubt; None is for html5lib to say."""
    start = _DOCTYPE.match(source)
    if start is None or _STRANGE.search(source):
        return None
    return _Reader().read(source, start.end())


class _Doubt(Exception):
    """Another parser might read this otherwise."""


class _Reader:
    def __init__(self) -> None:
        self._open: list[Element] = []
        self._names: list[str] = []
        self._root: Element | None = None
        self._last: Element | None = None  # the element closed last in the open one: words after it are its tail
        self._seen: set[str] = set()

    def read(self, source: str, at: int) -> Element | None:
        try:
            while at < len(source):
                token = _TOKEN.match(source, at)
                if token is None:
                    return None
                at = token.end()
                words, end, name, attributes, slash = token.groups()
                if words:
                    self._words(words)
                elif end:
                    self._end(end)
                else:
                    self._start(name, attributes, bool(slash))
        except _Doubt:
            return None
        return self._root if not self._names and {"head", "body"} <= self._seen else None

    def _words(self, words: str) -> None:
        within = self._names[-1] if self._names else None
        if within is None or within in _ONLY_BLANK:
            self._blank(words, within)
            return
        if within in {"pre", "textarea"} and self._last is None and words.startswith("\n"):
            words = words[1:]
        self._append(unescape(words))

    def _blank(self, words: str, within: str | None) -> None:
        if words.strip(" \t\n"):
            raise _Doubt
        if (within == "html" and "body" in self._seen) or (within is None and self._root is not None):
            body = self._root[-1]  # type: ignore[index]
            if len(body):
                body[-1].tail = (body[-1].tail or "") + words
            else:
                body.text = (body.text or "") + words
        elif within is not None and not (within == "html" and "head" not in self._seen):
            self._append(words)

    def _append(self, words: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + words
        elif words:
            self._open[-1].text = (self._open[-1].text or "") + words

    def _end(self, name: str) -> None:
        if not self._names or self._names.pop() != name:
            raise _Doubt
        self._last = self._open.pop()

    def _start(self, name: str, attributes: str, slash: bool) -> None:
        self._fits(name)
        if slash and name not in _EMPTY:
            raise _Doubt
        known: dict[str, str] = {}
        for key, double, single in _PARTS.findall(attributes):
            if key in known:
                raise _Doubt
            known[key] = unescape(double or single)
        if self._open:
            element = SubElement(self._open[-1], name, known)
        else:
            element = self._root = Element(name, known)
        if name in _EMPTY:
            self._last = element
            return
        self._open.append(element)
        self._names.append(name)
        self._last = None

    def _fits(self, name: str) -> None:
        if not self._names:
            fits = name == "html" and self._root is None
        else:
            within = self._names[-1]
            fits = name in _WITHIN.get(within, _FLOW)
            if within == "div" and self._names[-2] == "dl":
                fits = fits or name in {"dt", "dd"}
        if name in {"html", "head", "body", "title"}:
            fits = fits and name not in self._seen and (name != "body" or "head" in self._seen)
            self._seen.add(name)
        if (name in _BLOCKS and "p" in self._names) or (name in _ALONE and name in self._names):
            fits = False
        if (name in _HEADINGS and not _HEADINGS.isdisjoint(self._names)) or (name == "table" and name in self._names):
            fits = False
        if not fits:
            raise _Doubt
