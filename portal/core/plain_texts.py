"""Texts as other programs write them, made plain: no markup, no control characters, no stray blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

from portal.core.forms import clean_line, clean_text

LONGEST_TEXT = 20_000
_LONGEST_MARKUP = 30_000
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"}
_SILENT = {"script", "style", "head", "title"}
_LEGISTAR_SIGNS = ("--em--", "--b--", "--u--")  # what is left of italics and bold in its tables


def line(value: object) -> str:
    """One line: markup gone, every run of blanks (also those that do not break) one blank."""
    return " ".join((clean_line(_plain(value)) or "").split())


def lines(value: object) -> str:
    """A text of several lines, at most one of them empty in a row."""
    text = clean_text(_plain(value)) or ""
    kept = [" ".join(each.split()) for each in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def joined(parts: Iterable[str]) -> str:
    """Paragraphs, each once, empty ones left out."""
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _plain(value: object) -> str:
    text = ("" if value is None else str(value))[: 2 * LONGEST_TEXT].replace("\ufeff", "")
    for sign in _LEGISTAR_SIGNS:
        text = text.replace(sign, "")
    if _MARKUP.search(text):
        reader = _Reader()
        # the parser is slow on long texts that are made to be slow
        reader.feed(_COMMENT.sub("", text[:_LONGEST_MARKUP]))
        reader.close()
        return reader.text
    return unescape(text) if _ENTITY.search(text) else text


class _Reader(HTMLParser):
    """Collects what a reader of the page would see; addresses of links stand in brackets behind their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0
        self._address = ""
        self._words_at = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self._parts.append("\n")
        elif tag == "a":
            self._address = dict(attrs).get("href") or ""
            self._words_at = len(self._parts)

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BREAKS:
            self._parts.append("\n")
        elif tag == "a" and self._address.startswith(("http://", "https://")):
            words = "".join(self._parts[self._words_at :])
            if self._address not in words:
                self._parts.append(f" ({self._address})")
            self._address = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # line ends inside HTML are blanks
            self._parts.append(re.sub(r"\s+", " ", data))
