"""Judging what a page's document and layout say of themselves (js/facts.js)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.browser.ux.reading import reading
from tests.browser.ux.session import Session

SMALLEST_TEXT = 16  # px, of the body and of typed fields
WIDEST_LINE = 80  # characters


def judge_facts(session: Session, path: str, at: str, facts: dict[str, Any]) -> None:
    """Find what is wrong in `facts`; what depends on touch is only asked at the phone's size ("m")."""
    for what, detail in _faults(facts):
        session.findings.fail(path, at, what, detail)
    for what, detail in _doubts(facts):
        session.findings.warn(path, at, what, detail)
    if at == "m":
        _judge_touch(session, path, facts)


def _faults(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    viewport = facts["viewport"].replace(" ", "")
    if not facts["title"]:
        yield "no title", ""
    if facts["h1"] != 1:
        yield f"{facts['h1']} visible h1, expected 1", ""
    if not facts["lang"]:
        yield "html has no lang", ""
    if facts["main"] != 1:
        yield f"{facts['main']} main landmarks, expected 1", ""
    if "width=device-width" not in viewport or "user-scalable=no" in viewport or "maximum-scale" in viewport:
        yield "viewport meta missing or it stops zooming", facts["viewport"]
    if sticks_out(facts):
        sizes = f"{facts['scrollWidth']} px on {facts['width']}"
        yield f"horizontal overflow: {sizes}", "; ".join(facts["overflow"][:3])
    if facts["small"]:
        yield f"{len(facts['small'])} targets under 24x24", "; ".join(facts["small"][:4])
    if facts["deadLinks"]:
        yield "links that need JavaScript (href=# or javascript:)", "; ".join(facts["deadLinks"])
    if facts["bodyPx"] < SMALLEST_TEXT:
        yield f"body text {facts['bodyPx']} px", ""
    if facts["inlineHandlers"]:
        yield f"{facts['inlineHandlers']} inline on… handlers (a strict CSP blocks them)", ""


def _doubts(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    h1 = facts["h1Text"].strip()
    if h1.lower()[:25] not in facts["title"].lower():
        yield "the title does not contain the h1", f"{facts['title']!r} / {h1[:50]!r}"
    if facts["headingSkips"]:
        yield f"{facts['headingSkips']} skipped heading levels", ""
    if facts["imagesNoSize"]:
        yield f"{facts['imagesNoSize']} images without width and height", ""
    if facts["measure"] > WIDEST_LINE:
        yield f"a paragraph is {facts['measure']} characters wide (aim 45 to 75)", ""


def _judge_touch(session: Session, path: str, facts: dict[str, Any]) -> None:
    fail, warn = session.findings.fail, session.findings.warn
    if facts["zoomInputs"]:
        fail(path, "m", "fields under 16 px make iOS zoom", "; ".join(facts["zoomInputs"]))
    if facts["noAutocomplete"]:
        detail = "; ".join(facts["noAutocomplete"][:3])
        fail(path, "m", "personal fields without autocomplete (WCAG 1.3.5)", detail)
    if facts["loose"]:
        warn(path, "m", f"{len(facts['loose'])} lone links under 24 px high", "; ".join(facts["loose"][:4]))
    if facts["tight"]:
        warn(path, "m", f"{len(facts['tight'])} controls under 44 px high", "; ".join(facts["tight"][:3]))


def judge_reading(session: Session, path: str, facts: dict[str, Any]) -> dict[str, float]:
    """Warn when the page's own sentences are hard; the figures for the report."""
    figures = reading(facts["prose"], facts["lang"] or "en")
    hard = figures.get("fk_grade", 0) > session.options.max_grade or figures.get("fernandez_huerta", 99) < 60
    if hard:
        session.findings.warn(path, "m", "hard to read", json.dumps(figures))
    return figures


def sticks_out(facts: dict[str, Any]) -> bool:
    """Whether the page scrolls sideways."""
    return bool(facts["scrollWidth"] > facts["width"] + 1)
