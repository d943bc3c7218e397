"""Papers: who may read them, how they come onto the agenda, and what can never be taken back."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, Refused, WrongState
from portal.core.files import reading, store
from portal.core.permissions import COMMAND_LINE, VISITOR, Permission, can
from portal.core.translated import Translated
from portal.meetings import queries, usecases
from portal.meetings.events import PaperStored
from portal.meetings.handlers import read_papers
from portal.meetings.models import Paper, TextState
from portal.meetings.uploads import Upload, take
from tests.house.sources import ROOT
from tests.meetings.writing import a_draft, an_item, post, write
from tests.support import papers
from tests.support.builders import SCRIPT, words
from tests.support.engines import sqlite_only


def uploads(*contents: bytes) -> list[Upload]:
    """These files on the disk, named paper-1.pdf and so on."""
    good, problems = take((f"paper-{n}.pdf", io.BytesIO(content)) for n, content in enumerate(contents, 1))
    assert problems == []
    return good


def add(slug: str, *contents: bytes, **others: Any) -> list[int]:
    """Give a meeting these papers; their ids."""
    values = {"actor": COMMAND_LINE, "uploads": uploads(*contents or (papers.pdf(),)), "lang": "en"}
    return usecases.add_papers(slug=slug, **(values | others))


def on_items(slug: str, who: Any = COMMAND_LINE) -> list[list[int]]:
    """The papers of each item of the agenda, as `who` sees it."""
    sheet = queries.sheet(who, slug)
    assert sheet is not None
    return [[paper.id for paper in item.papers] for item in sheet.items]


def written(slug: str) -> list[int]:
    """How many papers each item has as it is written now."""
    sheet = queries.sheet(COMMAND_LINE, slug)
    assert sheet is not None
    assert sheet.draft is not None
    return [len(item.papers) for item in sheet.draft.items]


def edit(paper_id: int, **others: Any) -> None:
    """Change a paper; what is not named stays out of it."""
    values: dict[str, Any] = {"title": None, "lang": "en", "positions": (), "loaded": None}
    usecases.edit_paper(actor=COMMAND_LINE, paper_id=paper_id, **(values | others))


def amend(slug: str) -> int:
    """Post the change that waits."""
    return usecases.post_amendment(actor=COMMAND_LINE, slug=slug, reason=words("A paper came"))


def row(paper_id: int) -> Paper:
    """The row itself."""
    return db.session.get_one(Paper, paper_id, populate_existing=True)


@pytest.fixture
def meeting(town) -> str:
    """A draft with two items."""
    town.committee()
    return write(items=(an_item("Lamps"), an_item("Buses")))


def test_a_paper_is_kept_with_what_it_is(meeting, cast):
    (paper_id,) = add(meeting, papers.pdf("Lamps"), actor=cast.clerk.actor, lang="es", position=2)
    paper = row(paper_id)
    assert (paper.file_type, paper.filename, paper.title) == ("pdf", "paper-1.pdf", {"en": "paper-1"})
    assert (paper.lang, paper.text_state, paper.uploaded_by) == ("es", TextState.WAITING, cast.clerk.person_id)
    assert store.path_of(paper.file_key).read_bytes() == papers.pdf("Lamps")
    assert on_items(meeting) == [[], [paper_id]]


def test_the_worker_reads_pages_and_text(meeting, worker):
    ids = add(meeting, papers.pdf("Lamps at night", "Buses"), papers.scanned_pdf(2), papers.locked_pdf())
    worker()
    found = [(row(paper_id).text_state, row(paper_id).pages, row(paper_id).text) for paper_id in ids]
    assert found == [
        (TextState.READ, 2, "Lamps at night\n\nBuses"),
        (TextState.NONE, 2, ""),
        (TextState.FAILED, None, ""),
    ]


def test_reading_twice_does_no_harm(meeting, worker, monkeypatch):
    (paper_id,) = add(meeting, papers.pdf("Lamps"))
    worker()
    monkeypatch.setattr(reading, "read", lambda *_file: pytest.fail("it is read already"))
    read_papers([PaperStored(paper_id), PaperStored(paper_id)])
    assert row(paper_id).text == "Lamps"
    db.session.rollback()


def test_a_paper_removed_or_lost_before_it_was_read_stops_no_other(meeting, worker):
    gone, lost, there = add(meeting, papers.pdf("One"), papers.pdf("Two"), papers.pdf("Three"))
    store.path_of(row(lost).file_key).unlink()
    usecases.remove_paper(actor=COMMAND_LINE, paper_id=gone)
    worker()
    assert row(lost).text_state == TextState.FAILED
    assert row(there).text == "Three"


@sqlite_only
def test_a_process_killed_before_the_commit_leaves_a_file_that_is_swept_and_no_row(app, meeting, clock):
    """Killed at the worst moment: the file is whole and named, the row is written and not committed."""
    program = (
        "import io, os, signal, sys\nfrom portal import create_app\nfrom portal.config import load\n"
        "from portal.core.db import db\nfrom portal.core.permissions import COMMAND_LINE\n"
        "from portal.meetings import usecases\nfrom portal.meetings.uploads import take\n"
        "with create_app(load()).test_request_context():\n"
        "    good, _problems = take([('a.txt', io.BytesIO(b'Lamps'))])\n"
        "    db.session.commit = lambda: (db.session.flush(), os.kill(os.getpid(), signal.SIGKILL))\n"
        "    usecases.add_papers(actor=COMMAND_LINE, slug=sys.argv[1], uploads=good, lang='en')\n"
    )
    settings = app.config["SETTINGS"]
    db.session.rollback()
    environ = {
        "PORTAL_INSTANCE": str(settings.instance),
        "PORTAL_SECRET_KEY": settings.secret_key,
        "PORTAL_DATABASE_URL": settings.sqlalchemy_url,
    }
    killed = subprocess.run([sys.executable, "-c", program, meeting], cwd=ROOT, env=environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    (path,) = [path for path in store.folder().rglob("*") if path.is_file()]
    assert path.read_bytes() == b"Lamps"
    assert queries.paper_lines(COMMAND_LINE, meeting) == []
    clock.set(datetime.fromtimestamp(path.stat().st_mtime, UTC) + timedelta(days=1, seconds=1))
    assert store.sweep(queries.paper_files()) == 1


def test_a_form_sent_twice_makes_one_paper(meeting):
    first = add(meeting, papers.pdf("Lamps"), papers.pdf("Buses"), position=1)
    assert add(meeting, papers.pdf("Lamps"), papers.pdf("Buses"), position=1) == first
    assert add(meeting, papers.pdf("Lamps"), papers.pdf("Lamps")) == [first[0]] * 2
    assert queries.paper_count(queries.meeting_by_slug(meeting).id) == 2


def test_the_same_file_serves_two_meetings(meeting):
    other = write(starts_at=now(), items=())
    assert add(meeting, papers.pdf("Lamps")) != add(other, papers.pdf("Lamps"))


def test_a_meeting_has_at_most_two_hundred_papers(meeting, monkeypatch):
    monkeypatch.setattr("portal.meetings.usecases.papers.MOST_PAPERS", 3)
    add(meeting, *(papers.pdf(str(n)) for n in range(3)))
    with pytest.raises(Refused, match="at most 3 papers"):
        add(meeting, papers.pdf("One more"))
    assert len(queries.paper_lines(COMMAND_LINE, meeting)) == 3


@pytest.mark.parametrize("name", ["visitor", "nobody", "moderator", "member", "admin"])
def test_only_clerks_write_papers(meeting, cast, name):
    (paper_id,) = add(meeting)
    actor = cast.actor(name)
    with pytest.raises(Forbidden):
        add(meeting, actor=actor)
    with pytest.raises(Forbidden):
        usecases.remove_paper(actor=actor, paper_id=paper_id)
    with pytest.raises(Forbidden):
        usecases.edit_paper(actor=actor, paper_id=paper_id, title=None, lang="en", positions=(), loaded=None)


def test_who_may_read_a_paper_is_the_same_in_the_rule_and_in_sql(meeting, cast):
    posted, draft = add(meeting, papers.pdf("Posted"), papers.pdf("Draft"))
    edit(posted, positions={1})
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    for name, actor in cast.everybody().items():
        for paper_id in (posted, draft):
            allowed = can(actor, Permission.PAPER_READ, row(paper_id).posted_at)
            in_sql = db.session.query(Paper.id).filter(Paper.id == paper_id, queries.papers_visible_to(actor)).count()
            assert (bool(in_sql), queries.paper_sheet(actor, paper_id) is not None) == (allowed, allowed), name
    assert queries.paper_sheet(VISITOR, posted) is not None
    assert queries.paper_sheet(VISITOR, draft) is None
    assert [line.link.id for line in queries.paper_lines(VISITOR, meeting)] == [posted]


def test_posting_commits_to_the_very_file(meeting):
    (paper_id,) = add(meeting, papers.pdf("Lamps"), position=1)
    assert row(paper_id).posted_at is None
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    content = queries.versions_of(queries.meeting_by_slug(meeting).id)[0].content
    (fact,) = content["items"][0]["papers"]
    assert fact["sha256"] == row(paper_id).sha256
    assert row(paper_id).posted_at == queries.meeting_by_slug(meeting).posted_at


def test_a_paper_of_a_posted_meeting_is_public_once_the_change_is_posted(town):
    town.committee()
    slug = post(items=(an_item("Lamps"),))
    (paper_id,) = add(slug, papers.pdf("Late"), position=1)
    assert (on_items(slug, VISITOR), written(slug)) == ([[]], [1])
    assert queries.paper_sheet(VISITOR, paper_id) is None
    assert amend(slug) == 2
    assert on_items(slug, VISITOR) == [[paper_id]]
    assert [(item.number, item.position) for item in queries.paper_sheet(VISITOR, paper_id).items] == [(1, 1)]


def test_a_paper_taken_off_a_posted_agenda_stays_readable(meeting):
    (paper_id,) = add(meeting, papers.pdf("Lamps"), position=1)
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    edit(paper_id, positions=())
    assert on_items(meeting, VISITOR) == [[paper_id], []]
    amend(meeting)
    assert on_items(meeting, VISITOR) == [[], []]
    assert queries.paper_sheet(VISITOR, paper_id).items == ()
    assert store.path_of(queries.paper_sheet(VISITOR, paper_id).file_key).exists()
    with pytest.raises(WrongState, match="go on reading it"):
        usecases.remove_paper(actor=COMMAND_LINE, paper_id=paper_id)


def test_the_title_of_a_posted_paper_stays_as_it_was_posted(meeting):
    (paper_id,) = add(meeting, position=1)
    edit(paper_id, title=words("Plan"), positions={1, 2})
    assert row(paper_id).title == words("Plan")
    usecases.post_meeting(actor=COMMAND_LINE, slug=meeting)
    with pytest.raises(WrongState, match="cannot be changed"):
        edit(paper_id, title=words("Another"), positions={1, 2})
    edit(paper_id, title=words("Plan"), positions={1, 2}, lang="es")
    assert (row(paper_id).title, row(paper_id).lang) == (words("Plan"), "es")


def test_putting_a_paper_on_items_changes_nothing_else(meeting):
    before = queries.sheet(COMMAND_LINE, meeting).draft
    first, second = add(meeting, papers.pdf("One"), papers.pdf("Two"), position=1)
    edit(first, positions={2})
    assert on_items(meeting) == [[second], [first]]
    edit(first, positions=())
    edit(second, positions=())
    assert queries.sheet(COMMAND_LINE, meeting).draft == before


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(meeting):
    loaded = queries.sheet(COMMAND_LINE, meeting).loaded
    usecases.edit_meeting(actor=COMMAND_LINE, slug=meeting, draft=a_draft(items=(an_item("New"), an_item("Lamps"))))
    with pytest.raises(usecases.Overtaken):
        add(meeting, position=1, loaded=loaded)
    (paper_id,) = add(meeting, loaded=loaded)
    with pytest.raises(usecases.Overtaken):
        edit(paper_id, positions={1}, loaded=loaded)
    assert on_items(meeting) == [[], []]


def test_editing_the_agenda_keeps_its_papers(meeting):
    (paper_id,) = add(meeting, position=1)
    draft = queries.sheet(COMMAND_LINE, meeting).draft
    usecases.edit_meeting(actor=COMMAND_LINE, slug=meeting, draft=replace(draft, items=draft.items[::-1]))
    assert on_items(meeting) == [[], [paper_id]]


def test_a_paper_that_was_never_posted_goes_with_its_file(meeting, worker, clock):
    (paper_id,) = add(meeting, position=1)
    key = row(paper_id).file_key
    assert usecases.remove_paper(actor=COMMAND_LINE, paper_id=paper_id) == meeting
    assert on_items(meeting) == [[], []]
    assert queries.paper_files() == set()
    assert store.sweep(queries.paper_files()) == 0, "it was kept today"
    with pytest.raises(NotFound):
        edit(paper_id)
    assert store.path_of(key).exists()


def test_an_unposted_paper_of_a_posted_meeting_is_removed_from_the_change(town):
    town.committee()
    slug = post(items=(an_item("Lamps"),))
    (paper_id,) = add(slug, position=1)
    usecases.remove_paper(actor=COMMAND_LINE, paper_id=paper_id)
    assert not queries.sheet(COMMAND_LINE, slug).amended


def test_a_canceled_meeting_gets_no_papers(town):
    town.committee()
    slug = post()
    (paper_id,) = add(slug)
    usecases.cancel_meeting(actor=COMMAND_LINE, slug=slug, reason=words("Snow"))
    for change in (
        lambda: add(slug),
        lambda: edit(paper_id),
        lambda: usecases.remove_paper(actor=COMMAND_LINE, paper_id=paper_id),
    ):
        with pytest.raises(WrongState, match="canceled"):
            change()


def test_the_papers_that_a_screen_reader_cannot_read(meeting, worker):
    contents = (papers.pdf("Lamps"), papers.scanned_pdf(1), papers.locked_pdf(), papers.scanned_pdf(2))
    good, scanned, locked, unused = add(meeting, *contents)
    edit(good, positions={1})
    edit(scanned, positions={1, 2})
    edit(locked, positions={2})
    worker()
    sheet = queries.sheet(COMMAND_LINE, meeting)
    found = queries.papers_without_text(sheet.id, sheet.draft)
    assert {paper.id for paper in found} == {scanned, locked}
    assert unused not in {paper.id for paper in found}


def test_a_paper_of_another_meeting_is_no_paper_of_this_one(meeting, town):
    other = write(starts_at=now(), items=(an_item("Other"),))
    (paper_id,) = add(other, position=1)
    key = queries.sheet(COMMAND_LINE, other).draft.items[0].papers
    with pytest.raises(Refused, match="no paper"):
        usecases.edit_meeting(actor=COMMAND_LINE, slug=meeting, draft=a_draft(items=(an_item(papers=key),)))
    assert queries.paper_sheet(COMMAND_LINE, paper_id).meeting_slug == other


def test_papers_of_no_meeting_or_no_paper(app):
    with pytest.raises(NotFound):
        usecases.add_papers(actor=COMMAND_LINE, slug="none", uploads=[], lang="en")
    with pytest.raises(NotFound):
        usecases.remove_paper(actor=COMMAND_LINE, paper_id=1)
    assert queries.paper_lines(COMMAND_LINE, "none") == []


@sqlite_only
def test_files_are_judged_one_by_one(app):
    good, problems = take(
        [
            ("lamps_plan.pdf", io.BytesIO(papers.pdf())),
            ("virus.pdf", io.BytesIO(b"MZ" + bytes(100))),
            ("empty.pdf", io.BytesIO(b"")),
            (f"../../{SCRIPT}.png", io.BytesIO(papers.picture())),
            ("huge.txt", io.BytesIO(b"x" * 25_000_001)),
        ]
    )
    assert [(upload.filename, upload.title) for upload in good] == [
        ("lamps_plan.pdf", Translated({"en": "lamps plan"})),
        ("script>.png", Translated({"en": "script>"})),
    ]
    assert [problem.split(" ")[0] for problem in problems] == ["virus.pdf", "empty.pdf", "huge.txt"]
    assert "larger than 25 MB" in problems[2]
