"""The pages that ask before a ruling, as a moderator's browser without JavaScript sees them."""

from __future__ import annotations

import pytest

from portal.comments.models import Comment, CommentPhoto
from portal.comments.queries import MASK
from portal.core.db import db
from portal.core.permissions import Role
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.record.models import RecordEntry
from tests.support.cast import add_player
from tests.support.engines import sqlite_only

pytestmark = sqlite_only
BODY = "Lamps help us.\nCall Ana at 270-555-0143 or come by! Thank you."
HOSTILE = "‮" + "<b>x</b> " + "א" * 40 + "x" * 3000


@pytest.fixture
def desk(client, cast):
    return client.sign_in(cast.moderator)


def body(comment_id):
    db.session.rollback()
    return db.session.get_one(Comment, comment_id).body


def template(cast, code="", **texts):
    return usecases.save_template(
        actor=cast.moderator.actor, title="Kind words", text=Translated(texts), guideline_code=code
    )


def test_a_decline_wants_a_passage_of_the_comment_or_the_word_that_it_is_all_of_it(desk, town):
    comment_id, code = town.comment(body=BODY), town.guideline()
    page = desk.get("moderation.decline", comment_id=comment_id)
    page = desk.submit(page, "Do not publish", guideline=code, expect=422)
    assert page.errors == ["Copy the passage, or tick “It is the whole comment”"]
    page = desk.submit(page, "Do not publish", guideline=code, passage="Call Bob", expect=422)
    assert page.errors == ["Copy the passage word for word from the comment"]
    desk.submit(page, "Do not publish", passage="help us. Call Ana")
    assert queries.last_ruling_of(comment_id).passage == "help us. Call Ana"


def test_a_key_declines_with_the_guideline_alone(desk, cast, town):
    comment_id, code = town.comment(body=BODY, lang="es"), town.guideline()
    page = desk.get("moderation.decline", comment_id=comment_id)
    unsent = dict.fromkeys(("passage", "remedy", "note"))
    desk.submit(page, "Do not publish", guideline=code, **unsent)
    line = queries.last_ruling_of(comment_id)
    assert (line.state, line.passage) == ("declined", "")
    assert line.remedy.startswith("Leave it out. (en español)")


def test_words_that_are_ready_fill_the_note_and_rule_nothing(desk, cast, town):
    comment_id, code = town.comment(body=BODY), town.guideline()
    number = template(cast, code, en="Please\nwrite again.")
    template(cast, en="")
    page = desk.get("moderation.decline", comment_id=comment_id)
    page = desk.submit(page, "Use this text", template=str(number), note="Dear Ana,", guideline=code, passage="Call")
    assert page.value("note").split() == ["Dear", "Ana,", "Please", "write", "again."]
    assert (page.value("passage"), page.value("guideline")) == ("Call", code)
    assert page.value("remedy").startswith("Leave it out.")
    assert queries.outcome_of_comment(comment_id).state == "pending"


def test_found_details_are_ticked_and_the_preview_shows_both_texts(desk, town):
    comment_id = town.comment(body=BODY)
    town.guideline("private-details")
    page = desk.get("moderation.redact", comment_id=comment_id)
    assert page.value("guideline") == "private-details"
    page = desk.submit(page, "Preview", sentences=["0"], passages="Thank you\nnot there")
    assert "not there" in page.text
    assert page.words(".//section//del") == [
        "[removed] Lamps help us. [end]",
        "[removed] 270-555-0143 [end]",
        "[removed] Thank you [end]",
    ]
    assert f"{MASK} Call Ana at {MASK} or come by! {MASK}." in " ".join(page.words(".//section//blockquote")[1].split())
    assert body(comment_id) == BODY
    page = desk.submit(page, "Publish without these passages", expect=422)
    assert page.errors == ["Passage 4 does not stand in the comment. Copy it word for word."]
    desk.submit(page, "Publish without these passages", passages="", sentences=[])
    assert body(comment_id) == BODY.replace("270-555-0143", MASK)


def test_public_lists_and_permalinks_show_the_bar_with_its_reason(client, cast, town):
    project = town.project("lamps")
    comment_id, code = town.comment(project, body=BODY), town.guideline()
    usecases.redact_comment(
        actor=cast.moderator.actor, comment_id=comment_id, passages=["270-555-0143"], guideline_code=code
    )
    town.published(project, body=f"My own {MASK}")
    for page in (
        client.get("projects.show", slug=project),
        client.get("comments.index", slug=project),
        client.get("comments.show", comment_id=comment_id),
    ):
        assert page.text.count("A moderator took passages out of this comment:") == 1
        assert page.link("Private details") == "/moderation/guidelines/privacy#v1"
        assert "270-555-0143" not in page.text


def test_the_public_record_and_the_seal_tell_who_opened_an_original(desk, cast, town):
    comment_id = town.comment(body=BODY)
    code = town.guideline()
    usecases.redact_comment(
        actor=cast.moderator.actor, comment_id=comment_id, passages=["270-555-0143"], guideline_code=code
    )
    page = desk.open(desk.get("moderation.item", comment_id=comment_id).link("Sealed original…"))
    assert "270-555-0143" not in page.text
    assert desk.submit(page, "Open the original", reason=" ", expect=422).errors == ["Write why you need to read it"]
    page = desk.submit(page, "Open the original", reason="The author appealed")
    assert "270-555-0143" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    page = desk.get("moderation.sealed", comment_id=comment_id)
    assert "270-555-0143" not in page.text
    assert "The author appealed" in page.text
    entry = db.session.query(RecordEntry).order_by(RecordEntry.seq.desc()).first()
    assert (entry.action, entry.commitment) == ("feedback.opened", None)
    desk.get("moderation.sealed", comment_id=town.comment(), expect=404)


def test_a_comment_is_set_aside_hidden_moved_and_made_public_again(desk, town):
    project, other = town.project("lamps"), town.project("benches")
    comment_id, code = town.comment(project, body=BODY), town.guideline()
    page = desk.get("moderation.set_aside", comment_id=comment_id)
    assert desk.submit(page, "Set it aside", expect=422).errors == ["Write whom the comment waits for"]
    desk.submit(page, "Set it aside", waits_for="the city attorney")
    assert queries.last_ruling_of(comment_id).waits_for == "the city attorney"
    token = {"csrf_token": page.value("csrf_token")}
    desk.post("moderation.publish", comment_id=comment_id, data=token)
    desk.submit(desk.get("moderation.hide", comment_id=comment_id), "Hide the comment", guideline=code, whole=True)
    assert queries.outcome_of_comment(comment_id).state == "hidden"
    page = desk.get("moderation.move", comment_id=comment_id)
    desk.submit(page, "Move the comment", to=other)
    desk.post("moderation.restore", comment_id=comment_id, data=token)
    assert "Lamps help us" in desk.get("comments.index", slug=other).text
    words = desk.get("moderation.rulings").text
    for said in ("Set aside", "Hidden", "Moved to another page", "Made public again", "the city attorney"):
        assert said in words


def test_a_page_that_came_too_late_or_shows_other_words_says_so(desk, town, cast):
    comment_id, code = town.comment(body=BODY), town.guideline()
    page, redact = (desk.get(f"moderation.{verb}", comment_id=comment_id) for verb in ("decline", "redact"))
    with transaction():
        db.session.get_one(Comment, comment_id).body = "Other words. And more."
    for answer in (
        desk.submit(page, "Do not publish", guideline=code, whole=True, note="For Ana", expect=409),
        desk.submit(redact, "Preview", expect=409),
    ):
        assert "The author changed the text meanwhile. Read it again." in answer.text
    usecases.publish_comment(actor=add_player("second", Role.MODERATOR).actor, comment_id=comment_id)
    for verb in ("decline", "set_aside"):
        assert "Second Example published" in desk.get(f"moderation.{verb}", comment_id=comment_id, expect=409).text
    for verb in ("redact", "hide", "move"):
        desk.get(f"moderation.{verb}", comment_id=comment_id)
    desk.get("moderation.hide", comment_id=town.comment_in("withdrawn"), expect=404)


def test_hostile_texts_and_a_photo_keep_the_forms_whole(desk, town):
    comment_id = town.comment(body=HOSTILE, display_name="‮Moderator")
    town.guideline()
    with transaction():
        db.session.add(
            CommentPhoto(
                comment_id=comment_id,
                file_key="k",
                file_type="image/webp",
                alt="<i>door</i>",
                size=1,
                width=1,
                height=1,
            )
        )
    for verb in ("decline", "redact", "set_aside", "move"):
        assert "<b>x</b>" in desk.get(f"moderation.{verb}", comment_id=comment_id).text
    many = town.comment(body="a.\n" * 1000)
    page = desk.get("moderation.redact", comment_id=many)
    assert len(page.all(".//input[@name='sentences']")) <= 130


def test_templates_are_added_changed_and_deleted(desk, cast, town):
    town.guideline()
    page = desk.open(desk.get("moderation.templates").link("Add a template"))
    assert len(desk.submit(page, "Save the template", expect=422).errors) == 2
    page = desk.submit(page, "Save the template", title="Thanks", text_en="Thank you.", guideline="privacy")
    assert "Thank you." in page.text
    page = desk.submit(desk.open(page.link("Edit")), "Save the template", text_es="Gracias.", guideline="")
    assert (queries.templates()[0].text["es"], queries.templates()[0].guideline) == ("Gracias.", None)
    assert "There are no templates yet." in desk.submit(page, "Delete").text


@pytest.mark.parametrize("name", ["clerk", "member", "admin"])
def test_sealed_originals_and_templates_are_for_moderators(client, cast, town, name):
    client.sign_in(getattr(cast, name))
    comment_id = town.comment()
    for verb in ("sealed", "redact", "hide", "move", "set_aside"):
        client.get(f"moderation.{verb}", comment_id=comment_id, expect=403)
    client.get("moderation.templates", expect=403)
