"""Guidelines: the shipped ones, and keeping one's own."""

from __future__ import annotations

import pytest

from portal.core.db import db
from portal.core.errors import Forbidden, Refused, WrongState
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.commands import guidelines
from portal.moderation.defaults import default_guidelines
from portal.moderation.models import GuidelineVersion
from portal.record.commands import record
from portal.record.models import RecordEntry
from tests.support.engines import sqlite_only


def words(text):
    return Translated({"en": text, "es": text + " (es)"})


def test_the_shipped_guidelines_are_complete_in_both_languages():
    shipped = default_guidelines()
    assert len(shipped) == len({one.code for one in shipped}) == 6
    for one in shipped:
        for text in (one.title, one.text, one.advice, one.practice):
            assert set(text) == {"en", "es"}, one.code


def test_missing_guidelines_are_added_and_kept_ones_keep_their_words(app):
    usecases.define_guideline(
        actor=COMMAND_LINE, code="off-topic", title=words("Ours"), text=words("Ours"), advice=words("Ours")
    )
    assert usecases.ensure_guidelines(actor=COMMAND_LINE) == 5
    assert usecases.ensure_guidelines(actor=COMMAND_LINE) == 0
    cards = queries.guidelines()
    assert cards[0].title["en"] == "Ours"
    others = [one.code for one in default_guidelines() if one.code != "off-topic"]
    assert [card.code for card in cards[1:]] == others


def test_a_guideline_is_reworded_under_its_code(cast):
    values = {"code": "quiet", "text": words("b"), "advice": words("c")}
    first = usecases.define_guideline(actor=cast.clerk.actor, title=words("Old"), **values)
    again = usecases.define_guideline(actor=cast.moderator.actor, title=words("New"), position=7, **values)
    assert first == again
    (card,) = queries.guidelines()
    assert card.title["en"] == "New"


@pytest.mark.parametrize("name", ["visitor", "nobody", "member", "admin"])
def test_guidelines_are_for_moderators_and_clerks(cast, name):
    with pytest.raises(Forbidden):
        usecases.ensure_guidelines(actor=cast.actor(name))
    with pytest.raises(Forbidden):
        usecases.define_guideline(
            actor=cast.actor(name), code="x", title=words("x"), text=words("x"), advice=words("x")
        )


def test_the_command_loads_them_and_says_how_many(app):
    run = app.test_cli_runner()
    assert run.invoke(guidelines, ["load"]).output == "guidelines added: 6\n"
    assert run.invoke(guidelines, ["load"]).output == "guidelines added: 0\n"


@pytest.fixture
def code(cast):
    """A guideline in its first version; its code."""
    usecases.define_guideline(
        actor=cast.clerk.actor,
        code="quiet",
        title=words("Quiet"),
        text=words("No shouting here"),
        advice=words("Calm down"),
        practice=words("Listen first"),
    )
    return "quiet"


def revise(cast, **others):
    values = {
        "code": "quiet",
        "title": words("Quiet"),
        "text": words("No shouting at night"),
        "advice": words("Calm down"),
        "practice": words("Listen first"),
        "reason": words("People sleep"),
        "loaded": 1,
    }
    return usecases.revise_guideline(actor=cast.moderator.actor, **(values | others))


def test_other_words_are_a_version_in_the_record_and_old_rulings_keep_theirs(app, clock, cast, town, code):
    ruling_id = usecases.decline_comment(actor=cast.moderator.actor, comment_id=town.comment(), guideline_code=code)
    clock.forward(days=1)
    assert revise(cast) == 2
    page = queries.guideline_page(code)
    assert [(one.number, one.text["en"]) for one in page.versions] == [
        (2, "No shouting at night"),
        (1, "No shouting here"),
    ]
    assert page.versions[0].stands_from == clock.now
    assert queries.ruling_line(ruling_id).guideline_version == 1
    actions = [(row.action, row.subject) for row in db.session.query(RecordEntry).order_by(RecordEntry.seq)]
    assert actions[0] == ("guideline.posted", "guideline:quiet/1")
    assert actions[-1] == ("guideline.posted", "guideline:quiet/2")
    assert app.test_cli_runner().invoke(record, ["verify"]).exit_code == 0
    with transaction():
        db.session.get_one(GuidelineVersion, (page.card.id, 1)).text = words("Forged")
    assert "guideline:quiet/1" in app.test_cli_runner().invoke(record, ["verify"]).output


def test_the_same_words_make_no_version_and_a_page_that_is_old_overwrites_nothing(cast, code):
    with pytest.raises(Refused, match="Nothing differs"):
        revise(cast, text=words("No shouting here"))
    revise(cast)
    with pytest.raises(WrongState, match="Nothing was overwritten"):
        revise(cast, text=words("Whisper"))
    assert queries.guideline_page(code).card.version == 2


@sqlite_only
def test_guidelines_change_places_retire_and_come_back(cast, town):
    for name in ("one", "two", "three"):
        town.guideline(name)
    clerk = cast.clerk.actor
    usecases.reorder_guideline(actor=clerk, code="three", up=True)
    usecases.reorder_guideline(actor=clerk, code="one", up=True)
    assert [card.code for card in queries.guidelines()] == ["one", "three", "two"]
    usecases.retire_guideline(actor=clerk, code="one", retired=True)
    usecases.retire_guideline(actor=clerk, code="one", retired=True)
    assert [card.code for card in queries.guidelines()] == ["three", "two"]
    usecases.retire_guideline(actor=clerk, code="one", retired=False)
    assert [row.action for row in db.session.query(RecordEntry)] == ["guideline.retired", "guideline.revived"]


@sqlite_only
def test_the_desk_writes_a_guideline_and_the_public_reads_what_changed(client, cast):
    client.sign_in(cast.clerk)
    page = client.open(client.get("moderation.guidelines").link("Add a guideline"))
    assert len(client.submit(page, "Add the guideline", code="No!", expect=422).errors) == 5
    typed = {
        "code": "calm",
        "title_en": "Calm <i>",
        "text_en": "No shouting here",
        "advice_en": "Rest",
        "practice_en": "Wait",
    }
    previewed = client.submit(page, "Preview", **typed)
    assert queries.guidelines() == []
    client.submit(previewed, "Add the guideline")
    again = client.submit(page, "Add the guideline", expect=422, **typed)
    assert again.errors == ["There is a guideline with this code already. Choose another code."]
    page = client.open(client.get("moderation.guidelines").link("Change the words"))
    assert client.submit(page, "Post the new words", text_en="No noise", expect=422).errors == [
        "Write why the words change"
    ]
    client.submit(page, "Post the new words", text_en="No noise here", reason_en="Also radios")
    assert (
        "Nothing was overwritten"
        in client.submit(page, "Post the new words", text_en="Hush", reason_en="Short", expect=409).text
    )
    public = client.get("moderation.guideline", code="calm")
    assert (public.words(".//ins"), public.words(".//del")) == (["[added] noise [end]"], ["[removed] shouting [end]"])
    for said in ("Calm <i>", "Also radios", "Version 2", "Entry 2 in the public record"):
        assert said in public.text
    client.submit(client.get("moderation.guidelines"), "Retire it")
    assert "This guideline is retired." in client.get("moderation.guideline", code="calm").text
    client.get("moderation.guideline", code="unheard-of", expect=404)
    assert client.get("record.index").link("Calm") == "/moderation/guidelines/calm"
