"""The text that the record commits to, and what may become a link."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.core.translated import Translated
from portal.meetings.drafts import ItemDraft, MeetingDraft, agenda_text, fingerprint, is_web_address, posted_content
from portal.meetings.models import ItemKind

ITEM = ItemDraft(Translated({"en": "Lamps"}), ItemKind.DECISION, Translated({"en": "Warm light?"}), 20, ("lamps",))
DRAFT = MeetingDraft(
    "steering",
    Translated({"es": "Tarde", "en": "Evening"}),
    datetime(2026, 5, 1, 23, 30, tzinfo=UTC),
    place=Translated({"en": "Town hall"}),
    items=(ITEM,),
)


def text_of(draft):
    content = posted_content(draft, slug="evening-2026-05-01", committee_name=Translated({"en": "Steering"}), version=1)
    return agenda_text(json.loads(json.dumps(content)))


def test_the_text_of_an_agenda_never_changes():
    assert text_of(DRAFT) == (
        '{"committee":{"name":{"en":"Steering"},"slug":"steering"},"items":[{"kind":"decision","minutes":20,'
        '"number":1,"projects":["lamps"],"summary":{"en":"Warm light?"},"title":{"en":"Lamps"}}],'
        '"meeting":"evening-2026-05-01","place":{"en":"Town hall"},"remote_link":"",'
        '"starts_at":"2026-05-01T23:30:00Z","step_free":{},"title":{"en":"Evening","es":"Tarde"},"version":1}'
    )


def test_the_order_of_languages_says_nothing():
    other = replace(DRAFT, title=Translated({"en": "Evening", "es": "Tarde"}))
    assert (text_of(other), fingerprint(other)) == (text_of(DRAFT), fingerprint(DRAFT))


@pytest.mark.parametrize(
    "change",
    [
        {"committee_slug": "other"},
        {"title": Translated({"en": "Evening"})},
        {"starts_at": datetime(2026, 5, 1, 23, 31, tzinfo=UTC)},
        {"place": Translated({"en": "School"})},
        {"step_free": Translated({"en": "Ramp"})},
        {"remote_link": "https://example.org"},
        {"items": ()},
        {"items": (replace(ITEM, minutes=None),)},
        {"items": (replace(ITEM, kind=ItemKind.DISCUSSION),)},
        {"items": (replace(ITEM, projects=()),)},
    ],
)
def test_every_change_changes_text_and_fingerprint(change):
    other = replace(DRAFT, **change)
    assert text_of(other) != text_of(DRAFT)
    assert fingerprint(other) != fingerprint(DRAFT)


@pytest.mark.parametrize("address", ["https://example.org", "http://example.org/a?b=c&d=%20", "HTTPS://EXAMPLE.ORG"])
def test_web_addresses_may_become_links(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https:///path",
        "http://[",
        "https://exa mple.org",
        "https://example.org/\nx",
        "mailto:a@example.org",
        "https://example.org/" + "x" * 500,
    ],
)
def test_nothing_else_may(address):
    assert not is_web_address(address)
