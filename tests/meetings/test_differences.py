"""What differs between two versions of an agenda, item by item."""

from __future__ import annotations

from portal.meetings.agendas.differences import Fate, differences


def an_item(number, **others):
    return {"number": number, "title": {"en": f"Item {number}"}, "summary": {}, "kind": "Decision"} | others


def a_content(*items, **others):
    return {"title": {"en": "Evening"}, "starts_at": "May 1", "place": {"en": "Hall"}, "items": list(items)} | others


def fates(old, new):
    return [(item.number, item.fate, item.moved) for item in differences(old, new).items]


def test_the_same_content_differs_in_nothing():
    content = a_content(an_item(1), an_item(2))
    assert not differences(content, content)


def test_items_are_known_by_their_number():
    old = a_content(an_item(1), an_item(2))
    new = a_content(an_item(2, title={"en": "Renamed"}), an_item(3))
    assert fates(old, new) == [(2, Fate.CHANGED, False), (3, Fate.ADDED, False), (1, Fate.REMOVED, False)]


def test_only_what_changed_its_place_is_moved():
    items = [an_item(number) for number in range(1, 6)]
    assert fates(a_content(*items), a_content(items[4], *items[:4])) == [(5, Fate.CHANGED, True)]


def test_each_language_is_compared_by_itself():
    old = a_content(an_item(1, summary={"en": "Lamps", "es": "Faroles"}))
    new = a_content(an_item(1, summary={"en": "Lamps", "es": "Lámparas"}))
    (item,) = differences(old, new).items
    assert [(field.name, field.lang) for field in item.fields] == [("summary", "es")]


def test_the_meeting_itself_is_compared():
    found = differences(a_content(), a_content(starts_at="May 8", place={"en": "Hall", "es": "Sala"}))
    assert [(field.name, field.lang) for field in found.fields] == [("starts_at", None), ("place", "es")]


def test_a_field_that_an_old_version_did_not_have_is_no_difference():
    assert not differences(a_content(), a_content(note={}, ends_at=None, takes_speakers=""))
