"""What a preview is made of: a form never taken as sent, texts as typed, and warnings that refuse nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.core.forms import DeskForm, MarkdownField
from portal.core.previews import reading_warnings, typed_texts
from portal.core.translated import Text
from tests.core.test_reading_level import LLANO, OFFICIAL, OFICIAL, PLAIN
from tests.support.engines import sqlite_only


class Pair(DeskForm):
    """A form of one text in two languages."""

    class Meta:
        csrf = False

    body_en = MarkdownField("About")
    body_es = MarkdownField("About")


@sqlite_only
@pytest.mark.parametrize(("sent", "kept", "status"), [({}, True, 422), ({"preview": "1"}, False, 200)])
def test_a_form_sent_for_a_preview_is_never_taken_as_sent(
    app: Flask, sent: dict[str, str], kept: bool, status: int
) -> None:
    with app.test_request_context("/", method="POST", data={"body_en": " Lamps\r\n"} | sent):
        form = Pair()
        assert (form.validate_on_submit(), form.previewing, form.http_status) == (kept, not kept, status)
        assert typed_texts(form, "body") == [Text("Lamps", "en")]


@sqlite_only
def test_a_form_that_is_only_shown_is_no_preview(app: Flask) -> None:
    with app.test_request_context("/?preview=1"):
        form = Pair()
        assert (form.previewing, form.http_status) == (False, 200)


@sqlite_only
@pytest.mark.parametrize(
    ("text", "lang", "begins"),
    [
        (PLAIN, "en", []),
        (LLANO, "es", []),
        (OFFICIAL, "en", ["This text reads like grade 16.", "Longest sentence, 24 words: “Implementation"]),
        (OFICIAL, "es", ["This text is hard to read: 0 points of 100.", "Longest sentence, 27 words: “La impl"]),
        ("word " * 26, "en", ["Longest sentence, 26 words: “word"]),
        ("word " * 25, "en", []),
        ("", "en", []),
    ],
)
def test_a_writer_is_warned_of_what_is_hard_to_read(app: Flask, text: str, lang: str, begins: list[str]) -> None:
    found = reading_warnings(text, lang)
    assert [said[: len(wanted)] for said, wanted in zip(found, begins, strict=True)] == begins


@sqlite_only
def test_a_sentence_without_an_end_is_cut(app: Flask) -> None:
    assert len(reading_warnings("word " * 2000, "en")[-1]) < 400
