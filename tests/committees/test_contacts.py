"""Where a contact leads: nowhere but to a mail program, a telephone or a secure page."""

from __future__ import annotations

import pytest

from portal.committees.contacts import contact_link


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("chair@example.org", "mailto:chair@example.org"),
        ("o'neil+board@example.org", "mailto:o%27neil%2Bboard@example.org"),
        ("555-0142", "tel:5550142"),
        ("+1 (502) 555-0142", "tel:+15025550142"),
        ("https://example.org/contact?a=1", "https://example.org/contact?a=1"),
        ("Ask at the town hall", ""),
        ("", ""),
        ("http://example.org", ""),
        ("javascript:alert(1)", ""),
        ("javascript:alert(1)//a@b.c", ""),
        ("a@b.c?subject=hello", "mailto:a@b.c%3Fsubject%3Dhello"),
        ("a@b.c, d@e.f", ""),
        ("(-----)", ""),
        ("٥٥٥٠١٤٢", ""),
        ("call 555-0142", ""),
    ],
)
def test_a_contact_becomes_a_link_where_it_is_one(line: str, link: str) -> None:
    assert contact_link(line) == link
