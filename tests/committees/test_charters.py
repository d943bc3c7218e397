"""A charter: versions for good, each in the public record, shown before it is adopted, refused if one came between."""

from __future__ import annotations

from datetime import date

import pytest

from portal.committees import queries, usecases
from portal.committees.models import Charter
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.record import queries as record
from tests.support.builders import SCRIPT, words
from tests.support.cast import NAMES
from tests.support.recorder import recorded

DAY = date(2026, 4, 1)


@pytest.fixture
def committee(town, clock):
    """A committee without a charter; its slug."""
    return town.committee()


def adopt(slug="steering", said="We listen.", **others):
    """The next version, adopted; its number."""
    values = {"actor": COMMAND_LINE, "slug": slug, "text": Translated({"en": said}), "adopted_on": DAY}
    return usecases.adopt_charter(**(values | others))


@pytest.fixture
def desk(client, cast):
    """The clerk's browser."""
    return client.sign_in(cast.clerk)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_a_clerk_adopts(cast, client, committee, name):
    with pytest.raises(Forbidden):
        adopt(actor=cast.actor(name))
    if name != "visitor":
        client.sign_in(getattr(cast, name)).get("committees.adopt", slug=committee, expect=403)


def test_versions_count_from_one_for_each_committee(town, cast, committee):
    town.committee("other")
    assert [adopt(actor=cast.clerk.actor), adopt(said="We answer."), adopt("other")] == [1, 2, 1]
    assert [line.number for line in queries.charter_lines(queries.sheet(committee).id)] == [1, 2]


def test_what_is_not_there_has_no_charter(client, committee):
    with pytest.raises(NotFound):
        adopt("nothing")
    client.get("committees.charter", slug="nothing", expect=404)
    client.get("committees.charter_version", slug=committee, number=1, expect=404)
    client.get("committees.charter_version", slug=committee, number=999_999_999, expect=404)


def test_the_public_record_holds_day_reason_and_text(client, committee, clock):
    adopt()
    adopt(said="We answer.", reason=Translated({"en": "Asked for."}))
    entries = list(record.all_entries())
    assert [(entry["action"], entry["subject"]) for entry in entries] == [
        ("charter.adopted", "charter:steering/1"),
        ("charter.adopted", "charter:steering/2"),
    ]
    card = queries.charter(queries.sheet(committee).id, 2)
    assert (card.record_seq, card.posted_at) == (2, clock.now)
    said = '{"adopted_on":"2026-04-01","reason":{"en":"Asked for."},"text":{"en":"We answer."}}'
    assert queries.charter_texts(["steering/2", "steering/9"]) == {"steering/2": said}
    page = client.get("record.index")
    assert "Charter adopted" in page.text
    assert page.link("steering/2") == "/committees/steering/charter/2"


def test_the_same_form_twice_is_one_version(committee):
    assert [adopt(number=1), adopt(number=1)] == [1, 1]
    assert db.session.query(Charter).count() == 1


@pytest.mark.parametrize("other", [{"said": "Other."}, {"adopted_on": date(2026, 3, 1)}, {"reason": words("Why")}])
def test_one_that_came_between_refuses(committee, other):
    adopt(number=1)
    with pytest.raises(Refused, match="Another version was adopted while you wrote"):
        adopt(number=1, **other)
    with pytest.raises(Refused):
        adopt(number=5)
    assert db.session.query(Charter).count() == 1


# ---- what everybody reads


def test_before_the_first_one_the_pages_say_so(client, committee):
    for endpoint in ("committees.show", "committees.charter", "committees.charter_changes"):
        assert "No charter is adopted yet." in client.get(endpoint, slug=committee).text
    spanish = client.in_language("es").get("committees.charter", slug=committee)
    assert "Todavía no se ha adoptado ningún estatuto." in spanish.text


def test_the_one_in_force_is_shown_and_old_ones_say_that_they_are_old(client, committee):
    adopt(text=Translated({"en": f"## Promise\n\nWe **listen**. {SCRIPT}", "es": "Escuchamos."}))
    adopt(said="We answer.", reason=words("Asked for."))
    newest = client.get("committees.charter", slug=committee)
    assert "We answer." in newest.text
    assert f"Version 2, adopted on April 1, 2026. Reason: Asked for. {SCRIPT}" in newest.text
    assert "no longer in force" not in newest.text
    assert newest.link("What changed in version 2") == "/committees/steering/charter/changes?to=2&from=1"
    old = client.open(newest.link("Version 1"))
    assert "This is version 1 of 2. It is no longer in force." in old.text
    assert old.h1.startswith("Charter, version 1: ")
    assert f"We listen. {SCRIPT}" in old.text
    assert "Promise" in old.words("h3")
    spanish = client.in_language("es").get("committees.charter_version", slug=committee, number=1)
    assert "Escuchamos." in spanish.text
    assert client.get("committees.show", slug=committee).link("Read the charter") == "/committees/steering/charter"


def test_changes_are_told_word_by_word_between_any_two(client, committee):
    for said in ("We listen.\n\nWe meet.", "We answer.\n\nWe meet.", "We answer.\n\nWe vote."):
        adopt(said=said, reason=words("Asked for."))
    page = client.get("committees.charter_changes", slug=committee)
    assert (page.words("del"), page.words("ins")) == (["[removed] meet. [end]"], ["[added] vote. [end]"])
    page = client.open("/committees/steering/charter/changes?from=1&to=2")
    assert (page.words("del"), page.words("ins")) == (["[removed] listen. [end]"], ["[added] answer. [end]"])
    assert "Nothing differs." in client.open("/committees/steering/charter/changes?from=2&to=2").text


@pytest.mark.parametrize("asked", ["from=0", "to=3", "to=x", "from=99999999999", "to=-1"])
def test_versions_that_are_not_there_cannot_be_compared(client, committee, asked):
    adopt()
    adopt(said="We answer.")
    client.open(f"/committees/steering/charter/changes?{asked}", expect=404)


def test_one_version_alone_has_no_changes(client, committee):
    adopt()
    assert "There is one version of this charter." in client.get("committees.charter_changes", slug=committee).text


def test_an_invented_committee_and_borrowed_data_say_so(client, town):
    town.committee("invented", illustrative=True, attribution=words("Data of the county"))
    for endpoint in ("committees.charter", "committees.charter_changes"):
        page = client.get(endpoint, slug="invented")
        assert "example town" in page.text
        assert "Data of the county" in page.text


def test_the_pages_ask_little_however_many_versions_there_are(app, client, committee):
    for number in range(30):
        adopt(said=f"We listen {number} times.")
    for endpoint in ("committees.charter", "committees.charter_changes", "committees.show"):
        with recorded(app) as asked:
            client.get(endpoint, slug=committee)
        asked.within(5)


# ---- the desk


def preview(desk, **typed):
    page = desk.get("committees.adopt", slug="steering")
    return desk.submit(page, "Preview", **({"text_en": "We **listen**.", "adopted_on": "2026-04-01"} | typed))


def test_a_preview_shows_it_and_keeps_nothing(desk, committee):
    page = preview(desk)
    assert page.words(".//section[@id='preview']//strong") == ["listen"]
    assert queries.charter_lines(queries.sheet(committee).id) == []


def test_what_is_sent_for_a_preview_is_never_kept(desk, committee):
    data = dict(preview(desk).form("Preview").filled_in({}, "Preview")) | {"adopt": "1"}
    assert desk.send("POST", "/staff/committees/steering/charter", data=data).status_code == 200
    assert db.session.query(Charter).count() == 0


def test_it_can_only_be_adopted_once_it_was_shown(desk, committee):
    assert desk.get("committees.adopt", slug=committee).form("Preview").buttons() == ["Preview"]
    page = desk.submit(preview(desk), "Adopt this version")
    assert "Adopted. The new version of the charter is public." in page.text
    assert "We listen." in desk.open(page.link("Read the charter")).text


def test_the_next_version_begins_with_the_last_and_shows_what_it_changes(desk, committee):
    adopt(text=Translated({"en": "We listen.", "es": "Escuchamos."}))
    page = desk.get("committees.adopt", slug=committee)
    assert (page.value("text_en"), page.value("text_es"), page.value("number")) == ("We listen.", "Escuchamos.", "2")
    page = preview(desk, text_en="We answer.", reason_en="Asked for.")
    assert (page.words("del"), page.words("ins")) == (["[removed] listen. [end]"], ["[added] answer. [end]"])
    desk.submit(page, "Adopt this version")
    card = queries.charter(queries.sheet(committee).id, 2)
    assert (dict(card.text), dict(card.reason)) == ({"en": "We answer.", "es": "Escuchamos."}, {"en": "Asked for."})


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text_en": ""}, "Write the charter"),
        ({"text_en": "x" * 24_001}, "Shorten the charter to 24,000 characters or fewer"),
        ({"adopted_on": ""}, "Enter the day on which the committee adopted it"),
        ({"adopted_on": "soon"}, "Enter a day like 2026-04-15"),
        ({"adopted_on": "0026-04-01"}, "Enter a year between 1900 and 2199"),
        ({"adopted_on": "2026-04-16"}, "Enter a day that is not in the future"),
        (
            {"adopted_on": "2026-03-31"},
            "The version in force was adopted on April 1, 2026. Enter that day or a later one.",
        ),
        ({"reason_en": ""}, "Write why the charter changes"),
        ({"reason_en": "x" * 1001}, "Shorten the reason to 1,000 characters or fewer"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept(desk, committee, typed, told):
    adopt()
    sent = {"text_en": "We answer.", "adopted_on": "2026-04-15", "reason_en": "Asked for."} | typed
    page = desk.submit(desk.get("committees.adopt", slug=committee), "Preview", expect=422, **sent)
    assert page.errors == [told]
    assert {name: page.value(name) for name in sent} == sent
    assert "Adopt this version" not in page.form("Preview").buttons()


def test_today_is_the_day_of_the_sites_zone(desk, committee, clock):
    clock.forward(hours=8)  # in Chicago still the 15th, in UTC the 16th
    page = desk.get("committees.adopt", slug=committee)
    desk.submit(page, "Preview", expect=422, text_en="We listen.", adopted_on="2026-04-16")


def test_another_that_was_adopted_meanwhile_is_shown_and_the_text_is_kept(desk, committee):
    page = preview(desk)
    adopt(said="We came first.")
    page = desk.submit(page, "Adopt this version", expect=422, reason_en="Mine.")
    assert page.errors == ["Another version was adopted while you wrote. Compare yours with it, then adopt yours."]
    assert (page.value("text_en"), page.value("number")) == ("We **listen**.", "2")
    assert page.words("del") == ["[removed] came first. [end]"]
    desk.submit(page, "Adopt this version")
    assert [line.number for line in queries.charter_lines(queries.sheet(committee).id)] == [1, 2]


def test_a_preview_says_so_too(desk, committee):
    page = preview(desk)
    adopt(said="We came first.")
    page = desk.submit(page, "Preview", reason_en="Mine.")
    assert "Another version was adopted while you wrote." in page.text


def test_the_first_version_sent_twice_by_its_form_is_one(desk, committee):
    page = preview(desk)
    for _time in range(2):
        assert "Adopted." in desk.submit(page, "Adopt this version").text
    assert db.session.query(Charter).count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "99999999999"])
def test_a_number_that_is_none_is_given_anew(desk, committee, number):
    page = desk.submit(preview(desk), "Adopt this version", number=number, reason_en="Why.")
    assert "Adopted." in page.text
