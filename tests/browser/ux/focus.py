"""Going through a page with Tab: every stop must show itself, in view, not covered, and let go again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from tests.browser.ux.pixels import focus_change
from tests.browser.ux.session import Session, script

AROUND = 8  # px around the element that belong to its picture
BLUR = """() => { const x = scrollX, y = scrollY; window.__uxf = document.activeElement;
window.__uxf.blur(); scrollTo(x, y) }"""
ONE_RING = 0.9  # of the perimeter, changed by 3:1: a ring of one pixel


@dataclass
class Walk:
    """The stops of one walk, and the names of those that did badly."""

    stops: list[dict[str, Any]] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def note(self, stop: dict[str, Any]) -> None:
        """Add a stop and sort its name."""
        if not stop["inView"] or stop["w"] < 1:
            self.hidden.append(stop["name"])
        elif stop["changed"] < 0:
            self.unknown.append(stop["name"])
        elif stop["changed"] == 0:
            self.unmarked.append(stop["name"])
        elif stop["perimeters"] < ONE_RING:
            self.weak.append(f"{stop['name']} {stop['perimeters']}")
        self.stops.append(stop)


def walk(session: Session, page: Page, path: str, at: str) -> Walk:
    """Press Tab as often as the options say, or until the page's end; find what a keyboard user would."""
    page.evaluate("() => { scrollTo(0, 0); if (document.activeElement) document.activeElement.blur() }")
    done, fail, again = Walk(), session.findings.fail, 0
    for _ in range(session.options.tabs):
        page.keyboard.press("Tab")
        page.wait_for_timeout(40)
        stop = page.evaluate(script("focused"))
        if not stop or (done.stops and stop["key"] == done.stops[0]["key"]):
            break
        again = again + 1 if done.stops and stop["key"] == done.stops[-1]["key"] else 0
        if again > stop["parts"]:
            fail(path, at, "focus does not move on (trap)", stop["name"])
            break
        if again:
            continue
        if stop["inView"] and stop["w"] >= 1:
            stop |= _change(page, stop)
            if stop["seen"] == 0:
                detail = f"{stop['name']} behind {stop['cover']}"
                fail(path, at, "focus is hidden behind other content (WCAG 2.4.11)", detail)
        if not done.stops and not stop["skips"]:
            level = fail if at == "d" else session.findings.warn
            level(path, at, "the first tab stop is not a working skip link", stop["name"])
        done.note(stop)
    _judge(session, path, at, done)
    return done


def _judge(session: Session, path: str, at: str, done: Walk) -> None:
    fail, warn = session.findings.fail, session.findings.warn
    for level, names, what in (
        (fail, done.unmarked, "tab stops without a visible focus"),
        (fail, done.hidden, "tab stops outside the view"),
        (warn, done.unknown, "tab stops whose focus mark could not be measured"),
        (warn, done.weak, "weak focus marks (under a 1 px ring at 3:1)"),
    ):
        if names:
            level(path, at, f"{len(names)} {what}", "; ".join(names[:4]))


def _change(page: Page, stop: dict[str, Any]) -> dict[str, float]:
    """Two pictures of the element, with the focus and without, compared."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    x, y = max(0, stop["x"] - AROUND), max(0, stop["y"] - AROUND)
    width = max(1, min(stop["w"] + 2 * AROUND, size["width"] - x, 700))
    height = max(1, min(stop["h"] + 2 * AROUND, size["height"] - y, 300))
    clip: Any = {"x": x, "y": y, "width": width, "height": height}
    try:
        focused = page.screenshot(clip=clip, animations="disabled")
        page.evaluate(BLUR)
        blurred = page.screenshot(clip=clip, animations="disabled")
        page.evaluate("() => window.__uxf.focus({ preventScroll: true })")  # else a trap would let go
    except BrowserError:
        return {"changed": -1, "strong": -1}
    return focus_change(focused, blurred, stop["w"], stop["h"])
