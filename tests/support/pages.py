"""A browser without JavaScript, for tests: it fetches pages, fills in their forms, and checks all it fetches.

page = client.get("comments.new", slug="lamps")
page = client.submit(page, body="More lamps")              # the page's one form, with its hidden fields
page = client.submit(page, "Publish", expect=200)          # the form whose button says so
client.sign_in(cast.clerk); client.in_language("es").get("pages.home")
"""

from __future__ import annotations

from contextvars import Context
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import Client as WSGIClient
from werkzeug.test import TestResponse, encode_multipart

from portal.core.db import db
from portal.core.routes import Mark
from tests.support.cast import Player
from tests.support.lint import SITE, check
from tests.support.page import Form, Page

_HOST = urlsplit(SITE).netloc
MULTIPART = "multipart/form-data"


class Client:
    """One browser with its cookies, at the network `address`.

    Its requests run as on a server: in a context and a session of their own.
    """

    def __init__(self, app: Flask, lang: str = "en", http: WSGIClient | None = None) -> None:
        self.app = app
        self.lang = lang
        self.http = http or WSGIClient(app)
        self.address = "127.0.0.1"
        self._here = SITE + "/"

    def in_language(self, lang: str) -> Client:
        """The same browser, reading the site in another language."""
        return Client(self.app, lang, self.http)

    def url(self, endpoint: str, /, **values: Any) -> str:
        """The path of a page in this browser's language."""
        return self._addresses().build(endpoint, values)

    def get(self, endpoint: str, /, *, expect: int = 200, **values: Any) -> Page:
        """Fetch the page of `endpoint`, following redirects; `expect` is its status."""
        return self.open(self.url(endpoint, **values), expect=expect)

    def open(self, path: str, *, expect: int = 200) -> Page:
        """Fetch the page at `path`, following redirects."""
        return self._follow(self.send("GET", path), path, expect)

    def post(self, endpoint: str, /, data: Any = None, *, expect: int = 200, **values: Any) -> Page:
        """Post `data` as it stands: no form was read, no token is added."""
        path = self.url(endpoint, **values)
        return self._follow(self.send("POST", path, data=data), path, expect)

    def submit(self, page: Page, form: str | int | None = None, /, *, expect: int = 200, **fields: Any) -> Page:
        """Send a form of `page`, as filled in there and changed by `fields`; returns the page that answers.

        `form` is the words of its button, or its number among the main part's forms; left out there must be one.
        A value may be a list (checkboxes), files (`FileStorage`), True or False (one checkbox), or None (not sent).
        """
        response, path = self._send_form(page, form, fields)
        return self._follow(response, path, expect)

    def sign_in(self, player: Player) -> Client:
        """Sign in by the sign-in page."""
        page = self.get("accounts.sign_in")
        response, _path = self._send_form(page, None, {"email": player.email, "password": player.password})
        assert response.status_code == 303, f"{player.email} could not sign in: {response.status}"
        return self

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **others: Any) -> TestResponse:
        """One request as a browser sends it, answered unchecked; `headers` replace (None takes away) the usual."""
        if others.get("content_type") == MULTIPART:  # left to the test client it becomes a file that is never closed
            boundary, others["data"] = encode_multipart(others["data"])
            others["content_type"] = f'{MULTIPART}; boundary="{boundary}"'
        db.session.rollback()  # what the test itself was reading must not hide what the request writes
        usual: dict[str, str | None] = {"Referer": self._here}
        if method != "GET":
            usual |= {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}
        sent = {name: value for name, value in (usual | (headers or {})).items() if value is not None}
        return Context().run(
            self.http.open,
            path,
            method=method,
            base_url=SITE,
            headers=sent,
            environ_base={"REMOTE_ADDR": self.address},
            buffered=True,
            **others,
        )

    def _send_form(self, page: Page, form: str | int | None, fields: dict[str, Any]) -> tuple[TestResponse, str]:
        chosen = page.form(form)
        data = chosen.filled_in(fields, button=form if isinstance(form, str) else None)
        self._here = urljoin(SITE, page.path)
        path = urljoin(page.path, chosen.action)
        if chosen.method == "get":
            return self.send("GET", path.split("?")[0], query_string=MultiDict(data)), path
        if chosen.multipart:
            return self.send("POST", path, data=MultiDict(data), content_type=MULTIPART), path
        return self.send("POST", path, data=MultiDict(data)), path

    def _follow(self, response: TestResponse, path: str, expect: int) -> Page:
        for _step in range(5):
            if response.status_code not in {301, 302, 303, 307, 308}:
                break
            path = urljoin(urljoin(SITE, path), response.headers["Location"])
            assert path.startswith(SITE + "/"), f"a redirect leads away: {path}"
            path = path.removeprefix(SITE)
            response = self.send("GET", path)
        page = self._page(response)
        assert page.status == expect, f"{page.path} answered {page.status}, not {expect}: {page.text[:600]}"
        check(page, self._leads_somewhere)
        self._here = SITE + page.path
        return page

    def _page(self, response: TestResponse) -> Page:
        asked = response.request
        query = f"?{asked.query_string.decode()}" if asked.query_string else ""
        lang, bare = self._split(asked.path)
        mark = self._mark(bare, asked.method)
        return Page(response.status_code, asked.path + query, response.headers, response.get_data(), lang, mark)

    def _split(self, path: str) -> tuple[str, str]:
        first, *others = self.app.config["SETTINGS"].languages
        head, _, rest = path.removeprefix("/").partition("/")
        return (head, "/" + rest) if head in others else (first, path)

    def _mark(self, bare: str, method: str) -> Mark | None:
        try:
            endpoint, _values = self._addresses().match(bare, method)
        except HTTPException:
            return None
        return getattr(self.app.view_functions[endpoint], "mark", None)

    def _leads_somewhere(self, address: str, method: str) -> bool:
        path = urlsplit(address).path
        try:
            self._addresses().match(self._split(path)[1], method)
        except HTTPException:
            return False
        return True

    def _addresses(self) -> MapAdapter:
        first = self.app.config["SETTINGS"].default_language
        prefix = "/" if self.lang == first else f"/{self.lang}/"
        return self.app.url_map.bind(_HOST, script_name=prefix, url_scheme="https")


__all__ = ["Client", "Form", "Page"]
