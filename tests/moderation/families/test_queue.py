"""A family in the queue of the desk: one card, that tells how many were sent."""

from __future__ import annotations

from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.queries import Chosen, Lane, Only
from tests.moderation.families.letters import letter
from tests.support.recorder import recorded


def ids(page):
    return [item.id for item in page.items]


def mark(comment_ids, **values):
    with transaction():
        for comment_id in comment_ids:
            for name, value in values.items():
                setattr(db.session.get_one(Comment, comment_id), name, value)


def test_letters_that_wait_are_one_card_at_the_place_of_the_oldest(send, town, cast):
    moderator = cast.moderator.actor
    before = send("Something else before.")
    sent = [send(), send(letter("And I walk.")), send(letter(without=0))]
    after = send("Something else after.")
    ruled = send(state=FeedbackState.PUBLISHED)
    page = queries.queue(moderator, Chosen())
    assert ids(page) == [before, sent[0], after]
    assert page.total == queries.counts_by_lane(moderator)[Lane.WAITING] == 5  # sendings are counted
    line = page.items[1].family
    assert (line.sent, line.changed, line.waiting) == (4, 2, 3)
    assert (page.items[0].family, page.items[2].family) == (None, None)
    usecases.publish_comment(actor=moderator, comment_id=sent[0])
    assert ids(queries.queue(moderator, Chosen())) == [before, sent[1], after]  # the next in age stands for the rest
    assert queries.desk_item_in_full(moderator, ruled).family.waiting == 2


def test_a_letter_that_is_asked_for_by_itself_stands_by_itself(send, cast):
    moderator = cast.moderator.actor
    sent = [send(), send(), send()]
    mark(sent[2:], lang="es")
    assert ids(queries.queue(moderator, Chosen())) == sent[:1]
    assert ids(queries.queue(moderator, Chosen(lang="es"))) == sent[2:]  # joined among what is chosen alone
    usecases.assign_item(actor=moderator, comment_id=sent[1], person_id=moderator.person_id)
    assert ids(queries.queue(moderator, Chosen(only=Only.MINE))) == sent[1:2]
    for comment_id in sent[1:]:
        usecases.set_comment_aside(actor=moderator, comment_id=comment_id, waits_for="the clerk")
    assert ids(queries.queue(moderator, Chosen(Lane.ASIDE))) == sent[1:]  # the family's page rules on what waits alone


def test_a_family_in_a_flood_waits_behind_its_own_card_alone(send, cast):
    moderator = cast.moderator.actor
    flood = [send("Buy lamps."), send("Buy more lamps now.")]
    letters = [send(), send()]
    mark([*flood, *letters], fold="a" * 32)
    page = queries.queue(moderator, Chosen())
    assert ids(page) == [flood[0], letters[0]]


def test_with_hints_first_a_family_is_one_card_too(send, cast):
    moderator = cast.moderator.actor
    hinted, plain = [send(), send()], [send("One."), send("Two.")]
    mark(hinted, signals=["links"])
    page = queries.queue(moderator, Chosen(), hints_first=True)
    assert sorted(ids(page)) == sorted([hinted[0], *plain])
    assert ids(page)[0] == hinted[0]


def test_the_card_and_the_page_of_a_letter_lead_to_its_family(app, client, send, cast):
    first, _second = send(), send(letter("And I walk."))
    desk = client.sign_in(cast.moderator)
    with recorded(app) as statements:
        page = desk.get("moderation.queue")
    statements.within(14)
    (card,) = page.words("article")
    assert "Sent 2 times" in card
    assert "Its buttons rule on it alone." in card
    family = desk.open(page.link("Sent 2 times"))
    assert family.h1 == "A text that was sent 2 times"
    item = desk.open(f"/staff/moderation/{key_text(first)}")
    assert item.link("Sent 2 times") == page.link("Sent 2 times")
