"""The page client's checks, each shown a page that breaks it."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import Headers

from portal.core.permissions import Permission
from portal.core.routes import Mark
from tests.support.lint import REQUIRED_HEADERS, faults
from tests.support.page import Page

HEADERS = REQUIRED_HEADERS | {
    "Strict-Transport-Security": "max-age=31536000",
    "Permissions-Policy": "camera=()",
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "public, no-cache",
    "ETag": '"x"',
}
GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Lamps</title><link rel="stylesheet" href="/static/css/site.css"><script src="/static/js/site.js" defer></script>
</head><body><main><h1>Lamps</h1><h2>More</h2><p id="a">Words, <a href="/about">about</a>, <a href="#a">up</a></p>
<form action="/search"><label for="q">Search</label><input id="q" name="q"><button>Go</button></form></main>
</body></html>"""
PUBLIC = Mark("public")
FORM = '<form method="post" action="/x"><input type="hidden" name="nonce" value="x"><button>Send</button></form>'


def page(html: str = GOOD, mark: Mark | None = PUBLIC, status: int = 200, **headers: str | None) -> Page:
    """A page; `headers` by name with underscores, None takes one away."""
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in (HEADERS | changed).items() if value is not None}
    return Page(status, "/lamps", Headers(kept), html.encode(), "en", mark)


def test_a_good_page_has_no_faults() -> None:
    assert list(faults(page())) == []


def test_a_good_form_page_has_no_faults() -> None:
    html = GOOD.replace("</main>", FORM + "</main>")
    assert list(faults(page(html, Mark("visitor_form"), Cache_Control="no-store"))) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<!doctype html>", ""),
        ("<h2>More</h2>", "<h2>More</h3>"),
        ("<h2>More</h2>", "<p><div>x</div></p>"),
        ('lang="en"', 'lang="es"'),
        ("<title>Lamps</title>", "<title></title>"),
        ("<h1>Lamps</h1>", ""),
        ("<h1>Lamps</h1>", "<h1>Lamps</h1><h1>Lamps</h1>"),
        ("<h2>More</h2>", "<h3>More</h3>"),
        ("<h2>More</h2>", "<h2></h2>"),
        ("<h2>More</h2>", "<h2 id='a'>More</h2>"),
        ('<label for="q">Search</label>', "Search"),
        ('<label for="q">Search</label>', '<label for="q"></label>'),
        ('<label for="q">', '<label for="other">'),
        ("<h2>More</h2>", "<fieldset><p>x</p></fieldset>"),
        ("<h2>More</h2>", "<table><tr><td>x</td></tr></table>"),
        ("<h2>More</h2>", '<img src="/static/x.png">'),
        ("<button>Go</button>", "<button></button>"),
        ('<a href="/about">about</a>', '<a href="/about"></a>'),
        ('<a href="/about">', "<a>"),
        ('<a href="/about">', '<a href="javascript:alert(1)">'),
        ('<a href="/about">', '<a href=" JavaScript:alert(1)">'),
        ('<a href="/about">', '<a href="data:text/html,x">'),
        ('<a href="/about">', '<a href="/about" onclick="x()">'),
        ('<a href="/about">', '<a href="/about" style="color: red">'),
        ('href="#a"', 'href="#gone"'),
        ("<h2>More</h2>", "<script>alert(1)</script>"),
        ("<h2>More</h2>", "<style>p {}</style>"),
        ("/static/js/site.js", "https://elsewhere.example/site.js"),
        ("</main>", FORM + "</main>"),
        ("<button>Go</button>", '<input type="hidden" name="csrf_token" value="x"><button>Go</button>'),
    ],
)
def test_a_bad_page_is_caught(good: str, bad: str) -> None:
    assert good in GOOD
    assert list(faults(page(GOOD.replace(good, bad))))


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_a_missing_header_is_caught(name: str) -> None:
    assert list(faults(page(**{name: None})))


@pytest.mark.parametrize(
    ("mark", "headers"),
    [
        (PUBLIC, {"Set_Cookie": "a=b"}),
        (PUBLIC, {"Vary": "Cookie"}),
        (PUBLIC, {"Cache_Control": "no-store"}),
        (Mark("visitor_form"), {}),
        (Mark("visitor_form"), {"Cache_Control": "no-store", "Set_Cookie": "a=b"}),
        (Mark("requires", Permission.DESK_ENTER), {"Cache_Control": "no-store"}),
        (None, {}),
        (PUBLIC, {"Content_Security_Policy": "default-src 'self' 'unsafe-inline'"}),
    ],
)
def test_bad_headers_are_caught(mark: Mark | None, headers: dict[str, str]) -> None:
    assert list(faults(page(GOOD, mark, **headers)))


def test_a_post_form_without_a_token_is_caught() -> None:
    html = GOOD.replace("</main>", FORM.replace('name="nonce"', 'name="other"') + "</main>")
    assert list(faults(page(html, Mark("visitor_form"), Cache_Control="no-store")))


def test_a_link_that_leads_nowhere_is_caught() -> None:
    assert list(faults(page(), lambda address, _method: address != "/about")) == ["GET /about leads nowhere"]
