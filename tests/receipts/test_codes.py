"""Receipt codes: derived, never stored, forgiving to hands, strict about typing errors."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import base32
from portal.core.db import db
from portal.core.usecase import transaction
from portal.receipts import codes, queries
from portal.receipts.models import Receipt
from tests.support.engines import sqlite_only

NONCE = bytes(range(16))


@sqlite_only
def test_a_code_is_six_groups_of_four_with_a_check(app: Flask) -> None:
    code = codes.code_for(NONCE)
    groups = code.split("-")
    assert [len(group) for group in groups] == [4] * 6
    symbols = "".join(groups)
    assert base32.check_symbol(symbols[:-1]) == symbols[-1]


@sqlite_only
def test_the_same_form_gives_the_same_code_and_another_form_another(app: Flask) -> None:
    assert codes.code_for(NONCE) == codes.code_for(NONCE)
    assert len({codes.code_for(secrets.token_bytes(16)) for _form in range(500)}) == 500


@sqlite_only
def test_a_code_hangs_on_the_sites_secret(app: Flask) -> None:
    before = codes.code_for(NONCE)
    app.config["SECRET_KEY"] = "another-secret-that-is-long-enough-to-be-one"
    assert codes.code_for(NONCE) != before


@sqlite_only
def test_reading_forgives_what_hands_do(app: Flask) -> None:
    symbols = codes.read(codes.code_for(NONCE))
    sloppy = codes.grouped(symbols).lower().replace("-", " – ").replace("0", "o").replace("1", "l")
    assert codes.read(f"  {sloppy}\n") == symbols


@sqlite_only
def test_what_no_code_can_look_like_is_told_apart(app: Flask) -> None:
    symbols = codes.read(codes.code_for(NONCE))
    wrong = symbols[:-2] + ("0" if symbols[-2] != "0" else "1") + symbols[-1]
    for typed, why in (
        (symbols[:-1], "length"),
        ("", "length"),
        ("U" * 24, "symbol"),
        ("💡" * 24, "symbol"),
        (wrong, "check"),
    ):
        with pytest.raises(codes.Mistyped) as mistyped:
            codes.read(typed)
        assert mistyped.value.why == why


def test_neither_code_nor_nonce_is_stored_and_both_are_found(app: Flask) -> None:
    with transaction():
        receipt_id = Receipt.issue(NONCE).id
    row = db.session.scalars(select(Receipt)).one()
    stored = " ".join(str(value) for value in vars(row).values())
    symbols = codes.read(codes.code_for(NONCE))
    for secret in (codes.code_for(NONCE), symbols, NONCE.hex(), str(NONCE)):
        assert secret not in stored
    assert queries.id_by_code(symbols) == queries.id_by_nonce(NONCE) == receipt_id
    assert queries.id_by_code("0" * 24) is None
    assert queries.id_by_nonce(b"x" * 16) is None
