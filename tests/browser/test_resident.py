"""Journey 3: a resident on a phone, JavaScript off, without account or e-mail."""

from __future__ import annotations

import re

import pytest

from tests.browser.acts import PROJECT, code_shown, comments, looks_up, opens_the_project
from tests.browser.conftest import Arrive


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_resident_reads_comments_and_keeps_a_receipt(arrive: Arrive, lang: str) -> None:
    resident = arrive(lang=lang)
    resident.opens("/")
    if lang == "es":
        resident.follows("Español", inside="header")
    resident.follows(PROJECT[lang])
    assert resident.h1 == PROJECT[lang]
    assert resident.sees("Where it stands")
    assert resident.sees("Status updates")
    assert resident.page.locator("html").get_attribute("lang") == lang

    resident.clicks = resident.pages = 0
    resident.follows("Comment on this project")
    assert len(_required(resident.page.locator("main form").inner_html())) == 1
    resident.writes("Your comment", f"The sign at Elm Street is an hour slow. ({lang})")
    resident.presses("Send your comment")
    assert resident.clicks == 2
    assert resident.pages == 2, "the form and the receipt, after the project's own page"

    assert resident.h1 == resident.say("We have your comment")
    code = code_shown(resident)
    assert re.fullmatch(r"([0-9A-Z]{4}[\s-]*){6}", code)
    assert resident.sees("What happens next")
    assert resident.sees("A moderator reads your comment by")
    assert f"The sign at Elm Street is an hour slow. ({lang})" in resident.text
    assert code.replace(" ", "") not in resident.page.url

    looks_up(resident, code.lower().replace("-", " "))
    assert resident.sees("Waiting for review")
    assert "Elm Street" in resident.text
    where = "/es/" if lang == "es" else "/receipt"
    assert where in resident.page.url


def _required(form: str) -> list[str]:
    """The labels of fields that are not marked as optional; a group of choices has a legend."""
    form = re.sub(r'<div class="(?:choice|sr)">.*?</div>', "", form, flags=re.DOTALL)
    labels = re.findall(r"<(?:label|legend)[^>]*>(.*?)</(?:label|legend)>", form, flags=re.DOTALL)
    return [label for label in labels if "optional" not in label]


def test_a_comment_that_waits_is_shown_to_nobody_else(arrive: Arrive) -> None:
    comments(arrive(), "Only a moderator should read this for now.")
    neighbor = arrive()
    opens_the_project(neighbor)
    assert "Only a moderator should read this for now." not in neighbor.text


NO_REPLIES = "xpath=//ol[contains(@class, 'comments')][not(ancestor::ol)]/li/article/p[@class='ref']//time"


def test_comments_are_listed_newest_first_and_each_has_its_own_address(arrive: Arrive) -> None:
    resident = arrive()
    opens_the_project(resident)
    times = [str(time.get_attribute("datetime")) for time in resident.page.locator(NO_REPLIES).all()]
    assert len(times) > 1
    assert times == sorted(times, reverse=True)
    first = resident.page.locator(".comments article").first
    words = first.locator("blockquote").inner_text()
    resident.clicks_on(first.get_by_role("link").first)
    assert "/comments/" in resident.page.url
    assert words in resident.text


def test_a_receipt_can_be_printed(arrive: Arrive) -> None:
    resident = arrive()
    comments(resident, "Please print this.")
    code, menu = resident.page.locator(".receipt-code"), resident.page.locator("header nav.bands")
    assert menu.is_visible()
    resident.page.emulate_media(media="print")
    assert code.is_visible()
    assert not menu.is_visible()


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "Write your comment"), ("long " * 601, "Shorten your comment to 3,000 characters or fewer")],
    ids=["empty", "too long"],
)
def test_an_error_is_told_at_the_top_and_at_the_field_and_nothing_typed_is_lost(
    arrive: Arrive, text: str, problem: str
) -> None:
    resident = arrive()
    opens_the_project(resident)
    resident.follows("Comment on this project")
    resident.writes("Your comment", text)
    resident.writes("Name to show", "Rosa")
    resident.chooses("Business")
    resident.presses("Send your comment")

    assert resident.page.title().startswith("Error:")
    summary = resident.page.get_by_role("alert")
    assert "There is a problem" in summary.inner_text()
    assert resident.field("Your comment").input_value() == text.strip()
    assert resident.field("Name to show").input_value() == "Rosa"
    assert resident.page.get_by_label("Business").is_checked()
    summary.get_by_role("link", name=problem).click()
    assert resident.field("Your comment").evaluate("field => field === document.activeElement")
    assert resident.field("Your comment").get_attribute("aria-invalid") == "true"

    resident.writes("Your comment", "Now it fits.")
    resident.presses("Send your comment")
    assert resident.h1 == "We have your comment"


def test_a_wrong_code_is_explained_and_kept(arrive: Arrive) -> None:
    resident = arrive()
    resident.opens("/")
    looks_up(resident, "7QK4-M2XA")
    assert resident.page.title().startswith("Error:")
    assert resident.sees("A receipt code has 24 letters and digits.")
    assert resident.field("Receipt code").input_value() == "7QK4-M2XA"


def test_reading_and_commenting_sets_no_cookie(arrive: Arrive) -> None:
    resident = arrive()
    comments(resident, "No cookies, thank you.")
    assert resident.page.context.cookies() == []
