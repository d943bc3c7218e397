"""The worker writes to the invited: in their language, with two reminders at most, and not to whoever is done."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from portal.core.db import db
from portal.core.usecase import transaction
from portal.surveys.models import Access, Invitation
from portal.surveys.usecases import mark_undeliverable
from tests.surveys.forms import survey_in
from tests.surveys.inviting.test_whole import invited, link


def mails(app):
    """What went out, by the address."""
    files = (Path(app.instance_path) / "mails").iterdir()
    out = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return sorted(out, key=lambda mail: mail["To"])


def write(client, worker, slug, button):
    client.submit(client.get("surveys.mail_invitations", slug=slug), button)
    worker()


@pytest.mark.usefixtures("posting")
def test_each_is_written_to_once_in_their_language_and_reminded_twice_at_most(app, client, cast, worker, clock):
    slug = survey_in(access=Access.INVITED)
    row = invited(client, cast, slug)
    for _again in range(2):
        write(client, worker, slug, "Mail the invitations")
    db.session.rollback()
    assert [(mail["To"], mail["Subject"].partition(": ")[0]) for mail in mails(app)] == [
        ("bakery@example.org", "Invitation to a survey"),
        ("mill@example.org", "Invitación a una encuesta"),
    ]
    bakery, mill = (mail.get_content() for mail in mails(app))
    assert f"/invitation/{link(row)}" in bakery
    assert "le invita" in mill
    assert "/es/surveys/" in mill
    write(client, worker, slug, "Send reminders")
    assert len(mails(app)) == 2  # not on the same day
    for _day in range(3):
        clock.forward(days=1, minutes=1)
        client.sign_in(cast.clerk)
        write(client, worker, slug, "Send reminders")
    assert len(mails(app)) == 2 + 2 * 2
    assert {row.reminders for row in db.session.query(Invitation)} == {2}


@pytest.mark.usefixtures("posting")
def test_nobody_is_reminded_who_sent_or_whose_mail_came_back(app, client, cast, worker, clock):
    slug = survey_in(access=Access.INVITED)
    row = invited(client, cast, slug)
    write(client, worker, slug, "Mail the invitations")
    with transaction():
        db.session.get_one(Invitation, row.id).used = True
    mill_id = db.session.query(Invitation).filter_by(name="Mill").one().id
    mark_undeliverable(actor=cast.clerk.actor, slug=slug, invitation_id=mill_id, undeliverable=True)
    clock.forward(days=2)
    client.sign_in(cast.clerk)
    assert "0 businesses can be reminded." in client.get("surveys.mail_invitations", slug=slug).text
    write(client, worker, slug, "Send reminders")
    assert len(mails(app)) == 2
