"""The comment form, its receipt, the list, the permalink, as a resident's browser sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.comments.models import Comment
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.permissions import Role
from portal.core.translated import Translated
from tests.support.builders import SCRIPT, Town
from tests.support.cast import add_player
from tests.support.clock import Clock
from tests.support.engines import Databases, site, sqlite_only
from tests.support.page import Page
from tests.support.pages import Client
from tests.support.recorder import recorded

CODE = re.compile(r"\b(?:[0-9A-Z]{4} ){5}[0-9A-Z]{4}\b")


def write(client: Client, project: str, expect: int = 200, **fields) -> Page:
    """Fill in the comment form and send it."""
    return client.submit(client.get("comments.new", slug=project), expect=expect, **fields)


def code_on(page: Page) -> str:
    """The receipt code that a page shows."""
    found = set(CODE.findall(page.text))
    assert len(found) == 1, f"one code, not {found}"
    return found.pop()


def how_many() -> int:
    """The comments in the database."""
    return db.session.scalar(select(func.count()).select_from(Comment)) or 0


def test_a_comment_with_its_one_required_field_gets_a_receipt(client: Client, town: Town, clock: Clock) -> None:
    page = write(client, town.project(), body=f"More lamps.\n\nPlease {SCRIPT}")
    assert page.h1 == "We have your comment"
    assert f"More lamps. Please {SCRIPT}" in page.text
    assert code_on(page)
    assert "April 17, 2026" in page.text  # two working days
    assert page.headers["Cache-Control"] == "no-store"
    assert how_many() == 1


def test_everything_that_was_typed_is_kept(client: Client, town: Town) -> None:
    fields = {
        "body": f"Lamps {SCRIPT}",
        "display_name": f"Ana {SCRIPT}",
        "audience": "business",
        "area": f"Süd {SCRIPT}",
    }
    write(client, town.project(), **fields)
    row = db.session.scalars(select(Comment)).one()
    assert {name: getattr(row, name) for name in fields} == fields
    assert row.lang == "en"


def test_a_spanish_form_makes_a_spanish_comment(client: Client, town: Town) -> None:
    page = write(client.in_language("es"), town.project(), body="Más farolas")
    assert page.lang == "es"
    assert db.session.scalars(select(Comment.lang)).one() == "es"


def test_the_same_form_again_gives_the_same_receipt(client: Client, town: Town, clock: Clock) -> None:
    form = client.get("comments.new", slug=town.project())
    first = client.submit(form, body="Lamps")
    clock.forward(hours=30)  # reloaded the next day: the form is too old by then, and still known
    again = client.submit(form, body="Lamps")
    assert code_on(again) == code_on(first)
    assert "April 17, 2026" in again.text
    assert how_many() == 1


def test_a_retry_whose_line_ends_differ_is_still_a_retry(client: Client, town: Town) -> None:
    form = client.get("comments.new", slug=town.project())
    first = client.submit(form, body="one\ntwo")
    data = dict(form.form().filled_in({"body": "x"})) | {"body": " one\rtwo \n"}
    response = client.send("POST", form.form().action, data=data)
    assert code_on(first).replace(" ", "-") in response.text


def test_the_same_form_with_other_words_asks_and_then_takes_a_second_comment(client: Client, town: Town) -> None:
    form = client.get("comments.new", slug=town.project())
    first = client.submit(form, body="Lamps")
    asked = client.submit(form, body="Benches", expect=422)
    assert "already sent" in asked.errors[0]
    assert asked.value("body") == "Benches"
    second = client.submit(asked)
    assert code_on(second) != code_on(first)
    assert how_many() == 2


@pytest.mark.parametrize("body", ["", "   ", "\n\t \r\n", "\u00a0\u2003", "\x00\x07"])
@sqlite_only
def test_an_empty_comment_is_asked_for_again(client: Client, town: Town, body: str) -> None:
    page = write(client, town.project(), body=body, display_name="Ana", area="Süd", audience="other", expect=422)
    assert page.errors == ["Write your comment"]
    assert (page.value("display_name"), page.value("area"), page.value("audience")) == ("Ana", "Süd", "other")
    assert page.title.startswith("Error")
    (link,) = page.all(".//div[@data-error-summary]//a")
    assert link.get("href") == "#body"
    assert how_many() == 0


@sqlite_only
@pytest.mark.parametrize(
    ("field", "longest", "words"),
    [
        ("body", 3000, "Shorten your comment"),
        ("display_name", 60, "Shorten the name"),
        ("area", 80, "Shorten the neighb"),
    ],
)
def test_too_long_is_told_at_its_field_and_nothing_is_lost(
    client: Client, town: Town, field: str, longest: int, words: str
) -> None:
    project = town.project()
    text = "ñ💡" * (longest // 2)
    page = write(client, project, expect=422, **({"body": "Lamps"} | {field: text + "x"}))
    assert words in page.errors[0]
    assert page.value(field) == text + "x"
    write(client, project, **({"body": "Lamps"} | {field: text}))


@sqlite_only
def test_a_choice_that_was_never_offered_is_refused(client: Client, town: Town) -> None:
    page = write(client, town.project(), body="Lamps", audience="king", expect=422)
    assert page.value("body") == "Lamps"
    assert how_many() == 0


@sqlite_only
@pytest.mark.parametrize("token", ["", "forged", "A" * 54])
def test_a_form_with_a_token_that_is_not_ours_keeps_the_text_and_asks_again(
    client: Client, town: Town, token: str
) -> None:
    page = write(client, town.project(), body="Typed on the bus", nonce=token, expect=422)
    assert "open for a long time" in page.errors[0]
    assert page.value("body") == "Typed on the bus"
    assert how_many() == 0
    assert code_on(client.submit(page))


@sqlite_only
def test_the_token_of_one_project_does_not_serve_another(client: Client, town: Town) -> None:
    one, other = town.project(), town.project()
    token = client.get("comments.new", slug=one).value("nonce")
    write(client, other, body="Lamps", nonce=token, expect=422)


def test_outside_the_window_there_is_a_page_that_says_when(client: Client, town: Town, clock: Clock) -> None:
    start = clock.now
    project = town.project(comments_open_at=start + timedelta(days=1), comments_close_at=start + timedelta(days=2))
    page = client.get("comments.new", slug=project)
    assert page.h1 == "Comments are not open yet"
    assert "April 16, 2026" in page.text
    assert not page.forms
    clock.forward(days=1)
    form = client.get("comments.new", slug=project)
    clock.forward(days=1)
    closed = client.submit(form, body=f"I was late {SCRIPT}", expect=409)
    assert closed.h1 == "Comments are closed"
    assert f"I was late {SCRIPT}" in closed.words("textarea")[0]
    assert how_many() == 0


def test_a_project_that_never_takes_comments_says_so(client: Client, town: Town) -> None:
    page = client.get("comments.new", slug=town.project(open=False))
    assert "takes no comments" in page.text


def test_a_project_that_is_not_there_is_not_found(client: Client) -> None:
    client.get("comments.new", slug="gone", expect=404)
    client.get("comments.index", slug="gone", expect=404)
    page = client.post("comments.create", {"body": "Typed for long"}, slug="gone", expect=404)
    assert "Typed for long" in page.words("textarea")[0]


def test_beyond_the_hard_cap_of_a_network_the_text_is_handed_back(databases: Databases, engine: str) -> None:
    with site(databases, engine, comments_per_network=2) as app:
        client, project = Client(app), Town(app).project()
        for number in range(2):
            write(client, project, body=f"Comment {number}")
        page = write(client, project, body="The third", expect=429)
        assert "The third" in page.words("textarea")[0]
        assert how_many() == 2
        elsewhere = Client(app)
        elsewhere.address = "198.51.100.7"
        write(elsewhere, project, body="From elsewhere")


def test_a_page_lists_published_comments_with_permalinks_twenty_at_a_time(
    client: Client, town: Town, clock: Clock
) -> None:
    project = town.project()
    for number in range(21):
        town.published(project, body=f"Lamp number {number:02d} {SCRIPT}")
        clock.forward(minutes=1)
    page = client.get("comments.index", slug=project)
    assert "Lamp number 20" in page.text
    assert "Lamp number 00" not in page.text
    older = next(href for href in page.links().values() if "after=" in href)
    assert "Lamp number 00" in client.open(older).text
    permalinks = [href for href in page.links().values() if href.startswith("/comments/")]
    assert SCRIPT in client.open(permalinks[0]).text


def test_what_waits_or_was_declined_stands_on_no_public_page(app: Flask, client: Client, town: Town) -> None:
    project = town.project()
    canaries = {"pending": town.comment, "declined": town.declined}
    hidden = [make(project, body=f"canary-{name}", display_name=f"canary-{name}") for name, make in canaries.items()]
    town.published(project, body="Shown")
    for endpoint in ("pages.home", "projects.index", "record.index", "moderation.public", "record.entries"):
        assert "canary" not in client.get(endpoint).text
    for endpoint in ("projects.show", "comments.index", "comments.new"):
        page = client.get(endpoint, slug=project)
        assert "canary" not in page.html
        assert not re.search(r"\b[23] comments", page.text)
    for comment_id in hidden:
        client.get("comments.show", comment_id=comment_id, expect=404)


def test_signing_in_changes_nothing_on_public_pages(app: Flask, client: Client, town: Town) -> None:
    project = town.project()
    town.comment(project, body="canary")
    before = client.get("comments.index", slug=project).body
    client.sign_in(add_player("everything", *Role))
    assert client.get("comments.index", slug=project).body == before


def test_a_withdrawn_or_unknown_permalink_is_not_found(client: Client) -> None:
    for path in ("/comments/0000000000", "/comments/uuuuuuuuuu", "/comments/zz", f"/comments/{key_text(7)}"):
        client.open(path, expect=404)


@sqlite_only
@pytest.mark.parametrize(
    "text",
    [
        SCRIPT,
        '"><img src=x onerror=alert(1)>',
        "</textarea></blockquote></main><h1>Hacked</h1>",
        "{{ 7 * 7 }}{% raw %}",
        "%(body)s %s {0} $x",
        "javascript:alert(1)",
        "\u202eevil\u202c",
        "https://x.example/?a=1&b=<script>",
        "a" * 3000,
        "Z̸̢̛͎̠a̷l̵g̶o̷ 💩👩‍👩‍👧‍👦 مرحبا 日本語",
        '=HYPERLINK("https://x.example")',
    ],
)
def test_hostile_words_make_the_same_elements_as_harmless_ones(client: Client, town: Town, text: str) -> None:
    project = town.project()

    def elements(body: str) -> list[list[str]]:
        names = {"display_name": body[:60], "area": body[:80]}
        form = client.get("comments.new", slug=project)
        refused = client.submit(form, body=body, audience="king", expect=422, **names)
        receipt = client.submit(form, body=body, **names)
        comment_id = db.session.scalars(select(Comment.id).order_by(Comment.received_at.desc())).first()
        from portal.core.usecase import transaction

        with transaction():
            db.session.get_one(Comment, comment_id).publish("")
        shown = client.get("comments.show", comment_id=comment_id)
        return [[e.tag for e in page.tree.iter() if e.tag not in {"a", "br"}] for page in (refused, receipt, shown)]

    assert elements(text) == elements("Harmless words")


def test_the_attribution_of_anothers_data_stands_on_every_page_that_shows_it(client: Client, town: Town) -> None:
    licence = Translated({"en": "Comments: City of Elsewhere, CC BY 4.0"})
    project = town.project(attribution=licence)
    comment_id = town.published(project)
    for page in (client.get("comments.index", slug=project), client.get("comments.show", comment_id=comment_id)):
        assert "CC BY 4.0" in page.text


def test_pages_of_comments_stay_within_their_queries(app: Flask, client: Client, town: Town) -> None:
    project = town.project()
    comment_ids = [town.published(project) for _time in range(15)]
    with recorded(app) as said:
        client.get("comments.index", slug=project)
    said.within(5)
    with recorded(app) as said:
        client.get("comments.show", comment_id=comment_ids[0])
    said.within(5)
    with recorded(app) as said:
        form = client.get("comments.new", slug=project)
    said.within(4)  # the project, and the present delay of review
    with recorded(app) as said:
        client.submit(form, body="Lamps")
    said.within(16)
