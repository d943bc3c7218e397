"""A business answers by invitation, over two days, on two devices, and with a colleague's help: one answer."""

from __future__ import annotations

import io

from werkzeug.datastructures import FileStorage

from portal.core.db import db
from portal.surveys.models import Access, BoxedResponse, Draft, Hand, Invitation, Promise, Response
from portal.surveys.tokens import hand_code, invitation_code
from tests.surveys.forms import PARKING, SHORT, survey_in

ROWS = ("Bakery,bakery@example.org,small,food,en", "Mill,mill@example.org,big,food,es")
LIST = "\n".join(("name,email,size class,sector,language", *ROWS, ""))


def uploaded(text=LIST):
    return FileStorage(io.BytesIO(text.encode()), "list.csv")


def invited(client, cast, slug):
    client.sign_in(cast.clerk)
    client.submit(client.get("surveys.import_invitations", slug=slug), "Add the businesses", file=uploaded())
    return db.session.query(Invitation).filter_by(name="Bakery").one()


def link(row):
    return invitation_code(row.id, row.issue).lower()


def test_one_business_two_days_two_devices_two_people_one_answer(app, client, cast, clock):
    slug = survey_in(form=PARKING, access=Access.INVITED)
    row = invited(client, cast, slug)
    owner, token = type(client)(app), link(row)
    page = owner.submit(owner.get("surveys.invitation", slug=slug, token=token), "Begin")
    owner.submit(page, "Continue", **{"answer:you/name": "Ana", "answer:you/age": "18"})
    clock.forward(days=1)
    other = type(client)(app)
    page = other.submit(other.get("surveys.invitation", slug=slug, token=token), "Go on")
    assert "How do you come?" in page.text
    other.submit(other.get("surveys.own_sections", slug=slug), "Make a link", label="Bo")
    hand = db.session.query(Hand).one()
    bo = type(client)(app)
    first = bo.submit(bo.get("surveys.hand", slug=slug, token=hand_code(hand.id).lower()), "Begin")
    token = first.value("nonce")
    ended = bo.submit(first, "Continue", **{"answer:you/name": "Bo"})
    bo.submit(ended, "I am done")
    assert "Done" in other.get("surveys.own_sections", slug=slug).text
    draft = db.session.query(Draft).one()
    assert (draft.answers["you"]["name"], draft.answers.get("way", "")) == ("Bo", "")
    assert "Ana" not in bo.get("surveys.check", slug=slug).text
    bo.post("surveys.send", slug=slug, expect=409)
    others = {"nonce": token, "page": "q/way", "answer:way": "car"}
    bo.post("surveys.save_section", slug=slug, data=others, expect=403)
    smuggled = others | {"page": "g/you", "answer:you/name": "Bo", "answer:you/age": "18"}
    bo.post("surveys.save_section", slug=slug, data=smuggled)
    db.session.rollback()
    assert db.session.query(Draft).one().answers.get("way", "") == ""


def test_sending_uses_the_invitation_and_nothing_leads_to_the_answers(app, client, cast):
    slug = survey_in(form=SHORT, access=Access.INVITED, promise=Promise.ANONYMOUS)
    row = invited(client, cast, slug)
    token, business = link(row), type(client)(app)
    page = business.submit(business.get("surveys.invitation", slug=slug, token=token), "Begin")
    page = business.submit(page, "Continue", **{"answer:street": "Elm"})
    while page.h1 != "Check your answers":
        page = business.submit(page, "Continue")
    business.submit(page, "Send your answers")
    db.session.rollback()
    row = db.session.query(Invitation).filter_by(name="Bakery").one()
    assert (row.used, row.response_id, db.session.query(BoxedResponse).count()) == (True, None, 1)
    assert "answers once" in business.get("surveys.invitation", slug=slug, token=token, expect=410).text
    assert db.session.query(Response).count() == 0


def test_strangers_old_links_and_guesses_open_nothing(app, client, cast):
    slug = survey_in(form=SHORT, access=Access.INVITED)
    row = invited(client, cast, slug)
    stranger = type(client)(app)
    assert "by invitation" in stranger.get("surveys.show", slug=slug).text
    assert "by invitation" in stranger.get("surveys.start_page", slug=slug).text
    stranger.post("surveys.start", slug=slug, expect=409)
    old = link(row)
    page = client.get("surveys.one_invitation", slug=slug, invitation_id=row.id)
    client.submit(page, "Make a new link")
    stranger.get("surveys.invitation", slug=slug, token=old, expect=404)
    for _guess in range(10):
        stranger.post("surveys.begin_invited", slug=slug, token="0" * 24, expect=404)
    stranger.post("surveys.begin_invited", slug=slug, token="0" * 24, expect=429)


def test_a_list_is_looked_at_first_and_adds_only_what_is_new(client, cast):
    slug = survey_in()
    invited(client, cast, slug)
    page = client.get("surveys.import_invitations", slug=slug)
    wrong = client.submit(
        page, "Add the businesses", expect=422, file=uploaded("name,email\n,x\nInn,bakery@example.org\n")
    )
    assert "Write the name of the business" in wrong.text
    client.submit(page, "Add the businesses", file=uploaded(LIST + "Inn,inn@example.org,small,food,\n"))
    assert db.session.query(Invitation).count() == 3
    assert "3 invitations" in client.get("surveys.invitations", slug=slug).text
    assert client.get("surveys.mail_invitations", slug=slug).text
    assert "/invitation/" in client.submit(client.get("surveys.invitations", slug=slug), "Print letters").text
