"""`portal import feedback`: what it writes, what it says, and that it can be done again."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from portal.comments import queries as comments
from portal.comments.models import Comment
from portal.comments.queries import TargetKey
from portal.core.db import db
from portal.core.errors import Forbidden, WrongState
from portal.core.models import OutboxRow
from portal.core.permissions import COMMAND_LINE
from portal.core.usecase import transaction
from portal.moderation import queries, usecases
from portal.moderation.commands import imports
from portal.moderation.imports.reader import read_feedback
from portal.moderation.models import ImportedComment, Ruling
from portal.projects import queries as projects
from portal.projects.models import CommentWindow
from portal.record.chain import verify
from portal.record.models import RecordEntry
from portal.record.queries import all_entries
from tests.moderation.feedback_files import NEW, NOW, raw, row
from tests.support.engines import sqlite_only
from tests.support.process import strict


@pytest.fixture
def run(app, clock):
    """Run the command as on a command line; the result has `stdout`, `stderr` and `exit_code`."""

    def invoke(*arguments: object):
        result = app.test_cli_runner().invoke(imports, ["feedback", *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        db.session.rollback()
        return result

    return invoke


@pytest.fixture
def file(tmp_path):
    """Write a file of comments; returns its path."""

    def write(data: bytes, name: str = "comments.csv") -> Path:
        path: Path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def last(result) -> str:
    return result.stdout.splitlines()[-1]


def rows(model) -> int:
    return db.session.query(model).count()


THREE = raw(
    row(1), row(2, moderated=-1, comment_body="Not for all"), row(3, moderated=0, comment_body="Unread"), columns=NEW
)


def test_verdicts_are_kept_and_nothing_is_invented(run, file, town):
    project = town.project()
    result = run(file(THREE), "--project", project)
    assert (result.exit_code, last(result)) == (0, "read 3, new 3, already there 0, refused 0")
    by_body = {c.body: c for c in db.session.query(Comment)}
    told = {body: (c.state, c.published_at == c.received_at, c.receipt_id, c.lang) for body, c in by_body.items()}
    assert told == {
        "More lamps": ("published", True, None, "en"),
        "Not for all": ("declined", False, None, "en"),
        "Unread": ("pending", False, None, "en"),
    }
    for ruling in db.session.query(Ruling):
        assert (ruling.imported, ruling.moderator_id, ruling.guideline_id, ruling.note) == (True, None, None, "")
    found = [(e.action, e.role, e.pseudonym, e.from_state, e.to_state) for e in db.session.query(RecordEntry)]
    assert found == [
        ("feedback.imported", "import", "command line", "pending", "published"),
        ("feedback.imported", "import", "command line", "pending", "declined"),
    ]
    assert verify(all_entries()).finish() == []
    outcome = queries.outcome_of_comment(by_body["Not for all"].id)
    assert (outcome.imported, outcome.guideline) == (True, None)


def test_comments_on_an_agenda_item_come_in_by_its_meeting_and_number(run, file, client, town):
    meeting = town.posted(items=2)
    where = ("--meeting", meeting, "--item", 2)
    assert last(run(file(THREE), *where)) == "read 3, new 3, already there 0, refused 0"
    assert last(run(file(THREE), *where)) == "read 3, new 0, already there 3, refused 0"
    assert {row.project_id for row in db.session.query(Comment)} == {None}
    page = client.get("comments.index", slug=meeting, number=2)
    assert ("More lamps" in page.text, "Unread" in page.text) == (True, False)
    again = run(file(THREE), "--project", town.project("lamps"), "--conversation", f"{meeting}/2")
    assert f"was imported into item '{meeting}/2' before" in again.stderr


@pytest.mark.parametrize(
    ("where", "status", "words"),
    [
        ((), 2, "--project, or --meeting and --item"),
        (("--project", "lamps", "--meeting", "june", "--item", 1), 2, "--project, or --meeting and --item"),
        (("--meeting", "june"), 2, "--project, or --meeting and --item"),
        (("--project", "lamps", "--item", 1), 2, "--project, or --meeting and --item"),
        (("--meeting", "June 3", "--item", 1), 2, "lower-case words"),
        (("--meeting", "june", "--item", 0), 2, "range"),
        (("--meeting", "june", "--item", 1), 1, "There is no item 1 on a posted agenda of 'june'"),
        (("--meeting", "june", "--item", 1, "--create-project"), 1, "There is no item 1"),
    ],
)
def test_a_target_that_is_not_clear_or_not_there_is_refused_in_words(run, file, town, where, status, words):
    draft = town.meeting("june")
    town.item(draft)
    result = run(file(THREE), *where)
    assert (result.exit_code, rows(Comment)) == (status, 0)
    assert words in result.stderr


def test_what_was_rejected_is_on_no_public_page(run, file, client, town):
    project = town.project()
    run(file(THREE), "--project", project)
    for page in (client.get("comments.index", slug=project), client.get("moderation.public")):
        assert "Not for all" not in page.text
        assert "Unread" not in page.text
    declined = next(c.id for c in db.session.query(Comment).filter_by(state="declined"))
    client.get("comments.show", comment_id=declined, expect=404)
    assert "1 of them was not published." in client.get("moderation.public").text


def test_what_nobody_had_looked_at_waits_at_the_desk_and_can_be_ruled_on(run, file, cast, town):
    run(file(THREE), "--project", town.project())
    (item,) = queries.waiting(cast.moderator.actor).items
    assert item.body.text == "Unread"
    usecases.publish_comment(actor=cast.moderator.actor, comment_id=item.id)
    assert comments.published_comment(item.id) is not None


def test_an_imported_ruling_cannot_be_undone_here(run, file, cast, town):
    run(file(THREE), "--project", town.project())
    ruling = db.session.query(Ruling).first()
    with pytest.raises(WrongState, match="made elsewhere"):
        usecases.undo_ruling(actor=cast.moderator.actor, ruling_id=ruling.id)


def test_the_same_file_again_adds_nothing(run, file, town):
    project, path = town.project(), file(THREE)
    run(path, "--project", project)
    before = rows(RecordEntry)
    assert last(run(path, "--project", project)) == "read 3, new 0, already there 3, refused 0"
    assert (rows(Comment), rows(RecordEntry)) == (3, before)


def test_what_was_erased_or_redacted_here_is_there_already_and_does_not_come_back(run, file, town):
    town.project("lamps")
    path = file(THREE)
    run(path, "--project", "lamps")
    first, second = db.session.query(Comment).order_by(Comment.id).limit(2)
    with transaction():
        db.session.get_one(Comment, first.id).erase("")
        redacted = db.session.get_one(Comment, second.id)
        redacted.body, redacted.redacted = "[…]", True
    for arguments in ((), ("--dry-run",)):
        again = run(path, "--project", "lamps", *arguments)
        assert last(again) == "read 3, new 0, already there 3, refused 0"
        assert "note: erased before: 1" in again.stderr
    assert rows(Comment) == rows(ImportedComment) == 3
    assert db.session.get_one(Comment, first.id).body == ""


def test_another_conversation_needs_a_name_of_its_own(run, file, town):
    project = town.project()
    run(file(THREE), "--project", project)
    other = file(raw(row(1, comment_body="Another town")))
    result = run(other, "--project", project)
    assert result.stdout.splitlines() == [
        "record 1: comment-id 1 was imported before with another text; "
        "for another conversation, give it a name of its own with --conversation",
        "read 1, new 0, already there 0, refused 1",
    ]
    assert result.exit_code == 0
    assert last(run(other, "--project", project, "--conversation", "second")).startswith("read 1, new 1,")


def test_a_dry_run_says_the_same_and_writes_nothing(run, file, town):
    project, path = town.project(), file(raw(row(1), row(1), row(2, moderated=5), row(3)))
    dry = run(path, "--project", project, "--dry-run")
    assert (rows(Comment), rows(RecordEntry)) == (0, 0)
    assert dry.stdout == run(path, "--project", project).stdout
    assert last(dry) == "read 4, new 2, already there 1, refused 1"


def test_a_bad_record_never_stops_the_file(run, file, town):
    data = raw(row(1), row(2, timestamp="x"), row(3, comment_body=""), row(4)).replace(b"4,17", b"4,\xe917")
    result = run(file(data), "--project", town.project())
    assert [line.split(":")[0] for line in result.stdout.splitlines()[:-1]] == ["record 2", "record 3", "record 4"]
    assert last(result) == "read 4, new 1, already there 0, refused 3"
    assert result.exit_code == 0


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", raw(row(1)) + b'1,2,3,4,5,6,1,"open\n'])
def test_a_bad_file_leaves_nothing_half_done(run, file, data):
    result = run(file(data), "--project", "new-one", "--create-project")
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
    assert "Nothing was imported." in result.stderr
    assert rows(Comment) == 0
    assert projects.facts("new-one") is None


def test_an_unknown_project_is_an_error_unless_it_is_to_be_made(run, file):
    result = run(file(THREE), "--project", "harbor-walk")
    assert result.exit_code == 1
    assert "--create-project" in result.stderr
    run(file(THREE), "--project", "harbor-walk", "--create-project")
    project = projects.facts("harbor-walk")
    assert project.title["en"] == "Harbor walk"
    assert project.window is CommentWindow.NONE


def test_a_summary_beside_the_file_names_the_project_and_its_count_is_only_a_note(run, file):
    file(b'topic,Unser Platz\ncomments,99\nconversation-description,"Was *fehlt*?"\n', "summary.csv")
    result = run(file(THREE), "--project", "platz", "--create-project", "--lang", "de")
    assert result.exit_code == 0
    assert result.stderr == "note: summary.csv counts 99 comments, the file has 3 records\n"
    project = projects.facts("platz")
    assert (dict(project.title), dict(project.body)) == ({"de": "Unser Platz"}, {"de": "Was *fehlt*?"})
    assert {c.lang for c in db.session.query(Comment)} == {"de"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--project", "No Slug"),
        ("--project", "x" * 81),
        ("--project", "x", "--lang", "english language"),
        ("--project", "x", "--conversation", "y" * 121),
    ],
)
def test_arguments_that_cannot_be_are_refused_in_words(run, file, arguments):
    result = run(file(THREE), "--create-project", *arguments)
    assert result.exit_code == 2
    assert rows(Comment) == 0


def test_a_missing_file_is_an_error(run, tmp_path):
    assert run(tmp_path / "nothing.csv", "--project", "x").exit_code == 2


@pytest.mark.parametrize("name", ["visitor", "nobody", "clerk", "moderator", "member", "admin"])
def test_importing_takes_moderator_and_clerk_together(cast, town, name):
    with pytest.raises(Forbidden):
        usecases.import_feedback(
            actor=cast.actor(name), records=(), conversation="c", target=TargetKey(town.project()), lang="en"
        )


def test_where_it_came_from_is_kept(run, file, town):
    run(file(raw(row(7, agrees=5, disagrees="?", author_id=0))), "--project", town.project(), "--conversation", "polis")
    kept = db.session.query(ImportedComment).one()
    assert (kept.conversation, kept.external_id) == ("polis", "7")
    assert (kept.agrees, kept.disagrees, kept.seed) == (5, None, True)


def test_two_thousand_records_take_seconds_and_each_is_told_to_the_index(app, file, town):
    bodies = ("好酷喔", "Mehr Bäume für die Straße", '<a href="index.html>HI', "Two\nlines\n", "=1+1", "😊")
    data = raw(
        *(row(n, moderated=(1, 0, -1)[n % 3], comment_body=f"{bodies[n % 6]} {n}") for n in range(2000)), columns=NEW
    )
    project = town.project()
    began = time.process_time()
    heard: list[int] = []
    done = usecases.import_feedback(
        actor=COMMAND_LINE,
        records=read_feedback(data, NOW).records,
        conversation="c",
        target=TargetKey(project),
        lang="de",
        tick=heard.append,
    )
    assert time.process_time() - began < 10
    assert (len(done.new), sum(heard), rows(Comment)) == (2000, 2000, 2000)
    per_handler = {handler for (handler,) in db.session.query(OutboxRow.handler).filter_by(event="FeedbackImported")}
    assert rows(OutboxRow) == 2000 * len(per_handler)
    assert verify(all_entries()).finish() == []


@pytest.fixture(scope="module")
def real_files() -> Path:
    """The folder of real comments of one town (PORTAL_DEMO_DATA), where it is at hand."""
    folder = Path(os.environ.get("PORTAL_DEMO_DATA") or "no-such-folder") / "feedback"
    if not folder.is_dir():
        said = "the folder of real data is not at hand: set PORTAL_DEMO_DATA to it"
        pytest.fail(said) if strict() else pytest.skip(said)
    return folder


@sqlite_only
def test_the_real_files_are_imported_whole_and_twice_without_a_trace(real_files, run):
    for folder, count in (("american-assembly.bowling-green", 896), ("bg2050-volunteers", 371)):
        path = real_files / folder / "comments.csv"
        arguments = (path, "--project", re.sub(r"[^a-z0-9]+", "-", folder), "--create-project")
        assert last(run(*arguments)) == f"read {count}, new {count}, already there 0, refused 0"
        assert last(run(*arguments)) == f"read {count}, new 0, already there {count}, refused 0"
    told = queries.figures()
    assert (told.published, told.declined, told.waiting, told.declined_elsewhere) == (923, 344, 0, 344)
    assert projects.facts("bg2050-volunteers").title["en"] == "Together, we'll build the BG of 2050."
    assert verify(all_entries()).finish() == []
