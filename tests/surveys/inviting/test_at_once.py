"""Two at the same moment: one invitation on two devices, and an owner and a colleague on one draft."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from portal.core.db import db
from portal.surveys.models import Access, Draft, Hand, Invitation, Promise, Response
from portal.surveys.tokens import hand_code
from tests.support.engines import on_both
from tests.surveys.forms import PARKING, SHORT, survey_in
from tests.surveys.inviting.test_whole import invited, link


def at_once(*posts):
    """Send forms of pages from several browsers at the same moment; the answers."""

    def post(client, page, button, typed):
        form = page.form(button)
        return client.send("POST", form.action, data=dict(form.pairs()) | typed)

    with ThreadPoolExecutor(len(posts)) as threads:
        return [job.result() for job in [threads.submit(copy_context().run, post, *one) for one in posts]]


@on_both
def test_two_devices_that_begin_and_send_at_the_same_moment_give_one_response(app, client, cast):
    slug = survey_in(form=SHORT, access=Access.INVITED, promise=Promise.CONFIDENTIAL)
    token = link(invited(client, cast, slug))
    devices = [type(client)(app), type(client)(app)]
    covers = [device.get("surveys.invitation", slug=slug, token=token) for device in devices]
    begun = at_once(*((device, page, "Begin", {}) for device, page in zip(devices, covers, strict=True)))
    assert [answer.status_code for answer in begun] == [303, 303]
    db.session.rollback()
    assert db.session.query(Draft).count() == 1
    page = devices[0].get("surveys.respond", slug=slug)
    devices[0].submit(page, "Continue", **{"answer:street": "Elm"})
    checks = [device.get("surveys.check", slug=slug) for device in devices]
    sent = at_once(*((device, page, "Send your answers", {}) for device, page in zip(devices, checks, strict=True)))
    lost, won = sorted(sent, key=lambda answer: answer.status_code, reverse=True)
    assert (won.status_code, lost.status_code) == (200, 409)
    assert "We have your answers" in lost.text
    db.session.rollback()
    response = db.session.query(Response).one()
    row = db.session.query(Invitation).filter_by(name="Bakery").one()
    assert (row.used, row.response_id, db.session.query(Draft).count()) == (True, response.id, 0)


@on_both
def test_an_owner_and_a_colleague_who_save_at_the_same_moment_are_both_kept(app, client, cast):
    slug = survey_in(form=PARKING, access=Access.INVITED)
    owner, token = type(client)(app), link(invited(client, cast, slug))
    owner.submit(owner.get("surveys.invitation", slug=slug, token=token), "Begin")
    owner.submit(owner.get("surveys.own_sections", slug=slug), "Make a link", label="Bo")
    bo = type(client)(app)
    code = hand_code(db.session.query(Hand).one().id).lower()
    section = bo.submit(bo.get("surveys.hand", slug=slug, token=code), "Begin")
    why = owner.get("surveys.respond", slug=slug, page="q/why")
    answers = at_once(
        (bo, section, "Continue", {"answer:you/name": "Bo", "answer:you/age": "44"}),
        (owner, why, "Continue", {"answer:why": "Because"}),
    )
    assert [answer.status_code for answer in answers] == [303, 303]
    db.session.rollback()
    kept = db.session.query(Draft).one().answers
    assert (kept["you"]["name"], kept["you"]["age"], kept["why"]) == ("Bo", "44", "Because")
