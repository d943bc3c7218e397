"""Every workbook of other people that is at hand is answered to the receipt: on a phone, without JavaScript."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Window
from werkzeug.datastructures import Headers

from tests.browser.conftest import Arrive
from tests.browser.people import Person
from tests.browser.site import Site
from tests.support.page import Page
from tests.support.process import strict
from tests.surveys.answering.filling import filled

WORKBOOKS = sorted(Path(os.environ.get("PORTAL_DEMO_DATA") or "/nowhere").glob("surveys/*.xlsx"))
NO_FOLDER = "no workbooks in the folder that PORTAL_DEMO_DATA names"
NONE_AT_HAND = pytest.param(None, id="none", marks=[] if strict() else [pytest.mark.skip(NO_FOLDER)])
MOST_PAGES, MOST_TRIES = 80, 14


@pytest.mark.parametrize("workbook", WORKBOOKS or [NONE_AT_HAND], ids=lambda file: file.stem)
def test_a_real_form_is_answered_to_the_receipt(arrive: Arrive, site: Site, workbook: Path | None) -> None:
    assert workbook, NO_FOLDER
    slug = opened(site, workbook)
    person = arrive()
    person.opens(f"/surveys/{slug}")
    person.follows("Start")
    person.presses("Start answering")
    answers_all(person)
    assert "No answer" not in person.text
    person.presses("Send your answers")
    assert person.h1 == "We have your answers"
    assert person.page.locator(".receipt-code").is_visible()


def opened(site: Site, workbook: Path) -> str:
    """Import a workbook and let people answer it; the address of the survey."""
    said = site.do("surveys", "import", str(workbook), "--without-unsupported")
    assert re.search(r"questions \d+, left out \d+", said)
    with site.database() as database:
        (survey_id, slug) = database.execute("SELECT id, slug FROM survey ORDER BY id DESC").fetchone()
        database.execute("UPDATE survey SET state = 'open' WHERE id = ?", [survey_id])
    return str(slug)


def answers_all(person: Person) -> None:
    """Answer page after page; where an answer is refused, give another; once change the language, if there is one."""
    tries = 0
    for number in range(MOST_PAGES):
        if person.h1 == "Check your answers":
            return
        if number == 2:
            changes_language(person.page)
        writes(person.page, filled(shown(person.page), tries))
        person.clicks_on(person.page.locator(".actions").get_by_role("button", name="Continue", exact=True))
        tries = tries + 1 if person.page.get_by_role("alert").count() else 0
        assert tries < MOST_TRIES, person.text
    raise AssertionError(f"no end after {MOST_PAGES} pages: {person.h1}")


def changes_language(window: Window) -> None:
    """Go on in another language of the form."""
    others = window.locator("button[name=lang]")
    if others.count():
        wanted = others.first.get_attribute("value")
        with window.expect_navigation():
            others.first.click()
        assert window.locator(f"form.survey div[lang={wanted}]").count() == 1


def shown(window: Window) -> Page:
    """The page at hand, to be read like those of the tests without a browser."""
    return Page(200, window.url, Headers(), window.content().encode(), "en", None)


def writes(window: Window, answers: dict[str, str | list[str]]) -> None:
    """Put answers into the inputs of these names."""
    for name, answer in answers.items():
        control = window.locator(f'form.survey [name="{name}"]')
        if isinstance(answer, list):
            control.and_(window.locator(f'[value="{answer[0]}"]')).check()
        elif control.first.and_(window.locator("select")).count():
            control.select_option(answer)
        else:
            control.fill(answer)
