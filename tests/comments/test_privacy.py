"""What is noticed as a private detail, what is not, and how it is masked. All numbers are made up or from standards."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.comments.privacy import MASK, Kind, masked, noticed
from tests.support.process import strict

FOUND = {
    Kind.EMAIL: [
        ("Write to jo.b+x@mail.example.com.", "jo.b+x@mail.example.com"),
        ("ñandú@correo.es!", "ñandú@correo.es"),
    ],
    Kind.PHONE: [
        ("Call (270) 555-0143", "(270) 555-0143"),
        ("or 270.555.0143.", "270.555.0143"),
        ("+1 270 555 0143", "+1 270 555 0143"),
        ("at 555-0143, please", "555-0143"),
        ("Llame al 612 34 56 78", "612 34 56 78"),
        ("El 912 345 678 ahora", "912 345 678"),
        ("+34 912345678", "+34 912345678"),
        ("my cell is 2705550143", "2705550143"),
    ],
    Kind.ADDRESS: [
        ("I live at 1204 N. College Street, Apt 3", "1204 N. College Street, Apt 3"),
        ("He is at 12 3rd Ave.", "12 3rd Ave."),
        ("Vivo en la calle de la Luna, 14", "calle de la Luna, 14"),
        ("Avda. José Martí nº 2040", "Avda. José Martí nº 2040"),
    ],
    Kind.PLATE: [
        ("Un coche 1234 BCD aparca", "1234 BCD"),
        ("license plate is ABC 1234", "ABC 1234"),
        ("matrícula: M-1234-AB", "M-1234-AB"),
    ],
    Kind.CARD: [("4111 1111 1111 1111", "4111 1111 1111 1111"), ("x 378282246310005 y", "378282246310005")],
    Kind.IDENTITY: [
        ("SSN 123-45-6789", "123-45-6789"),
        ("my social security number is 123456789", "123456789"),
        ("DNI 12345678Z", "12345678Z"),
        ("12.345.678-Z", "12.345.678-Z"),
        ("NIE X1234567L", "X1234567L"),
    ],
    Kind.ACCOUNT: [
        ("GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("ES9121000418450200051332", "ES9121000418450200051332"),
    ],
}
NOTHING = """It cost $1,250,000 in 2018 and 2024-2026, on 2026-04-15 or 15/04/2026
From 10 to 12 on Route 31 at 5 PM, 20 buses and 100 benches
Meet @ noon, e.g. at the park
In 2018 State Street was closed; 5 Points is slow
4111 1111 1111 1112 fits no check
000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000
12345678A X1234567A
GB82 WEST 1234 5698 7654 33
Ordinance 2019-0042, parcel 040A-12-005, 37.0 by 86.44, 1000000000000
En la calle Mayor desde 2018 hay 40 farolas, y en la plaza otras 12
Item 1234 ABC; plate tectonics 101; 1/2/3; 12:30-14:00; 1,200-1,500 cars
Rule 555-01 and 10 000 000 euros, 100.000.000 al año
The plate was FULL""".splitlines()


@pytest.mark.parametrize(("kind", "said", "detail"), [(k, *pair) for k, pairs in FOUND.items() for pair in pairs])
def test_a_private_detail_is_noticed_whole(kind: Kind, said: str, detail: str) -> None:
    assert [(one.kind, one.text) for one in noticed(said)] == [(kind, detail)]


@pytest.mark.parametrize("said", NOTHING)
def test_what_only_looks_like_one_is_left_alone(said: str) -> None:
    assert noticed(said) == ()


def test_a_mask_is_as_long_whatever_it_hides_and_leaves_the_rest() -> None:
    text = "Ask jo@example.com or (270) 555-0143 about it"
    first, second = noticed(text)
    assert masked(text, [second.span, first.span]) == f"Ask {MASK} or {MASK} about it"
    assert masked(text, [first.span]) == f"Ask {MASK} or (270) 555-0143 about it"
    assert noticed(masked(text, [detail.span for detail in noticed(text)])) == ()


@given(st.text(alphabet="0123456789 -.()+@aAzZxX€ncallestreet,", max_size=300))
def test_whatever_is_written_details_lie_in_order_and_inside(text: str) -> None:
    end = 0
    for detail in noticed(text):
        assert end <= detail.start < detail.end <= len(text)
        assert text[detail.start : detail.end] == detail.text
        end = detail.end


def test_real_comments_hold_hardly_any_false_hit() -> None:
    folder = os.environ.get("PORTAL_DEMO_DATA", "")
    files = sorted(Path(folder, "feedback").glob("*/comments.csv")) if folder else []
    if not files:
        assert not strict(), "PORTAL_DEMO_DATA names no folder with feedback"
        pytest.skip("PORTAL_DEMO_DATA names no folder with feedback")
    bodies = [
        row["comment-body"] or ""
        for path in files
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
    ]
    kinds = [detail.kind for body in bodies for detail in noticed(body)]
    assert len(bodies) > 1000
    # read one by one: one e-mail address, that is one
    assert kinds == [Kind.EMAIL]
