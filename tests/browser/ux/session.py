"""One run: the browser, who is signed in, where pictures go, and axe."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlparse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from tests.browser.ux.findings import Findings

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SUBMIT = "button:not([type=button]),input[type=submit]"
PHONE_BELOW = 600  # px


def script(name: str) -> str:
    """The text of js/<name>.js."""
    text = (Path(__file__).parent / "js" / f"{name}.js").read_text("utf-8")
    return text.partition("\n")[2].strip()


class Session:
    """What every check needs. `options` are ux_check's."""

    def __init__(self, options: argparse.Namespace, browser: Browser) -> None:
        self.options, self.browser = options, browser
        self.findings = Findings()
        self.out = Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.signed_in: Any = None  # cookies, once login() went well
        self._axe = Axe()

    def context(self, width: int, height: int, **more: Any) -> BrowserContext:
        """A fresh window of this size; below 600 px it is a phone."""
        phone = width < PHONE_BELOW
        settings: dict[str, Any] = {
            "viewport": {"width": width, "height": height},
            "reduced_motion": "reduce",
            "locale": self.options.locale,
            "storage_state": self.signed_in,
            "is_mobile": phone,
            "has_touch": phone,
        }
        return self.browser.new_context(**(settings | more))

    def url(self, path: str) -> str:
        """The full address of `path`."""
        base: str = self.options.base
        return urljoin(base + "/", path.lstrip("/"))

    def axe(self, page: Page, only: list[str] | None = None) -> list[dict[str, Any]]:
        """Violations on `page`, all rules of TAGS or `only` the named ones."""
        settings: dict[str, Any] = {
            "runOnly": {"type": "tag", "values": TAGS},
            "rules": {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],
        }
        if only:
            settings = {"runOnly": {"type": "rule", "values": only}}
        return [
            {
                "id": v["id"],
                "impact": v["impact"],
                "help": v["help"],
                "n": len(v["nodes"]),
                "targets": [str(node["target"][0]) for node in v["nodes"][:4]],
            }
            for v in self._axe.run(page, options=settings).response["violations"]
        ]

    def shot(self, page: Page, path: str, suffix: str, whole: bool = True) -> None:
        """A picture of `page` in the output folder; of its top where the whole is too much."""
        if self.options.no_shots:
            return
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
        file = self.out / f"{name}-{suffix}.png"
        try:
            page.screenshot(path=file, full_page=whole, timeout=15000)
        except BrowserError:
            page.screenshot(path=file)

    def login(self) -> None:
        """Sign in with the fields of the options; every later window is signed in."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(self.url(self.options.login))
        for pair in self.options.field:
            name, _, value = pair.partition("=")
            page.locator(f'[name="{name}"]').first.fill(value)
        page.locator(self.options.submit).last.click()
        page.wait_for_load_state("load")
        if self.at_login(page):
            self.findings.fail(self.options.login, "login", "still on the sign-in page", page.title())
        self.signed_in = context.storage_state()
        context.close()

    def at_login(self, page: Page) -> bool:
        """Whether `page` shows the sign-in page."""
        login = self.options.login
        return bool(login) and urlparse(page.url).path == urlparse(self.url(login)).path
