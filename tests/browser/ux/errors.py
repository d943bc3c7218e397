"""Sending a form empty, and judging the page that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Error as BrowserError

from tests.browser.ux.session import SUBMIT, Session, script

FORM = "main form[method=post], main form"


def probe(session: Session, spec: str) -> dict[str, Any]:
    """Send the form of `PATH` or `PATH::SELECTOR` empty; findings go to the session."""
    path, _, selector = spec.partition("::")
    context = session.context(360, 740)
    page = context.new_page()
    try:
        page.goto(session.url(path), wait_until="load")
        form = page.locator(selector or FORM).first
        if not form.count():
            session.findings.fail(path, "errors", "no form to probe", selector or FORM)
            return {"path": path}
        form.evaluate("f => { f.noValidate = true }")
        form.locator(SUBMIT).last.click()
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)
        shown = page.evaluate(script("errors"))
        session.shot(page, path, "errors")
        for what in _faults(shown):
            session.findings.fail(path, "errors", what)
        for v in session.axe(page):
            session.findings.fail(path, "errors", f"axe {v['id']} x{v['n']}", v["help"])
        return {"path": path, **shown}
    except BrowserError as error:
        session.findings.fail(path, "errors", "could not be probed", str(error).splitlines()[0])
        return {"path": path}
    finally:
        context.close()


def _faults(shown: dict[str, Any]) -> Iterator[str]:
    if not re.match(r"(error|errores?)\b", shown["title"], re.I):
        yield f"the title does not start with Error: {shown['title']!r}"
    if not shown["summary"]:
        yield "no error summary"
    elif not shown["links"]:
        yield "the summary has no links to fields"
    elif not shown["focused"]:
        yield "focus is not on the summary"
    if shown["broken"]:
        yield f"summary links lead nowhere {shown['broken']}"
    if not shown["invalid"]:
        yield "no field has aria-invalid"
    if shown["undescribed"]:
        yield f"{shown['undescribed']} invalid fields without a described error"
