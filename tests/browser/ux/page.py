"""One page at one size: load, facts, axe, dark, keyboard, narrow text, print; and without scripts."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from tests.browser.ux.facts import judge_facts, judge_reading, sticks_out
from tests.browser.ux.focus import walk
from tests.browser.ux.load import judge_load, load
from tests.browser.ux.pixels import luminance
from tests.browser.ux.session import Session, script

VIEWPORTS = (("m", 360, 740), ("d", 1280, 900))  # phone and desk; the phone is slow
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    " p { margin-bottom: 2em !important }"
)
ADOPT = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }"""
DARKEST_LIGHT = 0.4  # relative luminance above which a page is not dark


def measure(session: Session, path: str, at: str, width: int, height: int) -> dict[str, Any]:
    """Everything about `path` at this size: findings go to the session, figures come back."""
    figures: dict[str, Any] = {"path": path, "viewport": f"{width}x{height}"}
    context = session.context(width, height)
    try:
        loaded = load(session, context, path, slow=at == "m")
        figures |= judge_load(session, path, at, loaded)
        figures |= _look(session, loaded.page, path, at, width)
    except BrowserError as error:
        session.findings.fail(path, at, "page could not be measured", str(error).splitlines()[0])
    finally:
        context.close()
    if at == "m" and "facts" in figures:
        figures["no_js"] = without_scripts(session, path, figures["facts"])
    return figures


def _look(session: Session, page: Page, path: str, at: str, width: int) -> dict[str, Any]:
    facts = page.evaluate(script("facts"))
    judge_facts(session, path, at, facts)
    figures: dict[str, Any] = {"reading": judge_reading(session, path, facts)} if at == "m" else {}
    figures["axe"] = _judge_axe(session, page, path, at)
    session.shot(page, path, str(width))
    if session.options.dark:
        _judge_dark(session, page, path, at, width)
    figures["focus"] = walk(session, page, path, at)
    if at == "m" and not sticks_out(facts):
        _judge_reflow(session, page, path)
    if at == "d" and session.options.print:
        _judge_print(session, page, path)
    figures["facts"] = {name: value for name, value in facts.items() if name != "prose"}
    return figures


def _judge_axe(session: Session, page: Page, path: str, at: str) -> list[dict[str, Any]]:
    violations = session.axe(page)
    for v in violations:
        what = f"axe {v['id']} ({v['impact']}) x{v['n']}"
        session.findings.fail(path, at, what, f"{v['help']} @ {' | '.join(v['targets'][:2])}")
    return violations


def _judge_dark(session: Session, page: Page, path: str, at: str, width: int) -> None:
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(150)
    for v in session.axe(page, ["color-contrast", "link-in-text-block"]):
        session.findings.fail(path, f"{at} dark", f"axe {v['id']} x{v['n']}", " | ".join(v["targets"][:2]))
    ground = page.evaluate(script("ground"))
    numbers = [float(n) for n in re.findall(r"[\d.]+", ground)]
    if len(numbers) < 3 or luminance(numbers) > DARKEST_LIGHT:
        session.findings.warn(path, f"{at} dark", "no dark scheme", ground)
    session.shot(page, path, f"{width}-dark", whole=False)
    page.emulate_media(color_scheme="light")


def _judge_reflow(session: Session, page: Page, path: str) -> None:
    """WCAG 1.4.10 at 320 px, then 1.4.12 with wider text on top."""
    page.set_viewport_size({"width": 320, "height": 640})
    for what in ("at 320 px", "with WCAG text spacing at 320 px"):
        if "spacing" in what:
            page.evaluate(ADOPT, SPACED)  # the way that a strict CSP allows
        page.wait_for_timeout(120)
        facts = page.evaluate(script("facts"))
        if sticks_out(facts):
            session.findings.fail(path, "m", f"horizontal overflow {what}", "; ".join(facts["overflow"][:3]))


def _judge_print(session: Session, page: Page, path: str) -> None:
    page.emulate_media(media="print")
    printed = page.evaluate(script("printed"))
    if printed["navs"] or printed["buttons"]:
        what = f"{printed['navs']} navs and {printed['buttons']} buttons are printed"
        session.findings.warn(path, "print", what)


def without_scripts(session: Session, path: str, scripted: dict[str, Any]) -> dict[str, Any]:
    """The same page with JavaScript off must offer the same forms and nearly the same text."""
    context = session.context(360, 740, java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(session.url(path), wait_until="load", timeout=session.options.timeout * 1000)
        facts = page.evaluate(script("facts"))
        session.shot(page, path, "nojs")
    except BrowserError as error:
        session.findings.fail(path, "no-js", "did not load", str(error).splitlines()[0])
        return {"ok": False}
    finally:
        context.close()
    bad = [
        f"a form with fields has no submit button ({f['action']})"
        for f in facts["forms"]
        if f["fields"] and not f["submit"]
    ]
    if facts["h1"] != 1:
        bad.append(f"{facts['h1']} h1")
    if len(facts["forms"]) < len(scripted["forms"]):
        bad.append(f"{len(scripted['forms'])} forms with JavaScript, {len(facts['forms'])} without")
    if facts["textLength"] < 0.8 * scripted["textLength"]:
        bad.append(f"only {facts['textLength']} of {scripted['textLength']} characters of text")
    for what in bad:
        session.findings.fail(path, "no-js", what)
    return {"ok": not bad}
