"""The only room that makes HTML from text: staff Markdown through an allow-list, everybody's plain text by escaping.

bleach is slow on hostile megabytes, so it sees staff texts of bounded size only, never the public's.
"""

from __future__ import annotations

import re
from functools import lru_cache

import bleach
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

LONGEST_MARKDOWN = 64_000
LONGEST_LINE = 2000
_ALLOWED_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
_ALLOWED_ATTRIBUTES = {"a": ["href", "title"], "ol": ["start"]}
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_LINK = re.compile(r"https?://[^\s<>\"']{1,500}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}»”’…"


@lru_cache(maxsize=512)
def markdown(source: str) -> Markup:
    """Staff Markdown as clean HTML; all headings are h3. Text beyond 64,000 characters is shown as plain text."""
    if len(source) > LONGEST_MARKDOWN:
        return prose(source)
    tokens = _markdown.parse(source)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"  # the page has h1 and h2; one level more keeps every order of headings whole
    rendered = _markdown.renderer.render(tokens, _markdown.options, {})
    cleaned = bleach.clean(
        rendered,
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        protocols=["http", "https", "mailto"],
        strip=True,
    )
    return Markup(cleaned)


@lru_cache(maxsize=2048)
def line(source: str) -> Markup:
    """A short staff text with its emphasis, for labels and headings; long ones are shown as they stand."""
    if len(source) > LONGEST_LINE:
        return escape(source)
    rendered = _markdown.renderInline(source)
    return Markup(bleach.clean(rendered, tags={"br", "code", "em", "strong"}, attributes={}, strip=True))


def plain_blocks(source: str) -> list[str]:
    """The words of staff Markdown without its signs, one text for each paragraph, heading, entry or cell."""
    inlines = (token.children or [] for token in _markdown.parse(source[:LONGEST_MARKDOWN]) if token.type == "inline")
    return ["".join(_said(token) for token in children) for children in inlines]


def _said(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def prose(source: str) -> Markup:
    """Anybody's plain text as escaped paragraphs; http and https addresses become links."""
    paragraphs = [part for part in re.split(r"\n\s*\n", source) if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(_lines(part.strip("\n"))) for part in paragraphs)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(linked(line) for line in text.split("\n"))


def linked(text: str) -> Markup:
    """Escaped text with its http and https addresses as links that give the target no credit."""
    made, rest = Markup(""), 0
    for match in _LINK.finditer(text):
        address = match[0].rstrip(_TRAILING)
        made += escape(text[rest : match.start()])
        made += Markup('<a href="{0}" rel="nofollow ugc noopener">{0}</a>').format(address)
        rest = match.start() + len(address)
    return made + escape(text[rest:])
