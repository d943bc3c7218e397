"""The little that JavaScript adds for those who have it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.acts import comments, opens_the_project
from tests.browser.conftest import Arrive

DRAFT = "I began to write this at the bus stop"


def test_a_draft_is_put_back_after_leaving_and_forgotten_after_the_receipt(arrive: Arrive) -> None:
    resident = arrive(scripts=True)
    opens_the_project(resident)
    resident.follows("Comment on this project")
    resident.page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    resident.field("Your comment").press_sequentially(DRAFT)
    opens_the_project(resident)
    resident.follows("Comment on this project")
    assert resident.field("Your comment").input_value() == DRAFT
    assert resident.sees("We put back the text that you wrote here before.")
    resident.presses("Send your comment")
    assert resident.h1 == "We have your comment"

    opens_the_project(resident)
    resident.follows("Comment on this project")
    assert resident.field("Your comment").input_value() == ""


def test_a_draft_is_no_business_of_another_window(arrive: Arrive) -> None:
    resident = arrive(scripts=True)
    opens_the_project(resident)
    resident.follows("Comment on this project")
    resident.field("Your comment").press_sequentially(DRAFT)
    other = resident.page.context.new_page()
    other.goto(resident.page.url)
    assert other.get_by_label("Your comment").input_value() == ""


def test_letters_left_are_told_near_the_limit(arrive: Arrive) -> None:
    resident = arrive(scripts=True)
    opens_the_project(resident)
    resident.follows("Comment on this project")
    resident.writes("Your comment", "x" * 2990)
    expect(resident.page.locator(".count").first).to_have_text("Characters left: 10")
    resident.writes("Your comment", "x" * 3005)
    expect(resident.page.locator(".count").first).to_have_text("Too long by 5 characters")


def test_the_summary_of_errors_takes_the_focus(arrive: Arrive) -> None:
    resident = arrive(scripts=True)
    opens_the_project(resident)
    resident.follows("Comment on this project")
    resident.presses("Send your comment")
    assert resident.page.get_by_role("alert").evaluate("summary => summary === document.activeElement")
    assert resident.page.title().startswith("Error:")


def test_a_scanned_code_goes_into_the_field_and_out_of_the_address(arrive: Arrive) -> None:
    resident = arrive(scripts=True)
    code = comments(resident, "Please print this.").replace(" ", "").replace("\n", "")
    resident.page.emulate_media(media="print")
    assert resident.page.locator("svg.qr").is_visible()
    resident.page.emulate_media(media="screen")
    resident.opens(f"/receipt#{code}")
    assert resident.field("Receipt code").input_value() == code
    assert resident.page.url.endswith("/receipt")
    resident.presses("Look it up")
    assert resident.h1 == "Your comment"
