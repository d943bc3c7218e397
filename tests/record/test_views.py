"""The record as a page and as a file, which code that is not ours can check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from portal.core.permissions import Actor
from portal.core.usecase import transaction
from portal.moderation import usecases as moderation
from portal.record import queries
from portal.record.chain import GENESIS
from portal.record.models import Deed, append_all
from tests.house.sources import ROOT
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.pages import Client
from tests.support.recorder import recorded


def many(number: int) -> None:
    """Entries without anything behind them."""
    with transaction():
        append_all(
            Actor(1, "Ana", "Staff 7QK4"),
            [Deed("feedback.published", f"comment:{n}", "moderator") for n in range(number)],
        )


def test_a_ruling_stands_in_the_record_under_a_pseudonym(client: Client, town: Town, cast: Cast) -> None:
    moderation.publish_comment(actor=cast.moderator.actor, comment_id=town.comment(body="Read me"))
    page = client.get("record.index")
    assert cast.moderator.actor.pseudonym in page.text
    assert cast.moderator.actor.name not in page.text
    assert "Comment published" in page.text
    assert "Read me" not in page.text
    assert queries.head().hash in page.text
    (line,) = client.get("record.entries").text.splitlines()
    assert json.loads(line)["hash"] == queries.head().hash


def test_an_empty_record_is_a_page_too(client: Client) -> None:
    page = client.get("record.index")
    assert GENESIS in page.text
    assert client.get("record.entries").text == ""


def test_the_page_goes_back_fifty_at_a_time(app: Flask, client: Client) -> None:
    many(60)
    with recorded(app) as said:
        page = client.get("record.index")
    said.within(4)
    assert len(page.all(".//main//tbody/tr")) == 50
    older = client.open(next(href for href in page.links().values() if "after=" in href))
    assert len(older.all(".//main//tbody/tr")) == 10


@pytest.mark.parametrize("after", ["0", "-1", "x", "9" * 12, "9" * 40, "1.5", "١"])
def test_odd_places_are_a_page(client: Client, after: str) -> None:
    many(3)
    client.open(f"/record?after={after}")


def test_the_code_in_our_documentation_checks_the_file(client: Client, town: Town, cast: Cast, tmp_path: Path) -> None:
    project = town.project()
    for _time in range(3):
        moderation.publish_comment(actor=cast.moderator.actor, comment_id=town.comment(project))
    found = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "record.md").read_text("utf-8"), re.DOTALL)
    assert found
    (tmp_path / "verify.py").write_text(found[1], "utf-8")
    lines = client.get("record.entries").text.splitlines(keepends=True)
    head = queries.head().hash

    def check(entries: list[str], *words: str) -> int:
        (tmp_path / "record.jsonl").write_text("".join(entries), "utf-8")
        command = [sys.executable, "verify.py", "record.jsonl", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode

    assert check(lines) == 0
    assert check(lines, head) == 0
    assert check(lines[:2], head) != 0
    assert check([lines[0], lines[2]]) != 0
    assert check([line.replace("moderator", "Moderator") for line in lines]) != 0
