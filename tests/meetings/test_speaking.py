"""Registering to speak, as a resident's browser sees it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.core.clock import now
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.meetings import usecases
from portal.meetings.models import Speaker
from portal.receipts.guessing import MISSES
from portal.receipts.models import Receipt
from tests.meetings.speaking import BENCHES, ITEMS, LAMPS, post_with_speakers, register
from tests.meetings.test_calendars import amend
from tests.meetings.writing import post, write
from tests.support.builders import SCRIPT, Town
from tests.support.engines import site, sqlite_only
from tests.support.pages import Client, Page
from tests.support.recorder import recorded

CODE = re.compile(r"\b(?:[0-9A-Z]{4} ){5}[0-9A-Z]{4}\b")
WHY = Translated({"en": "The hall is closed."})


@pytest.fixture(autouse=True)
def _committee(town, clock):
    town.committee()


def fill_in(client: Client, slug: str, expect: int = 200, **fields) -> Page:
    """Fill in the form and send it."""
    return client.submit(client.get("meetings.speak", slug=slug), expect=expect, **fields)


def code_on(page: Page) -> str:
    """The receipt code that a page shows."""
    (code,) = set(CODE.findall(page.text))
    return code


def look_up(client: Client, code: str, expect: int = 200) -> Page:
    """The page of a receipt."""
    return client.submit(client.get("receipts.look_up"), code=code, expect=expect)


def how_many(kind: type = Speaker) -> int:
    """Rows in the database."""
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_name_alone_is_enough_and_gives_a_receipt(client):
    page = fill_in(client, post_with_speakers(), name=f"Ana {SCRIPT}")
    assert page.h1 == "You are on the list to speak"
    assert "You are number 1 in the public comment period." in page.text
    assert f"Ana {SCRIPT}" in page.text
    assert "90 days after the meeting" in page.text
    assert code_on(page)
    assert page.headers["Cache-Control"] == "no-store"


def test_everything_that_was_typed_is_kept(client):
    slug = post_with_speakers()
    page = fill_in(
        client.in_language("es"), slug, name="Ana", item=str(LAMPS), where="online", needs=f"Intérprete {SCRIPT}"
    )
    row = db.session.scalars(select(Speaker)).one()
    assert (row.name, row.item_number, row.remote, row.needs) == ("Ana", LAMPS, True, f"Intérprete {SCRIPT}")
    assert (row.lang, row.by_staff) == ("es", False)
    assert f"Intérprete {SCRIPT}" in page.text


def test_the_form_says_when_registration_closes_and_who_sees_the_name(client, clock):
    page = client.get("meetings.speak", slug=post_with_speakers(speakers_close_at=now() + timedelta(days=2)))
    assert "Registration closes: April 17, 2026, 12:00 PM Central Time" in page.text
    assert "Clerks and committee members see your name" in page.text
    assert "Registration closes: April 22, 2026" in client.get("meetings.speak", slug=post_with_speakers()).text


def test_only_items_that_can_be_spoken_about_are_offered(client):
    page = client.get("meetings.speak", slug=post_with_speakers())
    offered = page.words(".//select[@id='item']/option")
    assert [words.split(" <")[0] for words in offered] == ["Public comment period", "Item 2: Lamps", "Item 4: Benches"]


@pytest.mark.parametrize(("asked", "chosen"), [("4", "4"), ("1", ""), ("3", ""), ("99", ""), ("x", ""), ("", "")])
def test_the_address_can_choose_the_item(client, asked, chosen):
    assert client.get("meetings.speak", slug=post_with_speakers(), item=asked).value("item") == chosen


def test_pages_of_the_meeting_lead_to_the_form_while_it_is_open(client, clock):
    slug = post_with_speakers(speakers_close_at=now() + timedelta(days=1))
    assert client.get("meetings.show", slug=slug).link("Register to speak") == f"/meetings/{slug}/speak"
    form = client.open(client.get("meetings.item", slug=slug, number=LAMPS).link("Register to speak"))
    assert form.value("item") == str(LAMPS)
    clock.forward(days=1)
    assert "Register to speak" not in client.get("meetings.show", slug=slug).text


def test_without_a_remote_link_nobody_is_asked_where(client):
    slug = post_with_speakers(remote_link="")
    assert "where" not in client.get("meetings.speak", slug=slug).form().names()
    page = client.get("meetings.speak", slug=slug)
    data = dict(page.form().filled_in({"name": "Ana"})) | {"where": "online"}
    assert client.send("POST", page.form().action, data=data).status_code == 200
    assert not db.session.scalars(select(Speaker.remote)).one()


def test_the_same_form_again_gives_the_same_receipt(client, clock):
    form = client.get("meetings.speak", slug=post_with_speakers())
    first = client.submit(form, name="Ana", needs="A\nB")
    clock.forward(hours=30)
    again = client.submit(form, name="Ana", needs="A\nB")
    assert code_on(again) == code_on(first)
    assert "You sent this form before" in again.text
    assert (how_many(), how_many(Receipt)) == (1, 1)


def test_a_retry_after_closing_still_gives_the_receipt(client, clock):
    form = client.get("meetings.speak", slug=post_with_speakers(speakers_close_at=now() + timedelta(hours=1)))
    first = client.submit(form, name="Ana")
    clock.forward(hours=2)
    assert code_on(client.submit(form, name="Ana")) == code_on(first)


def test_the_same_form_with_another_name_asks_and_then_registers_a_second(client, clock):
    form = client.get("meetings.speak", slug=post_with_speakers())
    client.submit(form, name="Ana")
    clock.forward(seconds=1)
    asked = client.submit(form, name="Ben", expect=422)
    assert "already registered" in asked.errors[0]
    assert asked.value("name") == "Ben"
    assert "You are number 2" in client.submit(asked).text


@sqlite_only
@pytest.mark.parametrize(
    "name", ["", "  ", "\u200b\u200b", "\u3164", "\u202e\u2066", "\u0301", "\u00ad", "\u2800 \u200d"]
)
def test_a_name_that_nobody_can_see_is_asked_for_again(client, name):
    page = fill_in(client, post_with_speakers(), name=name, needs="Ramp", item=str(LAMPS), where="online", expect=422)
    assert page.errors == ["Write a name. It need not be your real one."]
    assert (page.value("needs"), page.value("item"), page.value("where")) == ("Ramp", str(LAMPS), "online")
    assert how_many() == 0


@sqlite_only
@pytest.mark.parametrize(
    ("field", "longest", "words"), [("name", 60, "Shorten the name"), ("needs", 300, "Shorten this")]
)
def test_too_long_is_told_at_its_field_and_nothing_is_lost(client, field, longest, words):
    slug, text = post_with_speakers(), "ñ💡" * (longest // 2)
    page = fill_in(client, slug, expect=422, **({"name": "Ana"} | {field: text + "x"}))
    assert words in page.errors[0]
    assert page.value(field) == text + "x"
    fill_in(client, slug, **({"name": "Ana"} | {field: text}))


@sqlite_only
@pytest.mark.parametrize(
    ("field", "value"), [("item", "1"), ("item", "3"), ("item", "99"), ("item", "x"), ("where", "moon")]
)
def test_a_choice_that_was_never_offered_is_refused(client, field, value):
    page = fill_in(client, post_with_speakers(), name="Ana", expect=422, **{field: value})
    assert page.value("name") == "Ana"
    assert how_many() == 0


@sqlite_only
@pytest.mark.parametrize("token", ["", "forged"])
def test_a_form_with_a_token_that_is_not_ours_keeps_the_text_and_asks_again(client, token):
    page = fill_in(client, post_with_speakers(), name="Ana", nonce=token, expect=422)
    assert "open for a long time" in page.errors[0]
    assert "You are number 1" in client.submit(page).text


def test_the_token_of_one_meeting_does_not_serve_another(client):
    token = client.get("meetings.speak", slug=post_with_speakers()).value("nonce")
    fill_in(client, post_with_speakers(), name="Ana", nonce=token, expect=422)


def test_a_meeting_without_speakers_says_what_to_do_instead(client):
    page = client.get("meetings.speak", slug=post())
    assert page.h1 == "You cannot register to speak here"
    assert "Come in person" in page.text
    assert "Comment in writing" in page.text
    assert not page.forms


def test_after_closing_what_was_typed_is_handed_back(client, clock):
    slug = post_with_speakers(speakers_close_at=now() + timedelta(days=1))
    form = client.get("meetings.speak", slug=slug)
    clock.forward(days=1)
    page = client.submit(form, name=f"Ana {SCRIPT}", needs="Ramp", expect=409)
    assert page.h1 == "Registration to speak is closed"
    assert "closed: April 16, 2026, 12:00 PM Central Time" in page.text
    assert f"Ana {SCRIPT} Ramp" in page.words("textarea")[0]
    assert how_many() == 0
    clock.forward(days=10)
    assert client.get("meetings.speak", slug=slug).h1 == "This meeting is over"


def test_a_cancelled_meeting_takes_nobody(client):
    slug = post_with_speakers()
    form = client.get("meetings.speak", slug=slug)
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    page = client.submit(form, name="Ana", expect=409)
    assert page.h1 == "This meeting is canceled"
    assert "The hall is closed." in page.text
    assert "Ana" in page.words("textarea")[0]


@pytest.mark.parametrize("name", ["clerk", "member"])
def test_a_draft_is_not_there_not_even_for_its_clerk(client, cast, name):
    client.sign_in(getattr(cast, name))
    slug = write(takes_speakers=True)
    client.get("meetings.speak", slug=slug, expect=404)
    client.get("meetings.speak", slug="gone", expect=404)


def test_an_item_that_was_taken_off_meanwhile_is_asked_for_again(client):
    slug = post_with_speakers()
    form = client.get("meetings.speak", slug=slug)
    amend(slug, items=tuple(item for item in ITEMS if item.title["en"].startswith(("Roll", "Benches"))))
    page = client.submit(form, name="Ana", item=str(LAMPS), expect=422)
    assert page.errors == ["Choose one from the list"]
    assert page.value("name") == "Ana"
    assert "You are number 1 in the public comment" in client.submit(page, item="").text


def test_beyond_the_hard_cap_of_a_network_the_text_is_handed_back(databases, engine, clock):
    with site(databases, engine, comments_per_network=2) as app:
        Town(app).committee()
        client, slug = Client(app), post_with_speakers()
        for number in range(2):
            fill_in(client, slug, name=f"Speaker {number}")
        page = fill_in(client, slug, name="The third", expect=429)
        assert "The third" in page.words("textarea")[0]
        assert how_many() == 2


def test_no_public_page_tells_who_speaks(client):
    slug = post_with_speakers()
    fill_in(client, slug, name="Canary", needs="Canary needs")
    for endpoint in ("meetings.show", "meetings.speak", "meetings.pack", "meetings.meeting_calendar"):
        assert "Canary" not in client.get(endpoint, slug=slug).text
    for endpoint in ("meetings.index", "pages.home", "record.entries"):
        assert "Canary" not in client.get(endpoint).text


@sqlite_only
@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}{% raw %}",
        "%(name)s %s {0}",
        "\u2067Chair\u200b",
        "Chair\u202e",
        "Ch\u0430ir",
        "a" * 60,
    ],
)
def test_hostile_words_make_the_same_elements_as_harmless_ones(client, text):
    slug = post_with_speakers()

    def elements(words):
        form = client.get("meetings.speak", slug=slug)
        refused = client.submit(form, name=words, needs=words, item="99", expect=422)
        receipt = client.submit(form, name=words, needs=words)
        found = look_up(client, code_on(receipt))
        return [[e.tag for e in page.tree.iter()] for page in (refused, receipt, found)]

    assert elements(text) == elements("Harmless words")


def test_a_receipt_shows_the_place_in_the_list(client, clock):
    slug = post_with_speakers()
    codes = []
    for name, item in (("A", LAMPS), ("B", None), ("C", LAMPS), ("D", BENCHES), ("E", LAMPS)):
        codes.append(register(slug, name, item))
        clock.forward(minutes=1)
    page = look_up(client, codes[4])
    assert page.h1 == "Your registration to speak"
    assert "You are number 3 for item 2." in page.text
    assert page.link("Open evening") == f"/meetings/{slug}"
    assert page.link("Item 2") == f"/meetings/{slug}/items/2"
    client.submit(look_up(client, codes[0]), "Withdraw my registration")
    assert "You are number 2 for item 2." in look_up(client, codes[4]).text
    assert "You are number 1 in the public comment period." in look_up(client, codes[1]).text


def test_a_registration_is_withdrawn_with_its_code_and_twice_is_harmless(client, clock):
    slug = post_with_speakers()
    code = register(slug)
    page = look_up(client, code)
    clock.forward(hours=1)
    gone = client.submit(page, "Withdraw my registration")
    assert "You are not on the list any more." in gone.text
    assert "You withdrew: April 15, 2026, 1:00 PM Central Time" in gone.text
    assert code.replace("-", " ") in gone.text
    assert code not in gone.path
    clock.forward(hours=1)
    assert "1:00 PM" in client.submit(page, "Withdraw my registration").text
    after = look_up(client, code)
    assert "Withdraw my registration" not in after.text
    assert client.open(after.link("Register again")).h1.startswith("Speak at")
    assert how_many() == 1


def test_a_form_sent_again_after_withdrawing_does_not_pretend(client):
    slug = post_with_speakers()
    form = client.get("meetings.speak", slug=slug)
    first = client.submit(form, name="Ana")
    client.submit(look_up(client, code_on(first)), "Withdraw my registration")
    again = client.submit(form, name="Ana")
    assert again.h1 == "You withdrew this registration"
    assert "You are number" not in again.text


def test_withdrawing_takes_the_right_code_of_the_right_meeting(client, town, clock):
    slug, other = post_with_speakers(), post_with_speakers()
    code = register(slug)
    page = look_up(client, code)
    fields = {"nonce": page.value("nonce")}
    client.post("meetings.withdraw", fields | {"code": code}, slug=other, expect=404)
    client.post("meetings.withdraw", fields | {"code": "7QK4"}, slug=slug, expect=422)
    client.post("meetings.withdraw", {"nonce": "old", "code": code}, slug=slug, expect=422)
    for _time in range(MISSES.most):
        client.post("meetings.withdraw", fields | {"code": "0" * 24}, slug=slug, expect=404)
    client.post("meetings.withdraw", fields | {"code": code}, slug=slug, expect=429)
    look_up(client, code, expect=429)
    assert db.session.scalars(select(Speaker.withdrawn_at)).one() is None
    clock.forward(hours=1)
    assert "You are number 1" in look_up(client, code).text


def test_a_code_of_a_comment_withdraws_no_speaker(client, town):
    from tests.receipts.test_views import post_and_get_code

    slug = post_with_speakers()
    _id, code = post_and_get_code(town)
    token = look_up(client, register(slug)).value("nonce")
    client.post("meetings.withdraw", {"nonce": token, "code": code}, slug=slug, expect=404)


def test_a_receipt_tells_that_the_meeting_was_moved_or_called_off(client, clock):
    slug = post_with_speakers()
    code = register(slug, item=LAMPS)
    clock.forward(hours=1)
    amend(slug, starts_at=now() + timedelta(days=20))
    late = register(slug, "Late")
    page = look_up(client, code)
    assert "This meeting was moved after you registered." in page.text
    assert "May 5, 2026" in page.text
    assert "moved" not in look_up(client, late).text
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=WHY)
    page = look_up(client, code)
    assert "This meeting is canceled. You do not need to do anything." in page.text
    assert "You are number" not in page.text
    assert "Withdraw my registration" not in page.text


def test_a_receipt_tells_that_the_item_was_taken_off(client):
    slug = post_with_speakers()
    code = register(slug, item=LAMPS)
    amend(slug, items=tuple(item for item in ITEMS if not item.title["en"].startswith("Lamps")))
    page = look_up(client, code)
    assert "Your item was taken off the agenda." in page.text
    assert f"Lamps {SCRIPT}" in page.text


def test_a_receipt_of_a_meeting_that_is_over_says_so(client, clock):
    code = register(post_with_speakers())
    clock.forward(days=8)
    page = look_up(client, code)
    assert "The meeting took place on April 22, 2026." in page.text
    assert "Withdraw my registration" not in page.text


def test_the_worker_forgets_speakers_ninety_days_after_the_day(client, clock, worker, town):
    from tests.receipts.test_views import post_and_get_code

    slug = post_with_speakers(starts_at=now() + timedelta(days=1))
    later = post_with_speakers(starts_at=now() + timedelta(days=2))
    codes = [register(slug), register(later)]
    _id, comment = post_and_get_code(town)
    clock.forward(days=91)
    worker()
    assert how_many() == 2
    clock.forward(days=1)
    worker()
    db.session.rollback()
    assert (how_many(), how_many(Receipt)) == (1, 2)
    look_up(client, codes[0], expect=404)
    assert "Your registration" in look_up(client, codes[1]).text
    assert "Waiting for review" in look_up(client, comment).text


def test_the_worker_looks_once_an_hour_and_asks_little(app, clock, worker):
    register(post_with_speakers())
    worker()
    with recorded(app) as statements:
        worker()
    assert not [said for said in statements if "speaker" in said]
    clock.forward(hours=1)
    with recorded(app) as statements:
        worker()
    assert len([said for said in statements if "speaker" in said]) == 1


def test_how_long_speakers_are_kept_is_a_setting(databases, engine, clock):
    with site(databases, engine, speakers_kept_days=7) as app:
        Town(app).committee()
        slug = post_with_speakers()
        assert "7 days after the meeting" in Client(app).get("meetings.speak", slug=slug).text
        assert "7 days after the meeting" in Client(app).get("pages.privacy").text


def test_pages_of_speaking_stay_within_their_queries(app, client):
    slug = post_with_speakers()
    code = register(slug)
    with recorded(app) as said:
        form = client.get("meetings.speak", slug=slug)
    said.within(1)
    with recorded(app) as said:
        client.submit(form, name="Ana")
    said.within(14)
    page = client.get("receipts.look_up")
    with recorded(app) as said:
        client.submit(page, code=code)
    said.within(4)
