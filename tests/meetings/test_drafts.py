"""The text that the record commits to, and what may become a link."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.core.addresses import is_web_address
from portal.core.translated import Translated
from portal.meetings.agendas.contents import agenda_text, content_of, draft_from, fingerprint, posted_content
from portal.meetings.agendas.drafts import ItemDraft, Link, MeetingDraft
from portal.meetings.models import ItemKind, MeetingKind

ITEM = ItemDraft(Translated({"en": "Lamps"}), ItemKind.DECISION, Translated({"en": "Warm light?"}), 20, ("lamps",))
DRAFT = MeetingDraft(
    "steering",
    Translated({"es": "Tarde", "en": "Evening"}),
    datetime(2026, 5, 1, 23, 30, tzinfo=UTC),
    place=Translated({"en": "Town hall"}),
    items=(ITEM,),
)


def text_of(draft):
    content = posted_content(
        content_of(draft),
        slug="evening-2026-05-01",
        committee={"slug": draft.committee_slug, "name": {"en": "Steering"}},
        version=1,
        change="posted",
        reason=Translated(),
        papers={},
    )
    return agenda_text(json.loads(json.dumps(content)))


def test_the_text_of_an_agenda_never_changes():
    assert text_of(DRAFT) == (
        '{"change":"posted","comments_close_at":null,"committee":{"name":{"en":"Steering"},"slug":"steering"},'
        '"ends_at":null,"items":[{"approves":"","citation":"","consent":false,"continues":"","kind":"decision",'
        '"minutes":20,"number":1,"papers":[],"presenter":"","projects":["lamps"],"summary":{"en":"Warm light?"},'
        '"title":{"en":"Lamps"}}],"kind":"regular","links":[],"meeting":"evening-2026-05-01","note":{},'
        '"place":{"en":"Town hall"},"reason":{},"remote_link":"","speakers_close_at":null,'
        '"starts_at":"2026-05-01T23:30:00Z","step_free":{},"takes_speakers":false,"timed":true,'
        '"title":{"en":"Evening","es":"Tarde"},"version":1}'
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
        {"items": (replace(ITEM, consent=True),)},
        {"items": (replace(ITEM, presenter="Ana"),)},
        {"items": (replace(ITEM, citation="KRS 61.810"),)},
        {"items": (replace(ITEM, approves="evening-2026-04-01"),)},
        {"items": (replace(ITEM, continues="evening-2026-04-01/3"),)},
        {"kind": MeetingKind.SPECIAL},
        {"ends_at": datetime(2026, 5, 2, 1, 0, tzinfo=UTC)},
        {"timed": False},
        {"note": Translated({"en": "Captions on channel 14"})},
        {"links": (Link("Recording", "https://example.org/v"),)},
        {"takes_speakers": True},
        {"speakers_close_at": datetime(2026, 5, 1, 20, 0, tzinfo=UTC)},
        {"comments_close_at": datetime(2026, 5, 1, 20, 0, tzinfo=UTC)},
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


def test_a_draft_comes_back_as_it_was_written():
    whole = replace(
        DRAFT,
        kind=MeetingKind.SPECIAL,
        ends_at=datetime(2026, 5, 2, 1, 0, tzinfo=UTC),
        links=(Link("Recording", "https://example.org/v"),),
        takes_speakers=True,
        items=(replace(ITEM, number=7, consent=True, papers=("7qk4m2xabc",), continues="evening-2026-04-01/3"),),
    )
    assert draft_from(content_of(whole), "steering") == whole


def test_new_items_get_numbers_that_none_ever_had():
    drafts = (ITEM, replace(ITEM, number=2), ITEM)
    numbers = [item["number"] for item in content_of(replace(DRAFT, items=drafts), taken=5)["items"]]
    assert numbers == [6, 2, 7]


def test_a_version_from_before_a_field_existed_can_be_read():
    old = {
        "title": {"en": "Evening"},
        "starts_at": "2026-05-01T23:30:00Z",
        "place": {},
        "step_free": {},
        "remote_link": "",
        "items": [{"number": 1, "kind": "decision", "minutes": 20, "title": {}, "summary": {}, "projects": []}],
    }
    assert draft_from(old, "steering").kind is MeetingKind.REGULAR


def test_what_was_posted_holds_the_facts_of_its_papers():
    content = content_of(replace(DRAFT, items=(replace(ITEM, papers=("7qk4m2xabc",)),)))
    facts = {"key": "7qk4m2xabc", "sha256": "00"}
    posted = posted_content(
        content,
        slug="x",
        committee={},
        version=2,
        change="amended",
        reason=Translated({"en": "A paper came"}),
        papers={"7qk4m2xabc": facts},
    )
    assert posted["items"][0]["papers"] == [facts]
    assert draft_from(posted, "steering").items[0].papers == ("7qk4m2xabc",)
