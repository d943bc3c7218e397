"""Journey 6: anyone reads the public record and checks it."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

from tests.browser.conftest import Arrive


def test_anyone_reads_the_record_and_checks_it_against_a_saved_head(arrive: Arrive, tmp_path: Path) -> None:
    stranger = arrive()
    stranger.opens("/")
    stranger.follows("Public record", inside="header")
    assert stranger.h1 == "Public record"
    head = re.search(r"\b[0-9a-f]{64}\b", stranger.text)
    assert head
    said = stranger.site.do("record", "verify", "--head", head[0])
    assert said.startswith("The record is whole")

    link = stranger.page.get_by_role("link", name="Download the whole record").get_attribute("href")
    saved = tmp_path / "record.jsonl"
    with urllib.request.urlopen(stranger.site.base + str(link)) as answer:
        saved.write_bytes(answer.read())
    assert "The record is whole" in stranger.site.do("record", "verify", "--file", str(saved), "--head", head[0])


def test_the_record_is_read_page_by_page(arrive: Arrive) -> None:
    stranger = arrive()
    stranger.opens("/record")
    first = _numbers(stranger.page.get_by_role("rowheader").all_inner_texts())
    assert first == sorted(first, reverse=True)
    stranger.clicks_on(stranger.page.locator("main").get_by_role("link", name="Older"))
    second = _numbers(stranger.page.get_by_role("rowheader").all_inner_texts())
    assert second[0] == first[-1] - 1


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts]
