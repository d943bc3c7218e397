"""What people typed, cleaned without changing what they meant."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from wtforms.validators import DataRequired

from portal.core.errors import Refused
from portal.core.forms import LineField, TextField, VisitorForm, clean_line, clean_text
from tests.support.engines import sqlite_only

RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana\tMaría \r\n", "Ana María"),
        ("Jose\u0301", "José"),
        ("a\x00b\x1bc", "abc"),
        (f"gnp.{RIGHT_TO_LEFT}exe", "gnp.exe"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("\ud800", ""),
        ("", ""),
        (None, None),
    ],
)
def test_a_line_is_cleaned(typed: str | None, kept: str | None) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("\n\n a\tb \n\n", "a\tb"),
        ("a\x00\x08b", "ab"),
        ("مرحبا \u200f(x)", "مرحبا \u200f(x)"),
        (f"{RIGHT_TO_LEFT}abc", "abc"),
        (None, None),
    ],
)
def test_a_text_is_cleaned(typed: str | None, kept: str | None) -> None:
    assert clean_text(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    for clean in (clean_line, clean_text):
        once = clean(typed)
        assert clean(once) == once
        assert once is not None
        assert "\x00" not in once
        once.encode()


class TeaForm(VisitorForm):
    """A form of the tests."""

    kind = LineField("Kind", [DataRequired("Name the tea")])
    note = TextField("Note")


@sqlite_only
def test_a_refusal_goes_to_its_field_or_to_the_top(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"kind": "Mint"}):
        form = TeaForm("tea")
        form.validate()
        form.show(Refused("No mint today.", "kind"))
        form.show(Refused("The kitchen is closed.", "gone"))
        form.show(Refused("Come back."))
        assert list(form.kind.errors) == ["No mint today."]
        assert form.form_errors[-2:] == ["The kitchen is closed.", "Come back."]


@sqlite_only
def test_a_visitors_form_without_our_token_is_expired_and_says_so_above(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"kind": "Mint", "nonce": "forged"}):
        form = TeaForm("tea")
        assert not form.validate()
        assert form.expired
        assert len(form.form_errors) == 1
        assert not form["nonce"].errors


@sqlite_only
def test_a_token_serves_the_form_it_was_made_for_only(app: Flask) -> None:
    with app.test_request_context():
        token = TeaForm("tea")["nonce"].current_token
    for purpose, valid in (("tea", True), ("coffee", False)):
        with app.test_request_context(method="POST", data={"kind": "Mint", "nonce": token}):
            assert TeaForm(purpose).validate() is valid
