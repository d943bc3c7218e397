"""One site and one browser for all journeys; every person comes with a window of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from gettext import NullTranslations

import pytest
from babel.support import Translations
from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import DESKTOP, PHONE, Person
from tests.browser.site import ROOT, Site, copied, demo_site, served
from tests.browser.ux_check import chromium
from tests.support.process import strict

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Arrive = Callable[..., Person]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one these tests are skipped, or fail where nothing may be missing."""
    program = chromium()
    if program is None:
        (pytest.fail if strict() else pytest.skip)("there is no Chromium (Debian: apt install chromium)")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo town, served. Journeys write to it, each in texts of its own."""
    original = demo_site(tmp_path_factory.getbasetemp() / "town")
    with served(copied(original, tmp_path_factory.mktemp("browser") / "site")) as site:
        site.settle()
        yield site


@pytest.fixture
def spanish() -> NullTranslations:
    """Our words in Spanish."""
    return Translations.load(ROOT / "portal" / "translations", ["es"])


@pytest.fixture
def arrive(browser: Browser, site: Site, spanish: NullTranslations) -> Iterator[Arrive]:
    """`arrive()`: somebody on a phone without JavaScript; `arrive(desk=True, lang="es", scripts=True)`: others."""
    people: list[Person] = []

    def somebody(desk: bool = False, lang: str = "en", scripts: bool = False) -> Person:
        say = spanish.gettext if lang == "es" else str
        person = Person(browser, site, DESKTOP if desk else PHONE, scripts, say)
        people.append(person)
        return person

    yield somebody
    for person in people:
        person.leave()
