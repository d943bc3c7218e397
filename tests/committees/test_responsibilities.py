"""Who decides what: the table everybody reads, its rows at the desk, and two clerks at once."""

from __future__ import annotations

import pytest

from portal.committees import queries, usecases
from portal.committees.models import Responsibility
from portal.committees.queries import ResponsibilityCard
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound
from portal.core.permissions import COMMAND_LINE
from tests.support.builders import SCRIPT, words
from tests.support.cast import NAMES
from tests.support.recorder import recorded


def card(matter):
    return ResponsibilityCard(words(matter), words("The lead"), words("The council"), words("Neighbors"))


def edit(*matters, slug="steering", **others):
    usecases.edit_responsibilities(
        **({"actor": COMMAND_LINE, "slug": slug, "rows": [card(matter) for matter in matters]} | others)
    )


def kept(slug="steering"):
    """The kinds of decision as they are kept."""
    rows = queries.responsibilities(queries.sheet(slug).id)
    return [row.matter["en"].removesuffix(f" {SCRIPT}") for row in rows]


@pytest.fixture
def committee(town):
    """A committee without a table; its slug."""
    return town.committee()


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_a_clerk_edits(cast, client, committee, name):
    with pytest.raises(Forbidden):
        edit("Pilots", actor=cast.actor(name))
    if name != "visitor":
        client.sign_in(getattr(cast, name)).get("committees.responsibilities", slug=committee, expect=403)


def test_the_table_becomes_exactly_what_was_given(cast, town, committee):
    town.committee("other")
    edit("Theirs", slug="other")
    edit("Pilots", "Money", "Data", actor=cast.clerk.actor)
    edit("Data", "Pilots")
    assert (kept(), kept("other")) == (["Data", "Pilots"], ["Theirs"])
    edit()
    assert kept() == []
    assert db.session.query(Responsibility).count() == 1


def test_what_is_not_there_cannot_be_edited(client, cast, app):
    with pytest.raises(NotFound):
        edit("Pilots", slug="nothing")
    client.sign_in(cast.clerk).get("committees.responsibilities", slug="nothing", expect=404)


def test_somebody_elses_table_is_not_overwritten(committee):
    seen = queries.fingerprint(())
    edit("Theirs")
    with pytest.raises(usecases.Overtaken):
        edit("Mine", loaded=seen)
    edit("Theirs", loaded=seen)  # the very same, sent twice
    assert kept() == ["Theirs"]


def test_everybody_reads_it_in_their_language(client, committee):
    assert "Nothing is written down yet." in client.get("committees.show", slug=committee).text
    edit("Pilots")
    page = client.get("committees.show", slug=committee)
    assert page.words(".//tbody/tr/*") == [
        f"{said} {SCRIPT}" for said in ("Pilots", "The lead", "The council", "Neighbors")
    ]
    assert [cell.get("data-label") for cell in page.all(".//tbody/tr/td")] == page.words(".//thead//th")[1:]
    spanish = client.in_language("es").get("committees.show", slug=committee)
    assert "Quién decide" in spanish.words(".//thead//th")
    assert f"Pilots (en español) {SCRIPT}" in spanish.text


def test_forty_rows_cost_no_further_query(app, client, committee):
    edit(*(f"Matter {number}" for number in range(40)))
    with recorded(app) as asked:
        page = client.get("committees.show", slug=committee)
    asked.within(4)
    assert len(page.all(".//tbody/tr")) == 40


def filled(number, matter):
    said = {"matter": matter, "proposes": "The lead", "decides": "The council", "heard": "Nobody"}
    return {f"rows-{number}-{name}_en": text for name, text in said.items()}


def test_the_desk_writes_rows_and_leaves_empty_ones_out(desk, committee):
    page = desk.get("committees.responsibilities", slug=committee)
    page = desk.submit(page, "Save the changes", **filled(0, "Pilots"), **filled(3, "Money"))
    assert "Saved." in page.text
    assert kept() == ["Pilots", "Money"]
    page = desk.get("committees.responsibilities", slug=committee)
    assert [page.value(f"rows-{n}-matter_en") for n in range(3)] == ["Pilots", "Money", None]


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("Move up row 2", ["Money", "Pilots"]),
        ("Move down row 1", ["Money", "Pilots"]),
        ("Remove row 1", ["Money", None]),
        ("Add a row", ["Pilots", "Money"]),
    ],
)
def test_buttons_of_rows_keep_what_was_typed_and_save_nothing(desk, committee, button, order):
    edit("Pilots", "Money")
    page = desk.get("committees.responsibilities", slug=committee)
    typed = {"rows-0-matter_en": "Pilots", "rows-1-matter_en": "Money"}
    page = desk.submit(page, button, **typed)
    assert "Nothing is saved yet." in page.text
    assert [page.value(f"rows-{n}-matter_en") for n in range(2)] == order
    assert kept() == ["Pilots", "Money"]


def test_enter_saves_and_does_not_move_a_row(desk, committee):
    form = desk.get("committees.responsibilities", slug=committee).form("Save the changes")
    assert form.buttons()[0] == "Save the changes"


def test_a_row_says_all_four(desk, committee):
    page = desk.get("committees.responsibilities", slug=committee)
    page = desk.submit(page, "Save the changes", expect=422, **{"rows-1-heard_es": "Nadie"})
    assert page.errors == [
        "Row 2: Write which kind of decision it is about",
        "Row 2: Write who proposes",
        "Row 2: Write who decides",
        "Row 2: Write who is heard, or “Nobody”",
    ]
    assert page.value("rows-1-heard_es") == "Nadie"


def test_a_text_that_is_too_long_is_refused(desk, committee):
    page = desk.get("committees.responsibilities", slug=committee)
    page = desk.submit(page, "Save the changes", expect=422, **filled(0, "x" * 301))
    assert page.errors == ["Row 1: Shorten the text to 300 characters or fewer"]


def test_two_clerks_see_both_tables_before_anything_is_overwritten(desk, committee):
    page = desk.get("committees.responsibilities", slug=committee)
    edit("Theirs")
    page = desk.submit(page, "Save the changes", expect=409, **filled(0, "Mine"))
    assert page.errors == ["Somebody else saved this table while you wrote. Nothing was overwritten."]
    assert page.value("rows-0-matter_en") == "Mine"
    assert f"Theirs {SCRIPT}" in page.words(".//tbody/tr/th")
    desk.submit(page, "Save the changes")
    assert kept() == ["Mine"]


def test_there_are_never_more_than_forty_rows(desk, committee):
    edit(*(f"Matter {number}" for number in range(40)))
    page = desk.get("committees.responsibilities", slug=committee)
    assert "The table has at most 40 rows." in page.text
    data = dict(page.form("Save the changes").filled_in({}, "Save the changes"))
    data |= {name: text for n in range(40, 90) for name, text in filled(n, "More").items()}
    desk.send("POST", page.path, data=data)
    assert len(kept()) == 40
