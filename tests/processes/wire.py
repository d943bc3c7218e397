"""Somebody with a browser without JavaScript, over real HTTP: cookies, forms, redirects."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from werkzeug.datastructures import Headers

from tests.browser.site import PASSWORD, Site
from tests.support.page import Page

SECONDS = 20
REBUILDING = "The search index is being rebuilt"


class Surfer:
    """One browser. Safe to use from one thread at a time; `twin()` gives another one with the same cookies."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}

    def twin(self) -> Surfer:
        """A second window of the same browser."""
        other = Surfer(self.site)
        other.cookies = dict(self.cookies)
        return other

    def open(self, path: str, expect: int | None = 200) -> Page:
        """Fetch a page, following redirects."""
        return self._follow("GET", path, None, expect)

    def submit(self, page: Page, button: str, expect: int | None = 200, **fields: Any) -> Page:
        """Fill in the form with this button and press it; `expect=None` takes any status."""
        return self.press(page, filled_in(page, button, **fields), expect)

    def press(self, page: Page, form: FilledIn, expect: int | None = 200) -> Page:
        """Send a form that is filled in already; the same one may be sent again."""
        return self._follow("POST", urljoin(page.path, form.action), form.body, expect)

    def sign_in(self, email: str) -> Surfer:
        """Sign in with the demo's password."""
        page = self.submit(self.open("/staff/sign-in"), "Sign in", email=email, password=PASSWORD)
        assert page.path == "/staff", f"{email} cannot sign in: {page.errors}"
        return self

    def _follow(self, method: str, path: str, body: str | None, expect: int | None) -> Page:
        page = self._ask(method, path, body)
        while page.status in {301, 302, 303, 308}:
            page = self._ask("GET", urljoin(path, page.headers["Location"]), None)
        assert expect in {None, page.status}, f"{page.path} answered {page.status}, not {expect}: {page.text[:400]}"
        return page

    def _ask(self, method: str, address: str, body: str | None) -> Page:
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = HTTPConnection(urlsplit(self.site.base).netloc, timeout=SECONDS)
        try:
            connection.request(method, path, body, self._headers(body))
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        headers = Headers(answer.getheaders())
        for line in headers.getlist("Set-Cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Page(answer.status, path, headers, content, "en", None)

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.site.base,
                "Sec-Fetch-Site": "same-origin",
            }
        return headers


class FilledIn:
    """A form ready to be sent."""

    def __init__(self, action: str, body: str) -> None:
        self.action = action
        self.body = body


def filled_in(page: Page, button: str, **fields: Any) -> FilledIn:
    """The form of `page` with this button, filled in."""
    form = page.form(button)
    return FilledIn(form.action, urlencode(form.filled_in(fields, button=button)))


def code_on(receipt: Page) -> str:
    """The receipt code that a page shows."""
    (code,) = receipt.words(".//p[@class='receipt-code']")
    return code


def soon(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether `is_so()` becomes true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
