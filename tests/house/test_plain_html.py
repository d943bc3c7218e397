"""The quick reader of pages agrees with html5lib on all it reads, and leaves to it whatever is not plain."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.page import browsers_tree
from tests.support.plain_html import plain_tree

PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<li>", "</li>", "<a href='/x'>", "</a>", "<b>", "</b>"),
    *("<form action='/x'>", "</form>", "<button>", "</button>", "<h2>", "</h2>", '<span id="a">', "</span>"),
    *("<table>", "</table>", "<tbody>", "</tbody>", "<tr>", "</tr>", "<td>", "</td>", "<caption>", "</caption>"),
    *("<select>", "</select>", "<option>", "</option>", "<dl>", "</dl>", "<dt>", "</dt>", "<dd>", "</dd>"),
    *("<pre>\n", "</pre>", "<textarea>\n", "</textarea>", "<br>", "<hr>", "<input name='q'>", "<svg>", "</svg>"),
    *("words", " ", "\n", "&amp;", "&#39;", "&", "&copy", "<", ">", "<!-- x -->", "\0", "\r", "\U0001f600"),
)
ELEMENTS = (
    *("p", "div", "ul", "li", "a", "b", "form", "button", "h2", "span", "table", "tbody"),
    *("tr", "td", "th", "caption", "select", "option", "dl", "dt", "dd", "pre", "label"),
)
WORDS = st.sampled_from(
    ["", "words", " ", "\n", "\n\nx", "&amp;", "&lt;p&gt;", "<br>", "<input>", "<textarea>\n\nx</textarea>"]
)
NESTED = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", st.sampled_from(ELEMENTS), st.lists(inner, max_size=4)
    ),
    max_leaves=12,
)
HEAD = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>x</title>\n</head>\n<body>'


def page(body: str) -> str:
    """A page around `body`."""
    return f"{HEAD}{body}</body>\n</html>\n"


def holds(source: str) -> bool:
    """Whether `source` was read plainly; then html5lib must find the same tree and no error."""
    plain = plain_tree(source)
    if plain is None:
        return False
    browsers, errors = browsers_tree(source)
    assert errors == []
    assert tostring(plain) == tostring(browsers)
    return True


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_any_soup_is_read_as_browsers_do_or_not_at_all(pieces: list[str]) -> None:
    holds(page("".join(pieces)))


@given(st.lists(NESTED, max_size=3))
def test_any_nesting_is_read_as_browsers_do_or_not_at_all(parts: list[str]) -> None:
    holds(page("".join(parts)))


def test_a_usual_page_is_read_quickly() -> None:
    assert holds(
        page('<main>\n<h1>A &amp; b</h1>\n<ul><li><a href="/x?a=1&amp;b=2">x</a></li></ul>\n<p>y<br>z</p></main>')
    )


@pytest.mark.parametrize(
    "body",
    [
        *(
            "<p>x",
            "x</p>",
            "<b><i>x</b></i>",
            "<p><div>x</div></p>",
            "<a href='/x'><span><a href='/y'>x</a></span></a>",
        ),
        *("<form><div><form></form></div></form>", "<table><tr><td>x</td></tr></table>", "<ul><p>x</p></ul>"),
        *("<table>x</table>", "a & b", "&copy;", "<p id='a' id='b'>x</p>", "<div/>", "<p id=a>x</p>", "<!-- x -->"),
        *(
            "<h2><h3>x</h3></h2>",
            "<select><p>x</p></select>",
            "\0",
            "<blink>x</blink>",
            "<head></head>",
            "<script>x</script>",
        ),
    ],
)
def test_what_is_not_plain_is_left_to_html5lib(body: str) -> None:
    assert plain_tree(page(body)) is None


@pytest.mark.parametrize("source", ["", "x", HEAD, page("").replace("<!doctype html>", ""), page("") + "x"])
def test_what_is_not_a_whole_page_is_left_to_html5lib(source: str) -> None:
    assert plain_tree(source) is None
