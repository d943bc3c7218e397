"""The desk pages for paper, phone and room, and what everybody sees of them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from portal.cli import main
from portal.comments import queries
from portal.comments.models import Comment
from portal.comments.queries import TargetKey
from portal.core.db import db
from portal.core.usecase import transaction
from portal.receipts.models import Receipt, SlipBatch
from tests.comments.taken_down import OCCASION, printed
from tests.support.builders import SCRIPT, Town
from tests.support.cast import Cast
from tests.support.engines import sqlite_only
from tests.support.pages import Client

pytestmark = sqlite_only
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}\b")


@pytest.fixture(autouse=True)
def _time(clock) -> None:
    """Days are typed: time stands still."""


def rows(kind: type) -> int:
    """Rows of one kind."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def spoken(page) -> str:
    """The code on a page, from its groups."""
    return "-".join(re.findall(r"[0-9A-Z]{4}", page.words(".//p[@class='receipt-code']")[0]))


def test_one_after_another_with_the_occasion_kept_and_the_code_shown_once(
    client: Client, cast: Cast, town: Town
) -> None:
    project = town.project()
    desk = client.sign_in(cast.clerk)
    form = desk.get("comments.enter", target=project)
    assert (form.value("target"), form.value("said_on")) == (project, "2026-04-15")
    said = {"body": f"Lamps {SCRIPT}", "occasion": OCCASION, "channel": "room"}
    page = desk.submit(form, "Save the comment", **said)
    code = spoken(page)
    kept = [page.value(name) for name in ("target", "occasion", "channel", "body", "slip")]
    assert kept == [project, OCCASION, "room", "", ""]
    assert spoken(desk.submit(form, "Save the comment", **said)) == code  # the first form sent again
    assert rows(Comment) == 1
    later = desk.open(page.link("Clear the code"))
    assert later.value("occasion") == OCCASION
    assert code not in later.html
    look_up = Client(client.app)
    found = look_up.submit(look_up.get("receipts.look_up"), code=code)
    assert "Lamps" in found.text


def test_what_was_said_about_an_update_stands_on_that_update(client: Client, cast: Cast, town: Town) -> None:
    project = town.project()
    town.update(project)
    desk = client.sign_in(cast.clerk)
    form = desk.get("comments.enter", target=f"{project}/updates/1")
    desk.submit(form, "Save the comment", body="Lamps", occasion=OCCASION, channel="paper")
    comment = db.session.query(Comment).one()
    assert (comment.project_id, comment.status_update_id) != (None, None)
    assert queries.target(TargetKey(project, update=1)).pointer == {
        "project_id": comment.project_id,
        "status_update_id": comment.status_update_id,
    }


def test_everybody_sees_that_staff_took_it_down_and_no_word_of_it_runs(client: Client, cast: Cast, town: Town) -> None:
    project = town.project()
    desk = client.sign_in(cast.moderator)
    form = desk.get("comments.enter", target=project)
    desk.submit(form, "Save the comment", body="Lamps", occasion=OCCASION, channel="paper")
    with transaction():
        row = db.session.scalars(select(Comment)).one()
        row.publish("")
    for page in (client.get("comments.index", slug=project), client.get("comments.show", comment_id=row.id)):
        assert f"Taken down by staff at: {OCCASION}" in page.text
    assert "Taken down" not in client.get("comments.show", comment_id=town.published(project)).text


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client: Client, cast: Cast, town: Town) -> None:
    project = town.project()
    desk = client.sign_in(cast.clerk)
    empty = desk.submit(desk.get("comments.enter"), "Save the comment", said_on="", expect=422)
    assert {"Write what was said", "Write where it was said", "Choose what the comment is about"} <= set(empty.errors)
    page = desk.submit(
        desk.get("comments.enter", target=project),
        "Save the comment",
        expect=422,
        body="Lamps",
        occasion="Call",
        channel="phone",
        slip="7QK4",
    )
    assert any("group by group" in words for words in page.errors)
    page = desk.submit(page, "Save the comment", expect=422, slip="", said_on="2026-04-16")
    assert page.errors == ["Enter a day that is not in the future"]
    assert page.value("body") == "Lamps"
    desk.submit(page, "Save the comment", said_on="2026-04-15")
    assert rows(Comment) == 1


def test_slips_are_shown_once_and_their_codes_lead_to_what_was_entered(client: Client, cast: Cast, town: Town) -> None:
    project = town.project()
    desk = client.sign_in(cast.clerk)
    form = desk.get("comments.slips")
    desk.submit(form, "Make the slips", occasion=OCCASION, count="201", expect=422)
    page = desk.submit(form, "Make the slips", occasion=OCCASION, count="3")
    codes = CODE.findall(" ".join(page.words(".//section//code")))
    assert len(codes) == 6  # on the part that is handed in, and on the one that is kept
    assert len(set(codes)) == len(page.all(".//section//{http://www.w3.org/2000/svg}svg")) == 3
    assert page.headers["Cache-Control"] == "no-store"
    again = desk.submit(form, "Make the slips", occasion=OCCASION, count="3")
    assert CODE.findall(" ".join(again.words(".//section//code"))) == codes
    assert (rows(Receipt), rows(SlipBatch)) == (3, 1)

    holder = Client(client.app)
    before = holder.submit(holder.get("receipts.look_up"), code=codes[0])
    assert f"This slip was printed for: {OCCASION}." in before.text
    assert "Staff have not entered what you wrote yet." in before.text
    saved = desk.submit(
        desk.get("comments.enter", target=project, occasion="Open house", channel="paper"),
        "Save the comment",
        body="From the slip",
        slip=codes[0].lower(),
    )
    assert not saved.words(".//p[@class='receipt-code']")
    after = holder.submit(holder.get("receipts.look_up"), code=codes[0])
    assert "From the slip" in after.text


def test_a_table_is_looked_at_first_then_entered_once(client: Client, cast: Cast, town: Town) -> None:
    project = town.project()
    desk = client.sign_in(cast.clerk)
    said = SCRIPT.replace('"', '""')
    table = f'text,day,audience\n"Lamps {said}",,resident\nBenches,2026-05-01,\nTrees,,cat\n'
    file = FileStorage(io.BytesIO(b"\xef\xbb\xbf" + table.encode()), filename="paper.csv")
    heard = {"target": project, "occasion": OCCASION, "channel": "paper"}
    look = desk.submit(desk.get("comments.take_in"), "Check the table", file=file, **heard)
    assert "1 comment can be entered. 2 records cannot be entered. Nothing is entered yet." in look.text
    refused = [" ".join(words.split()[:2]) for words in look.words(".//tbody/tr")]
    assert refused[:2] == ["2 day", "3 audience"]
    assert rows(Comment) == 0
    done = desk.submit(look, "Enter 1 comment", expect=422)
    assert "1 comment entered. 2 records were refused." in done.text
    whole = table.replace("2026-05-01", "").replace("cat", "other")
    look = desk.submit(done, "Check the table", table=whole)
    assert "2 comments can be entered. 1 is already there." in look.text
    done = desk.submit(look, "Enter 2 comments")
    assert done.words(".//div[@role='status']") == ["2 comments entered. 1 was already there."]
    assert rows(Comment) == 3


def test_tables_nobody_can_read_are_refused_with_words(client: Client, cast: Cast, town: Town) -> None:
    desk = client.sign_in(cast.clerk)
    heard = {"target": town.project(), "occasion": "Open house", "channel": "paper"}
    form = desk.get("comments.take_in")
    assert "Choose a file, or paste a table" in desk.submit(form, "Check the table", expect=422, **heard).errors
    for table, words in (
        ("mood\nfine", "No column is named text"),
        ('text\n"x" y', "quotation marks"),
        ("x" * 300_001, "Split the table"),
    ):
        page = desk.submit(form, "Check the table", expect=422, table=table, **heard)
        assert any(words in said for said in page.errors)
    assert desk.get("comments.table_template").text.startswith("\ufefftext,id,slip")


def test_the_command_reads_the_same_table_and_its_line_adds_up(app, cast: Cast, town: Town, tmp_path: Path) -> None:
    (code,) = printed(cast.clerk.actor)
    town.project("lamps")
    file = tmp_path / "paper.csv"
    file.write_text(f"text,slip,audience\nLamps,{code},\nBenches,,cat\nTrees,,\n", "utf-8")
    run = app.test_cli_runner()
    said = ["import", "comments", str(file), "--project", "lamps", "--occasion", "Open house"]
    lines = [
        run.invoke(main, [*said, *more], obj=None).output.strip().splitlines()[-2:] for more in (["--dry-run"], [], [])
    ]
    assert lines[0] == lines[1]
    assert lines[0][0].startswith("record 2: audience: It is none of these words")
    assert [found[1] for found in lines] == [
        "read 3, new 2, already there 0, refused 1",
        "read 3, new 2, already there 0, refused 1",
        "read 3, new 0, already there 2, refused 1",
    ]
    assert "There is no project" in run.invoke(main, [*said[:3], "--project", "nowhere"]).output
