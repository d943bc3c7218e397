"""A person's way through several pages, from a file: what it costs in pages, clicks, keys and seconds.

{"name": "comment without account", "no_js": true, "login": false, "width": 360, "height": 740,
 "max_pages": 3, "max_clicks": 9, "max_keys": 99, "max_seconds": 20,
 "steps": [{"goto": "/projects/library"}, {"click": "text=Comment on this project"},
           {"fill": ["[name=body]", "More benches"]}, {"check": "[name=agree]"},
           {"select": ["[name=area]", "east"]},
           {"press": "Tab"}, {"repeat": 50, "keys": "a"}, {"expect": "text=Your receipt"},
           {"expect_url": "/thanks"}, {"axe": true}, {"shot": "end"}]}
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from tests.browser.ux.session import Session


@dataclass
class Trip:
    """A journey under way."""

    session: Session
    plan: dict[str, Any]
    page: Page
    addresses: list[str] = field(default_factory=list)
    clicks: int = 0
    keys: int = 0

    @property
    def name(self) -> str:
        """The journey's name in the report."""
        return str(self.plan["name"])

    def take(self, step: dict[str, Any]) -> None:
        """Do everything that one step asks for."""
        for deed in (
            "goto",
            "fill",
            "check",
            "select",
            "click",
            "press",
            "keys",
            "expect",
            "expect_url",
            "axe",
            "shot",
        ):
            if deed in step:
                getattr(self, f"_{deed}")(step[deed])

    def _goto(self, path: str) -> None:
        self.page.goto(self.session.url(path))

    def _fill(self, what: list[str]) -> None:
        self.page.locator(what[0]).first.fill(what[1])
        self.keys += len(what[1])

    def _check(self, selector: str) -> None:
        self.page.locator(selector).first.check()
        self.clicks += 1

    def _select(self, what: list[str]) -> None:
        self.page.locator(what[0]).first.select_option(what[1])
        self.clicks += 1

    def _click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1
        self.page.wait_for_load_state("load")

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1
        self.page.wait_for_load_state("load")

    def _keys(self, keys: str) -> None:
        for key in keys:
            self._press(key)
            self.page.wait_for_timeout(self.plan.get("gap_ms", 60))
            self.page.wait_for_load_state("load")

    def _expect(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for(timeout=5000)

    def _expect_url(self, part: str) -> None:
        if part not in self.page.url:
            raise BrowserError(f"at {self.page.url}, expected {part}")

    def _axe(self, _: bool) -> None:
        page = self.page
        if self.plan.get("no_js"):  # axe waits on timers, which never fire there: same address, scripts on
            cookies: Any = page.context.storage_state()
            page = self.session.context(360, 740, storage_state=cookies).new_page()
            page.goto(self.page.url)
        for v in self.session.axe(page):
            self.session.findings.fail(self.name, "journey", f"axe {v['id']} x{v['n']}", v["help"])
        if page is not self.page:
            page.context.close()

    def _shot(self, suffix: str) -> None:
        self.session.shot(self.page, f"journey-{self.name}", suffix)


def travel(session: Session, file: str) -> dict[str, Any]:
    """Make the journey of `file`; findings go to the session, what it cost comes back."""
    plan = {"name": Path(file).stem} | json.loads(Path(file).read_text("utf-8"))
    context = session.context(
        plan.get("width", 1280),
        plan.get("height", 900),
        java_script_enabled=not plan.get("no_js"),
        storage_state=session.signed_in if plan.get("login") else None,
    )
    page = context.new_page()
    page.set_default_timeout(plan.get("timeout_ms", 8000))
    trip = Trip(session, plan, page)
    page.on("framenavigated", lambda frame: _note(trip, frame))
    began, whole = time.monotonic(), True
    for step in plan["steps"]:
        try:
            for _ in range(step.get("repeat", 1)):
                trip.take(step)
        except BrowserError as error:
            whole = False
            detail = f"step {json.dumps(step)}: {str(error).splitlines()[0]}"
            session.findings.fail(trip.name, "journey", "broke off", detail)
            break
    seconds = round(time.monotonic() - began, 1)
    context.close()
    costs = {"pages": len(trip.addresses), "clicks": trip.clicks, "keys": trip.keys, "seconds": seconds}
    for what, cost in costs.items():
        if cost > plan.get(f"max_{what}", float("inf")):
            way = " > ".join(urlparse(address).path for address in trip.addresses[:8])
            session.findings.fail(trip.name, "journey", f"{cost} {what}, at most {plan[f'max_{what}']}", way)
    return {"name": trip.name, "ok": whole, **costs, "urls": trip.addresses}


def _note(trip: Trip, frame: Any) -> None:
    if frame == trip.page.main_frame and frame.url != "about:blank":
        trip.addresses.append(frame.url)
