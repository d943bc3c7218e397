"""The look before sending, as a resident's browser sees it without JavaScript: once, and never in the way."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.comments import queries
from portal.comments.models import Comment, CommentContact, FeedbackState
from portal.comments.privacy import MASK
from portal.comments.queries import TargetKey
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.mail import MOST_FROM_A_NETWORK
from portal.core.usecase import transaction
from tests.comments.test_views import code_on, how_many, write
from tests.support.builders import SCRIPT, Town
from tests.support.engines import Databases, site, sqlite_only
from tests.support.pages import Client
from tests.support.recorder import recorded

pytestmark = sqlite_only
PHONE, CARD = "270-555-0143", "4111 1111 1111 1111"
LAMPS = "The street lamps near the station are broken every winter evening"


@pytest.fixture
def posting(app: Flask) -> None:
    """Mails are on, so an address is asked for."""
    known = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(known, mail_url="file:mails", mail_from="news@example.org")


def body_of(town: Town) -> str:
    """The text of the only comment."""
    return db.session.scalars(select(Comment.body)).one()


@pytest.mark.usefixtures("posting")
def test_the_preview_shows_three_parts_and_stores_nothing(client: Client, town: Town) -> None:
    form = client.get("comments.new", slug=town.project())
    page = client.submit(form, "Preview", body=f"Lamps {SCRIPT}", display_name="Ana", email="ana@example.org")
    assert page.words(".//section//h3") == ["What everyone sees", "What only moderators see", "What nobody sees"]
    assert page.words(".//section//blockquote") == [f"Lamps {SCRIPT}"]
    assert "Your email address." in page.text
    assert (how_many(), page.value("email")) == (0, "ana@example.org")
    assert code_on(client.submit(page))
    assert how_many() == 1


def test_a_plain_comment_is_sent_with_one_click(client: Client, town: Town) -> None:
    project = town.project()
    town.published(project, body="Something else about buses and benches entirely")
    assert code_on(write(client, project, body=LAMPS))


def test_a_telephone_number_is_shown_once_and_can_be_hidden(client: Client, town: Town) -> None:
    page = write(client, town.project(), body=f"Call me at {PHONE} about lamps")
    assert (how_many(), page.value("mask")) == (0, None)
    assert f"Phone number: {PHONE}" in page.text
    assert code_on(client.submit(page, mask=[PHONE]))
    assert body_of(town) == f"Call me at {MASK} about lamps"


def test_whoever_wants_to_sends_it_as_it_is(client: Client, town: Town) -> None:
    page = write(client, town.project(), body=f"Call me at {PHONE} about lamps")
    assert code_on(client.submit(page))
    assert PHONE in body_of(town)


def test_a_card_number_is_never_sent_open(client: Client, town: Town) -> None:
    page = write(client, town.project(), body=f"They charged {CARD} twice")
    assert page.value("mask") == CARD
    refused = client.submit(page, mask=None, expect=422)
    assert "Hide the card" in refused.errors[0]
    assert (refused.value("body"), how_many()) == (f"They charged {CARD} twice", 0)
    sent = client.submit(refused, mask=[CARD])
    assert f"They charged {MASK} twice" in sent.text
    assert body_of(town) == f"They charged {MASK} twice"


def test_a_detail_written_after_the_preview_is_shown_too(client: Client, town: Town) -> None:
    page = client.submit(client.get("comments.new", slug=town.project()), "Preview", body="Lamps")
    again = client.submit(page, body=f"Lamps {CARD}")
    assert (again.value("mask"), how_many()) == (CARD, 0)
    assert code_on(client.submit(again, body="Lamps"))  # taken out by hand


def test_the_same_masked_form_again_gives_the_same_receipt(client: Client, town: Town) -> None:
    page = write(client, town.project(), body=f"Call {PHONE}")
    first = client.submit(page, mask=[PHONE])
    assert code_on(client.submit(page, mask=[PHONE])) == code_on(first)
    assert how_many() == 1


def test_who_says_what_was_said_is_shown_it_once_and_not_held_up(client: Client, town: Town) -> None:
    project = town.project()
    said = town.published(project, body=f"Street lamps near the station are broken again this winter {SCRIPT}")
    town.comment(project, body=f"{LAMPS} and nobody has read this one")
    page = write(client, project, body=LAMPS)
    assert page.link("Read this comment") == f"/comments/{key_text(said)}"
    assert page.words(".//ul[@class='listing']/li").__len__() == 1
    assert "nobody has read" not in page.text
    assert code_on(client.submit(page))


def test_who_finds_it_said_before_can_support_it_there(client: Client, town: Town) -> None:
    project = town.project()
    said = town.published(project, body="Street lamps near the station are broken again this winter")
    like_it = town.published(project, body="Street lamps near the station are broken again this winter")
    with transaction():
        db.session.get_one(Comment, like_it).represented_by_id = said
    page = write(client, project, body=LAMPS)
    assert page.words(".//ul[@class='listing']/li").__len__() == 1, "a family is told once"
    assert page.link("Add my support") == f"/comments/{key_text(said)}/support"


def test_name_area_and_photo_are_looked_through_too(client: Client, town: Town) -> None:
    form = client.get("comments.new", slug=town.project())
    told = {"display_name": f"Ana {PHONE}", "area": f"Near {CARD}", "photo_alt": "Me, ana@example.org"}
    page = client.submit(form, body="Lamps", **told)
    assert (how_many(), page.value("mask")) == (0, CARD)
    assert "Email address: ana@example.org" in page.text
    client.submit(page, mask=[PHONE, CARD])
    row = db.session.scalars(select(Comment)).one()
    assert (row.display_name, row.area) == (f"Ana {MASK}", f"Near {MASK}")


def test_the_form_tells_how_long_reading_takes_now(client: Client, town: Town) -> None:
    project = town.project()
    town.comment(project)
    assert "1 comment waits." in client.get("comments.new", slug=project).text


def test_no_address_is_asked_for_where_no_mail_is_sent(client: Client, town: Town) -> None:
    page = client.get("comments.new", slug=town.project())
    assert "Email for news of this comment" not in page.text


@pytest.mark.usefixtures("posting")
def test_beyond_the_network_s_limit_a_comment_is_kept_without_its_address(client: Client, town: Town) -> None:
    project = town.project()
    for number in range(MOST_FROM_A_NETWORK):
        assert "without your email address" not in write(client, project, body=f"{number}", email="a@example.org").text
    assert "without your email address" in write(client, project, body="One more", email="a@example.org").text
    assert (how_many(), db.session.query(CommentContact).count()) == (MOST_FROM_A_NETWORK + 1, MOST_FROM_A_NETWORK)
    assert "without your email address" not in write(client, project, body="Without one").text


def test_similar_texts_are_found_among_many_with_two_statements(app: Flask, town: Town) -> None:
    project = town.project()
    words = "bench bus tree park road bike sidewalk school river water noise traffic market".split()  # noqa: SIM905
    project_id = queries.target(TargetKey(project)).id  # type: ignore[union-attr]
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with transaction():
        for number in range(queries.CANDIDATES):
            body = " ".join(words[(number * step) % len(words)] for step in range(1, 40)) + f" {number}"
            state = FeedbackState.PUBLISHED
            db.session.add(
                Comment(project_id=project_id, body=body, lang="en", state=state, published_at=now, received_at=now)
            )
    wanted = town.published(project, body=LAMPS)
    with recorded(app) as said:
        found = queries.similar(TargetKey(project), "Broken street lamps, every evening, near our station")
    assert [one.id for one in found] == [wanted]
    said.within(2)


def test_in_a_flood_nothing_similar_is_looked_for_and_private_details_still_are(databases: Databases) -> None:
    with site(databases, "sqlite", comments_fold_after=1) as app:
        client, town = Client(app), Town(app)
        project = town.project()
        town.published(project, body=LAMPS)
        assert code_on(write(client, project, body="A first one"))
        assert code_on(write(client, project, body=LAMPS))
        assert "Nothing is sent yet" in write(client, project, body=f"Call {PHONE}").text


@pytest.mark.usefixtures("posting")
@pytest.mark.parametrize(
    ("typed", "kept"), [("ANA@Example.ORG ", "ANA@example.org"), ("josé@correo.es", "josé@correo.es")]
)
def test_an_email_address_waits_for_its_owner_s_yes(client: Client, town: Town, typed: str, kept: str) -> None:
    page = write(client, town.project(), body="Lamps", email=typed)
    assert kept.split("@")[0] not in page.html
    row = db.session.scalars(select(CommentContact)).one()
    assert (row.email, row.lang, row.confirmed_at) == (kept, "en", None)


@pytest.mark.usefixtures("posting")
@pytest.mark.parametrize("typed", ["ana", "ana@", "a b@example.org", "ana@example", "x" * 250 + "@example.org"])
def test_what_is_no_email_address_is_told_and_nothing_lost(client: Client, town: Town, typed: str) -> None:
    page = write(client, town.project(), body="Lamps", email=typed, expect=422)
    assert page.errors == ["Enter an email address like name@example.com"]
    assert (page.value("email"), page.value("body"), how_many()) == (typed, "Lamps", 0)
