"""What people of several journeys do, as they do it: by clicking."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.people import Person

PROJECT = {"en": "Bus signs that show the real arrival time", "es": "Letreros que muestran cuándo llega el autobús"}


def opens_the_project(person: Person, title: str = PROJECT["en"]) -> None:
    """From the front page to a project."""
    person.opens("/")
    person.follows(title)


def comments(person: Person, text: str) -> str:
    """Comment on the project, starting at the front page; the receipt's code."""
    opens_the_project(person)
    person.follows("Comment on this project")
    person.writes("Your comment", text)
    person.presses("Send your comment")
    if not person.page.locator(".receipt-code").count():  # the site noticed something first, and asks once
        person.clicks_on(person.page.get_by_role("button", name=person.say("Send your comment"), exact=True).first)
    return code_shown(person)


def code_shown(person: Person) -> str:
    """The code on the receipt at hand."""
    return person.page.locator(".receipt-code").inner_text()


def looks_up(person: Person, code: str) -> None:
    """Go to the receipt page by the menu and enter a code."""
    person.follows("Your receipt", inside="header")
    person.writes("Receipt code", code)
    person.presses("Look it up")


def finds_in_the_queue(moderator: Person, text: str) -> Locator:
    """Page through the queue from its start until the item with `text` is there."""
    moderator.follows("Moderation", inside="header")
    item = moderator.page.get_by_role("article").filter(has_text=text)
    while not item.count():
        moderator.follows("Next page")
    return item


def publishes(moderator: Person, text: str) -> None:
    """Publish the waiting comment with `text`."""
    moderator.presses("Publish", finds_in_the_queue(moderator, text))
