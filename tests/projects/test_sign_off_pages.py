"""The page that a sign-off link opens, and the desk's pages that make links, as browsers see them."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import func, select

from portal.core import logs
from portal.core.db import Base, db
from portal.projects.forms import LINK_MISSES
from portal.projects.models import SignOff
from portal.record.models import RecordEntry
from tests.comments.test_parallel import THREADS, count, together
from tests.projects.signing import RESERVED, add_partner, ask, asked, publish, sign
from tests.support.builders import SCRIPT, Town, words
from tests.support.engines import on_both, site, sqlite_only
from tests.support.pages import Client
from tests.support.recorder import recorded

ANSWER = {"answer": "agree", "signed_by": f"Ana {SCRIPT}", "role": "Director"}


def rows() -> dict[str, int]:
    """How many rows each table has."""
    db.session.rollback()
    tables = Base.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def opened(client: Client, code: str, expect: int = 200):
    """The page of a link."""
    return client.get("projects.sign_off", code=code, expect=expect)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_a_link_changes_nothing(app, client, town, method):
    code = asked(town)
    before = rows()
    for _time in range(5):  # mail programs, scanners, previews
        with recorded(app) as statements:
            response = client.send(method, f"/sign-off/{code}")
        assert response.status_code == 200
        assert statements.writes == []
    assert rows() == before


def test_a_partner_reads_what_it_signs_and_signs_it(client, town):
    code = asked(town)
    page = opened(client, code)
    for said in ("Lumen", "Pilot of lamps", "Version 1", "Forty lamps", "Darker skies", "A place to show lamps"):
        assert said in page.text
    done = client.submit(page, **ANSWER)
    assert "We have the answer of Lumen" in done.h1
    assert "Agrees" in done.words(".//strong")
    public = client.open(done.link("See it in public").partition("#")[0])
    assert f"Ana {SCRIPT}, Director" in public.text


def test_the_same_answer_again_is_confirmed_and_another_is_not_kept(client, town):
    code = asked(town)
    page = opened(client, code)
    first = client.submit(page, **ANSWER)
    assert client.submit(page, **ANSWER).text == first.text
    other = client.submit(page, **(ANSWER | {"answer": "decline", "words": "Too dear"}), expect=409)
    assert "has answered to this version already" in other.text
    assert "Too dear" in other.words("textarea")
    assert "Agrees" in opened(client, code).words(".//strong")
    assert count(SignOff) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": None}, "Choose an answer"),
        ({"answer": "reservation"}, "Write your reservation"),
        ({"answer": "decline", "words": "  \u200b \u202e"[:2]}, "Write why you decline"),
        ({"words": "But not at night"}, "To add words"),
        ({"signed_by": " "}, "Write your name"),
        ({"role": ""}, "Write your role"),
        ({"signed_by": "x" * 101}, "Shorten the name"),
        ({"answer": "decline", "words": "x" * 2001}, "Shorten the text"),
    ],
)
def test_what_lacks_is_told_and_nothing_is_kept(client, town, typed, said):
    page = client.submit(opened(client, asked(town)), **(ANSWER | typed), expect=422)
    assert said in page.errors[0]
    assert count(SignOff) == 0
    assert client.submit(page, **(ANSWER | {"words": ""})).status == 200


def test_hostile_words_stay_words(client, town):
    words_of_it = f"{SCRIPT} {'W' * 1500} مرحبا [x](javascript:alert(1)) <img src=x onerror=y>"
    page = client.submit(opened(client, asked(town)), **(ANSWER | {"answer": "decline", "words": words_of_it}))
    assert words_of_it in page.text
    for slug in ("projects.show", "projects.partner"):
        assert words_of_it in client.get(slug, slug={"projects.show": "lamps"}.get(slug, "lumen")).text


def test_a_form_that_was_open_for_days_asks_once_more_and_keeps_the_text(client, town, clock):
    page = opened(client, asked(town))
    clock.forward(days=2)
    again = client.submit(page, **(ANSWER | {"answer": "decline", "words": "Too dear"}), expect=422)
    assert "open for a long time" in again.errors[0]
    assert client.submit(again).status == 200


def test_the_token_of_another_link_is_refused(client, town):
    code = asked(town)
    add_partner("Metro")
    publish("lamps", "lumen", "metro")
    codes = [ask("lamps", "lumen", 2), ask("lamps", "metro", 2)]
    token = opened(client, codes[0]).value("nonce")
    client.post("projects.sign", ANSWER | {"nonce": token}, code=codes[1], expect=422)
    client.post("projects.sign", ANSWER, code=codes[1], expect=422)
    client.post("projects.sign", ANSWER | {"nonce": token}, code=code, expect=410)
    assert count(SignOff) == 0


def test_another_site_cannot_sign(client, town):
    code = asked(town)
    data = dict(opened(client, code).form().filled_in(ANSWER))
    for headers in (
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example"},
    ):
        assert client.send("POST", f"/sign-off/{code}", headers=headers, data=data).status_code == 400
    assert count(SignOff) == 0


def test_an_old_browser_on_a_page_without_referer_can_sign(client, town):
    code = asked(town)
    data = dict(opened(client, code).form().filled_in(ANSWER))
    old = {"Sec-Fetch-Site": None, "Origin": "null", "Referer": None}
    assert client.send("POST", f"/sign-off/{code}", headers=old, data=data).status_code == 200


def test_an_expired_link_says_so_and_keeps_what_was_typed(client, town, clock):
    code = asked(town)
    page = opened(client, code)
    clock.forward(days=31)
    assert "This link has expired" in opened(client, code, expect=410).h1
    late = client.submit(page, **(ANSWER | {"answer": "decline", "words": "Too dear"}), expect=410)
    assert "Too dear" in late.words("textarea")
    assert count(SignOff) == 0


def test_a_revoked_link_says_so(client, town, cast):
    town.project("lamps")
    add_partner()
    publish("lamps", "lumen")
    code = ask("lamps", actor=cast.clerk.actor)
    ask("lamps")
    page = opened(client, code, expect=410)
    assert "taken back" in page.h1
    assert f"Ask {cast.clerk.actor.name} for a new link" in page.text


def test_a_link_to_an_older_version_names_the_newer_one(client, town):
    code = asked(town)
    page = opened(client, code)
    publish("lamps", "lumen", vision="Bright streets")
    assert "Version 2 is out" in opened(client, code, expect=410).text
    assert "Version 2 is out" in client.submit(page, **ANSWER, expect=410).text
    publish("lamps", vision="Nobody")
    assert "no longer in it" in opened(client, code, expect=410).text


def test_the_next_version_shows_what_was_said_to_the_last(client, town):
    sign(asked(town), RESERVED)
    publish("lamps", "lumen", vision="Bright streets", reason="Ten more lamps")
    page = opened(client, ask("lamps", number=2))
    for said in ("answered last to version 1", RESERVED.words, "Ten more lamps"):
        assert said in page.text
    assert page.words("del") != []
    assert "Bright streets" in " ".join(page.words("ins"))
    sheet = client.open(page.link("Read the whole sheet, version 2"))
    assert "Who signed this version" in sheet.words("h2")
    assert "Not answered yet" in sheet.words(".//strong")
    assert RESERVED.words in client.get("projects.sheet_version", slug="lamps", number=1).text


def test_a_made_up_project_says_so_on_the_page_of_its_link(client, town):
    town.project("lamps", illustrative=True, attribution=words("By the city"))
    add_partner()
    publish("lamps", "lumen")
    code = ask("lamps")
    for page in (opened(client, code), client.submit(opened(client, code), **ANSWER)):
        assert "This is an example town" in page.text
        assert "By the city" in page.text


def test_unknown_codes_look_alike_and_are_counted(app, client, town, clock):
    code = asked(town)
    wrong = [code[:-1] + ("0" if code[-1] != "0" else "1"), "x", "0" * 500, "u-u"]
    with recorded(app) as statements:
        pages = [opened(client, each, expect=404) for each in wrong]
    # the address stands in the links to the other languages
    assert len({re.sub(r"/sign-off/[a-z0-9-]+", "", page.html) for page in pages}) == 1
    assert len(statements) == 2 * len(wrong)
    for _time in range(LINK_MISSES.most):
        client.post("projects.sign", ANSWER, code="0" * 24, expect=404)
    client.post("projects.sign", ANSWER, code=code, expect=429)
    opened(client, code, expect=429)
    clock.forward(hours=1)
    opened(client, code)


def test_wrong_codes_that_are_only_opened_are_counted_without_writing(app, client, town):
    code, before = asked(town), rows()
    for number in range(30):
        opened(client, f"{number:024d}", expect=404)
    opened(client, code, expect=429)
    assert rows() == before


def test_links_that_open_are_not_counted(client, town):
    code = asked(town)
    for _time in range(35):
        opened(client, code)


def test_a_code_reaches_no_log_no_header_and_no_cache(client, town, clock, caplog):
    code = asked(town)
    heard = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(logs.JSONLines().format(record) + str(record.__dict__))  # type: ignore[method-assign]
    root, portal = logging.getLogger(), logging.getLogger("portal")
    level, portal_level = root.level, portal.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    portal.setLevel(logging.DEBUG)
    try:
        page = opened(client, code)
        answers = [
            client.send("GET", f"/sign-off/{code}?utm_source=mail"),
            client.send("GET", f"/es/sign-off/{code}"),
            client.send("POST", f"/sign-off/{code}", data=dict(page.form().filled_in({"answer": "agree"}))),
            client.send("POST", f"/sign-off/{code}", data=dict(page.form().filled_in(ANSWER))),
            client.send("POST", f"/sign-off/{code}", data=ANSWER),
            client.send("PUT", f"/sign-off/{code}"),
        ]
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        portal.setLevel(portal_level)
    assert [answer.status_code for answer in answers] == [200, 200, 422, 200, 200, 405]
    for answer in answers:
        assert code not in str(answer.headers)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
    assert [answer.headers["Referrer-Policy"] for answer in answers[:-1]] == ["no-referrer"] * 5
    assert any("projects.sign_off" in line for line in heard), "nothing was logged at all"
    # the statements of the database hold the hash alone
    assert not [line for line in heard if code in line.lower()]


def test_no_search_engine_and_no_paper_keeps_the_address(client, town):
    code = asked(town)
    for page in (opened(client, code), client.submit(opened(client, code), **ANSWER)):
        assert [meta.get("content") for meta in page.all(".//meta[@name='robots']")] == ["noindex, nofollow"]
        assert code not in page.text


@sqlite_only
def test_it_works_in_spanish(client, town):
    code = asked(town)
    page = client.in_language("es").submit(opened(client.in_language("es"), code), **ANSWER)
    assert page.lang == "es"
    assert "Tenemos la respuesta" in page.h1


@on_both
def test_one_form_sent_many_times_at_once_is_one_answer(app, client, town, clock):
    code = asked(town)
    data = dict(opened(client, code).form().filled_in(ANSWER))
    statuses = []

    def send() -> None:
        with app.app_context():
            statuses.append(Client(app).send("POST", f"/sign-off/{code}", data=data).status_code)

    together([send] * THREADS)
    assert set(statuses) == {200}
    assert count(SignOff) == 1


# ---- the desk


def test_a_clerk_makes_a_link_and_takes_it_back(client, town, cast):
    project = town.project("lamps", title=words("Lamps"))
    add_partner()
    publish(project, "lumen")
    desk = client.sign_in(cast.clerk)
    page = desk.get("projects.asking", slug=project)
    assert "Not asked" in page.words(".//strong")
    form = desk.open(page.link("Make a link"))
    made = desk.submit(form, contact="Ana, 555 0100")
    [href] = {link for link in re.findall(r"https://\S+/sign-off/[0-9a-z]{24}", made.text) if "/es/" not in link}
    letters = [area.text or "" for area in made.all("textarea")]
    assert [href in letters[0], f"/es{href.removeprefix('https://feedback.example.org')}" in letters[1]] == [True, True]
    assert ("good until" in letters[0], "sirve hasta" in letters[1]) == (True, True)
    assert desk.submit(form, contact="Ana, 555 0100").text == made.text
    Client(desk.app).open(href.removeprefix("https://feedback.example.org"))
    page = desk.get("projects.asking", slug=project)
    assert ("Link is out" in page.text, "Ana, 555 0100" in page.text, href in page.html) == (True, True, False)
    page = desk.submit(page, "Take the link back")
    assert "opens nothing any more" in page.text
    assert "Ana, 555 0100" not in Client(desk.app).get("projects.show", slug=project).text
    Client(desk.app).open(href.removeprefix("https://feedback.example.org"), expect=410)


def test_a_site_may_say_how_long_links_are_good(databases, engine, clock):
    with site(databases, engine, sign_off_days=1) as app:
        code = asked(Town(app))
        clock.forward(days=1)
        opened(Client(app), code, expect=410)


def test_a_link_is_made_for_the_version_that_the_clerk_saw(client, town, cast):
    asked(town)
    desk = client.sign_in(cast.clerk)
    form = desk.get("projects.ask", slug="lamps", partner="lumen")
    publish("lamps", "lumen", vision="Bright streets")
    page = desk.submit(form, contact="Ana", expect=422)
    assert "newer version" in page.errors[0]
    assert "Send this link" in desk.submit(page, contact="Ana").h1


def test_the_desk_says_who_answered_and_offers_no_further_link(client, town, cast):
    sign(asked(town), RESERVED)
    page = client.sign_in(cast.clerk).get("projects.asking", slug="lamps")
    assert ("Agrees with a reservation" in page.text, RESERVED.words in page.text) == (True, True)
    assert "Make a new link" not in page.text
    assert "has answered" in client.get("projects.ask", slug="lamps", partner="lumen").text


def test_a_project_without_a_sheet_has_nobody_to_ask(client, town, cast):
    town.project("lamps")
    add_partner()
    desk = client.sign_in(cast.clerk)
    assert "no sheet yet" in desk.get("projects.asking", slug="lamps").text
    desk.get("projects.ask", slug="lamps", partner="lumen", expect=404)


def test_the_record_names_the_answer(client, town):
    sign(asked(town))
    page = client.get("record.index")
    assert "Project sheet signed" in page.text
    assert page.link("lamps/1/lumen") == "/projects/lamps"
    assert db.session.scalar(select(func.count()).select_from(RecordEntry)) == 2
