"""A section in a colleague's hands: its repeats, its end, and the owner who takes it back."""

from __future__ import annotations

from dataclasses import replace

from portal.core.db import db
from portal.core.models import Mail
from portal.surveys.definition import Group
from portal.surveys.models import Access, Draft, Hand
from portal.surveys.tokens import hand_code
from tests.surveys.forms import PARKING, said, survey_in
from tests.surveys.inviting.test_whole import invited, link

CARS = next(element for element in PARKING.elements if element.name == "car")
FLEET = replace(
    PARKING,
    elements=(
        Group("fleet", (CARS,), said("Fleet")),
        *(element for element in PARKING.elements if element.name in ("you", "way")),
    ),
)


def handed(app, client, cast, form):
    """An owner's browser, and a colleague's that began; the slug of the survey."""
    slug = survey_in(form=form, access=Access.INVITED)
    owner, bo, token = type(client)(app), type(client)(app), link(invited(client, cast, slug))
    owner.submit(owner.get("surveys.invitation", slug=slug, token=token), "Begin")
    owner.submit(owner.get("surveys.own_sections", slug=slug), "Make a link", label="Bo")
    db.session.rollback()
    code = hand_code(db.session.query(Hand).one().id).lower()
    return owner, bo, bo.submit(bo.get("surveys.hand", slug=slug, token=code), "Begin"), slug


def test_a_colleague_adds_and_removes_rows_within_the_section(app, client, cast):
    _owner, bo, page, slug = handed(app, client, cast, FLEET)
    for number, plate in enumerate(("A1", "B2"), start=1):
        bo.submit(page, "Continue", **{f"answer:fleet/car[{number}]/plate": plate})
        rows = bo.get("surveys.section", slug=slug, page="r/fleet/car")
        page = bo.submit(rows, "Add another") if number == 1 else rows
    bo.submit(page, "Remove number 1")
    db.session.rollback()
    assert db.session.query(Draft).one().answers["fleet"]["car"] == [{"plate": "B2"}]
    stolen = {"nonce": page.value("nonce"), "page": "r/car", "add": "1"}
    bo.post("surveys.save_section", slug=slug, data=stolen, expect=403)


def test_back_keeps_what_was_typed_and_a_stale_form_is_shown_again(app, client, cast):
    _owner, bo, page, slug = handed(app, client, cast, FLEET)
    bo.submit(page, "Continue", **{"answer:fleet/car[1]/plate": "A1"})
    rows = bo.get("surveys.section", slug=slug, page="r/fleet/car")
    page = bo.submit(rows, "Back")
    assert page.value("answer:fleet/car[1]/plate") == "A1"
    stale = bo.submit(page, "Continue", expect=422, nonce="old", **{"answer:fleet/car[1]/plate": "C3"})
    assert stale.value("answer:fleet/car[1]/plate") == "C3"


def test_a_link_that_was_taken_back_saves_nothing_more_and_says_so(app, client, cast):
    owner, bo, page, slug = handed(app, client, cast, PARKING)
    bo.submit(page, "Continue", **{"answer:you/name": "Bo", "answer:you/age": "44"})
    owner.submit(owner.get("surveys.own_sections", slug=slug), "Take the link back")
    late = bo.submit(page, "Continue", expect=410, **{"answer:you/name": "Late", "answer:you/age": "45"})
    assert "took this link back" in late.text
    db.session.rollback()
    assert db.session.query(Draft).one().answers["you"]["name"] == "Bo"
    code = hand_code(db.session.query(Hand).one().id).lower()
    bo.get("surveys.hand", slug=slug, token=code, expect=410)
    owner.submit(owner.get("surveys.own_sections", slug=slug), "Make a link", label="Cy")
    assert {hand.recalled_at is None for hand in db.session.query(Hand)} == {True, False}


def test_the_link_is_mailed_to_a_colleague_and_the_address_stands_in_the_mail_alone(app, client, cast, posting):
    owner, _bo, _page, slug = handed(app, client, cast, PARKING)
    page = owner.get("surveys.own_sections", slug=slug)
    page = owner.open(page.link("Mail the link"))
    assert owner.submit(page, "Mail the link", expect=422, email="bo").errors
    assert "We send the link" in owner.submit(page, "Mail the link", email="bo@example.org").text
    again = owner.submit(page, "Mail the link", expect=422, email="bo@example.org")
    assert "got a mail from us today" in again.text
    db.session.rollback()
    code = hand_code(db.session.query(Hand).one().id).lower()
    written = db.session.query(Mail).one()
    assert (written.address, f"/hand/{code}" in written.text) == ("bo@example.org", True)
    type(client)(app).get("surveys.mail_hand_page", slug=slug, section="you")
    owner.get("surveys.mail_hand_page", slug=slug, section="way", expect=404)
    assert owner.get("surveys.check", slug=slug).link("Your sections")
