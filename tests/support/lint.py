"""What every page must keep, checked whenever a test fetches one.

Each check yields sentences about what is wrong; `tests/house/test_page_lint.py` plants a bad page for each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from tests.support.page import Page, words_of

LeadsSomewhere = Callable[[str, str], bool]
REQUIRED_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
SITE = "https://feedback.example.org"
_TOKENS = {"nonce", "csrf_token"}
_SILENT_INPUTS = {"hidden", "submit", "button"}


def check(page: Page, leads_somewhere: LeadsSomewhere = lambda _address, _method: True) -> None:
    """Fail with everything that is wrong with `page`."""
    wrong = list(faults(page, leads_somewhere))
    assert not wrong, f"{page.path} ({page.status}):\n  " + "\n  ".join(wrong)


def faults(page: Page, leads_somewhere: LeadsSomewhere = lambda _address, _method: True) -> Iterator[str]:
    """Everything that is wrong with `page`."""
    yield from _headers(page)
    yield from _caching(page)
    if page.is_html:
        for look in (_syntax, _frame, _headings, _ids, _labels, _names, _inline, _resources, _tokens):
            yield from look(page)
        yield from _dead_links(page, leads_somewhere)


def _headers(page: Page) -> Iterator[str]:
    wanted = dict(REQUIRED_HEADERS)
    if page.mark and page.mark.secret:
        wanted["Referrer-Policy"] = "no-referrer"
    if page.mark and page.mark.kind == "requires":
        wanted["Content-Security-Policy"] += "; connect-src 'self'"
    for name, value in wanted.items():
        if page.headers.get(name) != value:
            yield f"header {name} is {page.headers.get(name)!r}"
    if "max-age" not in page.headers.get("Strict-Transport-Security", ""):
        yield "no Strict-Transport-Security"
    if "camera=()" not in page.headers.get("Permissions-Policy", ""):
        yield "no Permissions-Policy"
    kind = page.headers.get("Content-Type", "").lower()
    if not kind or (kind.startswith("text/") and "charset=utf-8" not in kind):
        yield f"Content-Type is {kind!r}"


def _caching(page: Page) -> Iterator[str]:
    kind = page.mark.kind if page.mark else None
    caching = page.headers.get("Cache-Control", "")
    if any("Max-Age=0" not in cookie for cookie in page.headers.getlist("Set-Cookie")):  # those take one away
        yield "a page sets a cookie"
    if kind == "public" and page.status == 200:
        kept = "public, max-age=31536000, immutable" if page.mark and page.mark.immutable else "public, no-cache"
        if caching != kept or (page.is_html and "ETag" not in page.headers):
            yield f"a public page cannot be cached: {caching!r}"
        if "Vary" in page.headers:
            yield f"a public page varies by {page.headers['Vary']}"
    elif caching != "no-store":
        yield f"Cache-Control is {caching!r}, not no-store"
    if kind == "requires" and "Cookie" not in page.headers.get("Vary", ""):
        yield "a page of the desk does not vary by Cookie"


def _syntax(page: Page) -> Iterator[str]:
    _ = page.tree
    yield from (f"HTML: {error}" for error in page.parse_errors)


def _frame(page: Page) -> Iterator[str]:
    if page.tree.get("lang") != page.lang:
        yield f"lang is {page.tree.get('lang')!r} on a page in {page.lang!r}"
    if len(page.all("./head/title")) != 1 or not page.title:
        yield "there must be one title with words"
    if len(page.all("main")) != 1:
        yield "there must be one main"
    if not page.all(".//meta[@name='viewport']"):
        yield "no viewport"


def _headings(page: Page) -> Iterator[str]:
    headings = [e for e in page.tree.iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    if [h.tag for h in headings].count("h1") != 1:
        yield "there must be one h1"
    yield from (f"an empty {h.tag}" for h in headings if not words_of(h))
    levels = [int(str(h.tag)[1]) for h in headings if h in set(page.tree.find(".//main").iter())]  # type: ignore[union-attr]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{before} is followed by h{after}"


def _ids(page: Page) -> Iterator[str]:
    ids = Counter(e.get("id") for e in page.tree.iter() if e.get("id") is not None)
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1 or not name)
    for element in page.tree.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for target in (element.get(name) or "").split():
                if target not in ids:
                    yield f"{name}={target!r} names nothing"
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            yield f"link {href} leads nowhere"


def _labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if words_of(label)}
    inside = {field for label in page.all("label") if words_of(label) for field in label.iter()}
    for field in _fields(page):
        if field.get("id") not in labelled and field not in inside and not field.get("aria-label"):
            yield f"{field.tag} {field.get('name')!r} has no label"
    for fieldset in page.all("fieldset"):
        if not any(words_of(legend) for legend in fieldset.findall("legend")):
            yield f"fieldset {fieldset.get('id')!r} has no legend"


def _fields(page: Page) -> list[Element]:
    found = [e for tag in ("input", "select", "textarea") for e in page.all(tag)]
    return [field for field in found if field.get("type") not in _SILENT_INPUTS]


def _names(page: Page) -> Iterator[str]:
    for link in page.all("a"):
        if not (words_of(link) or link.get("aria-label")) or not link.get("href"):
            yield f"a link without words or address: {link.get('href')!r}"
    yield from ("a button without words" for b in page.all("button") if not (words_of(b) or b.get("aria-label")))
    yield from ("an image without alt" for image in page.all("img") if image.get("alt") is None)
    yield from ("a table without caption" for table in page.all("table") if table.find("caption") is None)


def _inline(page: Page) -> Iterator[str]:
    yield from ("a style element" for _ in page.all("style"))
    for script in page.all("script"):
        if not script.get("src") or (script.text or "").strip():
            yield f"an inline script: {(script.text or '')[:60]!r}"
    for element in page.tree.iter():
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"attribute {name} on {element.tag}"
            if name in {"href", "src", "action", "formaction"} and not _is_harmless(value):
                yield f"{name}={value[:60]!r} on {element.tag}"


def _is_harmless(address: str) -> bool:
    scheme = re.match(r"[\s\x00-\x1f]*([a-zA-Z][\w+.-]*):", address)
    return scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel", "geo"}


def _resources(page: Page) -> Iterator[str]:
    loaded = [(e, e.get("src")) for tag in ("script", "img", "iframe", "audio", "video") for e in page.all(tag)]
    loaded += [(e, e.get("href")) for e in page.all("link") if e.get("rel") in {"stylesheet", "icon", "preload"}]
    for element, address in loaded:
        folders = ("/projects/", "/comments/", "/staff/projects/", "/staff/drafts/", "/staff/moderation/")
        pictures = (*folders, *(f"/es{folder}" for folder in folders))
        ours = (address or "").startswith("/static/")
        if not (ours or (element.tag == "img" and (address or "").startswith(pictures))):
            yield f"{element.tag} loads {address!r}"


def _tokens(page: Page) -> Iterator[str]:
    kind = page.mark.kind if page.mark else None
    for form in page.all("form"):
        names = {field.get("name") for field in form.iter("input") if field.get("type") == "hidden"}
        posts = form.get("method", "get").lower() == "post"
        if kind == "public" and (posts or names & _TOKENS):
            yield "a public page holds a form that posts, or a token"
        if posts and not names & _TOKENS:
            yield f"form {form.get('action')!r} posts without a token"
        if not posts and names & _TOKENS:
            yield f"form {form.get('action')!r} would put its token into the address"


def _dead_links(page: Page, leads_somewhere: LeadsSomewhere) -> Iterator[str]:
    # the same page in another language leads where this page is, even if that is nowhere
    links = [link for link in page.all("a") if link.get("rel") != "alternate"]
    asked = {((link.get("href") or "").removeprefix(SITE), "GET") for link in links}
    asked |= {(form.get("action") or page.path, form.get("method", "get").upper()) for form in page.all("form")}
    for address, method in sorted(asked):
        if address.startswith("/") and not leads_somewhere(address, method):
            yield f"{method} {address} leads nowhere"
