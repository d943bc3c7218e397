"""Publishing projects and updates: who may, what is refused, what a retry does, what the public record keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.addresses import LONGEST_SLUG
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused
from portal.core.permissions import COMMAND_LINE
from portal.core.translated import Translated
from portal.projects import posting, queries, usecases
from portal.projects.models import Condition, Phase
from portal.record import queries as record
from portal.record.models import RecordEntry
from tests.support.builders import words
from tests.support.cast import NAMES

TEXTS = {"title": words("Dim lamps"), "summary": words("Lamps that dim."), "body": words("More on lamps.")}


def add(**others):
    return usecases.add_project(**({"actor": COMMAND_LINE} | TEXTS | others))


def post(project, text="Ten lamps are up.", **others):
    values = {"phase": Phase.BUILDING, "condition": Condition.AT_RISK, "text": Translated({"en": text})}
    return usecases.post_update(**({"actor": COMMAND_LINE, "project_slug": project} | values | others))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "clerk"])
def test_only_a_clerk_publishes(cast, town, name):
    project = town.project()
    with pytest.raises(Forbidden):
        add(actor=cast.actor(name))
    with pytest.raises(Forbidden):
        edit(project, actor=cast.actor(name))
    with pytest.raises(Forbidden):
        post(project, actor=cast.actor(name))
    assert queries.last_update_number(queries.facts(project).id) == 0


def test_a_clerk_publishes(cast):
    project = add(actor=cast.clerk.actor)
    assert post(project, actor=cast.clerk.actor) == 1


def edit(project, **others):
    place = {"area": "", "address": "", "topics": (), "geometry": None}
    values = {**place, "comments_open_at": None, "comments_close_at": None}
    usecases.edit_project(**({"actor": COMMAND_LINE, "slug": project} | TEXTS | values | others))


def test_the_address_is_made_from_the_first_title_and_stays(app):
    slug = add(title=Translated({"en": "Café lamps!", "es": "Lámparas"}))
    assert slug == "cafe-lamps"
    edit(slug, title=Translated({"en": "Something else"}))
    assert queries.facts("cafe-lamps").title["en"] == "Something else"


def test_a_second_project_of_the_same_title_gets_a_number(app):
    slugs = [add(summary=Translated({"en": f"Summary {n}"})) for n in range(3)]
    assert slugs == [slugs[0], f"{slugs[0]}-2", f"{slugs[0]}-3"]


def test_a_numbered_address_is_no_longer_than_others(app):
    long = Translated({"en": "w" * 150})
    slugs = [add(title=long, summary=Translated({"en": str(n)})) for n in range(2)]
    assert [len(slug) for slug in slugs] == [LONGEST_SLUG, LONGEST_SLUG]
    assert slugs[1].endswith("w-2")


def test_the_same_project_sent_twice_is_one(app):
    assert add() == add()
    assert len(queries.project_lines()) == 1


@pytest.mark.parametrize("length", [timedelta(0), timedelta(days=-1)])
def test_closing_must_come_after_opening(app, clock, length):
    with pytest.raises(Refused) as refusal:
        add(comments_open_at=now(), comments_close_at=now() + length)
    assert refusal.value.field == "comments_close_at"
    assert queries.project_lines() == []


def test_closing_without_opening_is_refused_where_it_is_missing(town):
    project = town.project()
    with pytest.raises(Refused) as refusal:
        edit(project, comments_close_at=now())
    assert refusal.value.field == "comments_open_at"


def test_comments_can_be_closed_now(town, clock):
    project = town.project()
    edit(project, comments_open_at=now() - timedelta(days=2), comments_close_at=now() - timedelta(minutes=1))
    assert queries.facts(project).window == "closed"


def test_an_edit_is_dated(town, clock):
    project = town.project()
    later = clock.forward(days=3)
    edit(project)
    assert queries.facts(project).changed_at == later


def test_what_does_not_exist_cannot_be_changed(app):
    with pytest.raises(NotFound):
        edit("nothing")
    with pytest.raises(NotFound):
        post("nothing")


def test_updates_are_numbered_and_know_their_author(cast, town, clock):
    project = town.project()
    assert [post(project, f"Step {n}", actor=cast.clerk.actor) for n in range(3)] == [1, 2, 3]
    newest, *_older = queries.updates(queries.facts(project).id)
    assert (newest.number, newest.text["en"], newest.posted_at) == (3, "Step 2", clock.now)


def test_an_update_is_in_the_public_record_with_a_commitment_to_what_it_says(cast, town, clock):
    project = town.project("lamps")
    post(project, actor=cast.clerk.actor)
    entry = db.session.query(RecordEntry).filter_by(subject="update:lamps/1").one()
    assert (entry.action, entry.role, entry.pseudonym) == ("update.posted", "clerk", cast.clerk.actor.pseudonym)
    assert entry.at == "2026-04-15T17:00:00Z"
    assert [held.subject for held in record.newest_commitments("update")] == ["update:lamps/1"]


def test_an_update_that_cannot_be_recorded_is_not_posted(town, monkeypatch):
    project = town.project()
    monkeypatch.setattr(posting, "append", lambda *_args, **_named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        post(project)
    assert queries.last_update_number(queries.facts(project).id) == 0


def test_an_update_sent_twice_is_one(town):
    project = town.project()
    assert post(project, number=1) == post(project, number=1) == 1
    assert queries.last_update_number(queries.facts(project).id) == 1
    assert record.head().seq == 1


def test_an_update_written_while_another_was_posted_is_refused(town):
    project = town.project()
    post(project, "First", number=1)
    with pytest.raises(Refused):
        post(project, "Second", number=1)
    assert post(project, "Second", number=2) == 2
