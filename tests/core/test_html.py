"""Texts of the public become escaped paragraphs with links; staff Markdown passes an allow-list."""

from __future__ import annotations

import time
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></blockquote><iframe src=//elsewhere.example>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "JAVASCRIPT://x%0Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://x.example/"onmouseover="alert(1)',
    "https://x.example/'onmouseover='alert(1)",
    "https://x.example/<script>alert(1)</script>",
    "http://javascript:alert(1)",
    "https://user:pass@x.example/",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;script>",
    "<!-- <script> -->",
    "<![CDATA[<script>]]>",
    "<style>*{display:none}</style>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    "\u2028https://x.example\u2029",
    "https://" + "x" * 5000,
    "<" * 2000,
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/pixel.png)",
    "<https://x.example/'onclick='>",
    '[x](https://x.example "onclick=alert(1)")',
    "[x]: javascript:alert(1)\n[x]",
    "**<b onclick=x>**",
    "| a | b |\n|---|---|\n| <script> | x |",
]


def elements(markup: str) -> Iterator[Element]:
    """Every element that a browser makes of `markup`."""
    tree = html5lib.parseFragment(markup, "etree", namespaceHTMLElements=False)
    yield from (e for e in tree.iter() if isinstance(e.tag, str) and e.tag != "DOCUMENT_FRAGMENT")


def assert_harmless(markup: str, allowed: set[str], schemes: tuple[str, ...]) -> None:
    """Only `allowed` elements, only links of `schemes`, no handler."""
    for element in elements(markup):
        assert element.tag in allowed, element.tag
        assert set(element.keys()) <= {"href", "rel", "title", "start"}
        if element.tag == "a" and element.get("href"):
            assert element.get("href", "").lower().startswith(schemes)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_of_the_public_become_words(text: str) -> None:
    for filtered in (html.prose(text), html.linked(text)):
        assert_harmless(filtered, {"p", "br", "a"}, ("http://", "https://"))
        assert all(e.get("rel") == "nofollow ugc noopener" for e in elements(filtered) if e.tag == "a")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00\x0c"), max_size=300))
def test_every_character_of_a_text_is_still_there(text: str) -> None:
    tree = html5lib.parseFragment(html.linked(text), "etree", namespaceHTMLElements=False)
    assert "".join(tree.itertext()) == text
    assert_harmless(html.prose(text), {"p", "br", "a"}, ("http://", "https://"))


def test_paragraphs_and_lines_are_kept() -> None:
    assert html.prose("one\ntwo\n\n \nthree") == "<p>one<br>two</p><p>three</p>"
    assert html.prose(" \n\n ") == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://x.example/a?b=1&c=2.", "https://x.example/a?b=1&amp;c=2"),
        ("(http://x.example)", "http://x.example"),
        ("“https://x.example/ü”…", "https://x.example/ü"),
        ("HTTPS://X.EXAMPLE!", "HTTPS://X.EXAMPLE"),
    ],
)
def test_addresses_become_links_without_the_marks_around_them(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="nofollow ugc noopener">{address}</a>' in html.linked(text)


@pytest.mark.parametrize("text", ["ftp://x.example", "www.x.example", "//x.example", "mailto:a@x.example", "https://"])
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert "<a" not in html.linked(text)


STAFF = {"a", "blockquote", "br", "code", "em", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul"}
STAFF |= {"table", "tbody", "td", "th", "thead", "tr"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_passes_the_allow_list_only(text: str) -> None:
    assert_harmless(html.markdown(text), STAFF, ("http://", "https://", "mailto:"))


@given(st.text("<>[]()!*_`#-\\\"'|&;: \njavscriptohml/", max_size=200))
def test_no_markdown_makes_anything_else(text: str) -> None:
    assert_harmless(html.markdown(text), STAFF, ("http://", "https://", "mailto:", "/", "#", "j", "a", "<"))
    assert "javascript:" not in "".join(e.get("href", "").lower() for e in elements(html.markdown(text)))


def test_headings_of_staff_begin_below_those_of_the_page() -> None:
    assert html.markdown("# One\n\n#### Four") == "<h3>One</h3>\n<h3>Four</h3>\n"


def test_a_huge_text_of_staff_is_shown_plain_and_soon() -> None:
    began = time.monotonic()
    assert "<em>" not in html.markdown("*x* " * 20_000)
    html.markdown("<em>" * 10_000)
    html.markdown("[" * 30_000)
    assert time.monotonic() - began < 10
