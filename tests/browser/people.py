"""People in a browser: they see words and click what is called so. No step uses an address that nobody told them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, ViewportSize

from tests.browser.site import PASSWORD, Site

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=900)
PATIENCE = 30_000  # ms for one step; the machine of the tests may be busy


class Person:
    """One person with one browser. `say` turns our English words into the language that they read."""

    def __init__(
        self, browser: Browser, site: Site, size: ViewportSize, scripts: bool, say: Callable[[str], str]
    ) -> None:
        phone = size == PHONE
        self._window = browser.new_context(
            base_url=site.base, viewport=size, is_mobile=phone, has_touch=phone, java_script_enabled=scripts
        )
        self._window.set_default_timeout(PATIENCE)
        self.site = site
        self.say = say
        self.page: Page = self._window.new_page()
        self.clicks = 0
        self.pages = 0
        self.complaints: list[str] = []
        self.page.on("request", self._watch_request)
        self.page.on("console", self._watch_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def leave(self) -> None:
        """Close the browser; what it complained about fails the test."""
        self._window.close()
        assert self.complaints == []

    # ---- moving -------------------------------------------------------------------------------------

    def opens(self, path: str) -> None:
        """Type an address that they know: the front page, the desk."""
        self.page.goto(path)

    def follows(self, words: str, inside: str = "main") -> None:
        """Click the link with exactly these words."""
        self.clicks_on(self.page.locator(inside).get_by_role("link", name=self.say(words), exact=True))

    def presses(self, words: str, inside: Locator | None = None) -> None:
        """Press the button with exactly these words."""
        self.clicks_on((inside or self.page.locator("main")).get_by_role("button", name=self.say(words), exact=True))

    def clicks_on(self, thing: Locator) -> None:
        """Click something that leads to another page."""
        with self.page.expect_navigation():
            thing.click()
        self.clicks += 1

    def signs_in(self, who: str) -> None:
        """Open the desk and sign in as one of the demo's people."""
        self.opens("/staff/sign-in")
        self.writes("Email address", f"{who}@example.org")
        self.writes("Password", PASSWORD)
        self.presses("Sign in")
        assert self.h1 != "Staff sign-in", self.text

    # ---- filling in ---------------------------------------------------------------------------------

    def field(self, label: str, inside: Locator | None = None) -> Locator:
        """The field whose label begins with these words."""
        begins = re.compile(rf"^\s*{re.escape(self.say(label))}")
        return (inside or self.page.locator("main")).get_by_label(begins)

    def writes(self, label: str, text: str, inside: Locator | None = None) -> None:
        """Fill in a field."""
        self.field(label, inside).fill(text)

    def writes_both(self, legend: str, english: str, spanish: str, inside: Locator | None = None) -> None:
        """Fill in a text in both languages."""
        group = self.group(legend, inside)
        self.writes("English", english, group)
        self.writes("Español", spanish, group)

    def group(self, legend: str, inside: Locator | None = None) -> Locator:
        """The fields under the first such legend."""
        return (inside or self.page.locator("main")).get_by_role("group", name=self.say(legend), exact=True).first

    def chooses(self, words: str, inside: Locator | None = None) -> None:
        """Tick the choice whose words begin so."""
        begins = re.compile(rf"^\s*{re.escape(self.say(words))}")
        (inside or self.page.locator("main")).get_by_label(begins).check()

    # ---- seeing -------------------------------------------------------------------------------------

    @property
    def h1(self) -> str:
        """The page's heading."""
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """All that the main part shows."""
        return self.page.locator("main").inner_text()

    def sees(self, words: str) -> bool:
        """Whether the main part shows these words of ours."""
        return self.say(words) in self.text

    def waits_for(self, words: str, again: Callable[[], object], seconds: float = 5) -> bool:
        """Do `again` until the main part shows `words`; whether that came in time."""
        deadline = time.monotonic() + seconds
        while words not in self.text:
            if time.monotonic() > deadline:
                return False
            again()
        return True

    def _watch_request(self, request: Request) -> None:
        if request.is_navigation_request():
            self.pages += request.redirected_from is None
        if not request.url.startswith((self.site.base, "data:", "about:")):
            self.complaints.append(f"a request to somebody else: {request.url}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)
