"""A restored backup knows nothing of later erasures; the list beside the database does."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner
from flask import Flask

from portal.comments.models import Comment, FeedbackState
from portal.core.addresses import key_text
from portal.core.db import db
from portal.core.permissions import COMMAND_LINE
from portal.retention import tombstones, usecases
from portal.retention.commands import replay_command
from portal.retention.models import AskedBy, RequestReason, Tombstone
from portal.retention.replaying import replay
from tests.support.builders import Town
from tests.support.cast import Cast
from tests.support.clock import Clock
from tests.support.engines import sqlite_only


def erase(cast: Cast, comment_id: int) -> None:
    usecases.erase_on_request(actor=cast.admin.actor, comment_id=comment_id, reason=RequestReason.LOST_CODE)


def states(*ids: int) -> list[str]:
    db.session.rollback()
    return [str(db.session.get_one(Comment, comment_id).state) for comment_id in ids]


def put_back(app: Flask, backup: Path) -> None:
    """What the operator does: stop, put the older file in its place, start."""
    db.session.remove()
    db.engine.dispose()
    folder = Path(app.instance_path)
    for name in ("portal.sqlite-wal", "portal.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copy(backup, folder / "portal.sqlite")


def back_up(app: Flask, tmp_path: Path) -> Path:
    path = tmp_path / "backup.sqlite"
    here = Path(app.instance_path) / "portal.sqlite"
    with closing(sqlite3.connect(here)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return path


@sqlite_only
def test_after_a_restore_the_command_erases_again(app: Flask, town: Town, cast: Cast, tmp_path: Path) -> None:
    before, after, other = town.published(), town.published(), town.published()
    erase(cast, before)
    backup = back_up(app, tmp_path)
    erase(cast, after)
    put_back(app, backup)
    assert states(before, after, other) == ["erased", "published", "published"]
    assert CliRunner().invoke(replay_command).output == "replayed 1, already erased 1\n"
    assert states(before, after, other) == ["erased", "erased", "published"]
    assert CliRunner().invoke(replay_command).output == "replayed 0, already erased 2\n"
    assert len(tombstones.read()[0]) == 3, "the list names the second erasure, too"


@sqlite_only
def test_the_worker_does_it_by_itself_at_its_start(
    app: Flask, town: Town, cast: Cast, tmp_path: Path, worker: Callable[[], int]
) -> None:
    comment_id = town.published()
    worker()
    backup = back_up(app, tmp_path)
    erase(cast, comment_id)
    worker()
    put_back(app, backup)
    app.extensions.pop("portal.retention.replaying")  # another process
    worker()
    assert states(comment_id) == ["erased"]
    assert db.session.query(Tombstone).count() == 1


def test_a_hold_that_was_set_since_then_is_respected_and_an_older_one_is_not(
    app: Flask, town: Town, cast: Cast, clock: Clock
) -> None:
    old, new = town.published(), town.published()
    usecases.set_hold(actor=cast.clerk.actor, comment_id=old, reason="file 1")
    clock.forward(days=1)
    lines = [tombstones.Line(f"comment:{key}", clock.now, AskedBy.AUTHOR) for key in _keys(old, new)]
    clock.forward(days=1)
    usecases.set_hold(actor=cast.clerk.actor, comment_id=new, reason="file 2")
    done = replay(COMMAND_LINE, lines)
    assert (done.again, done.already, done.held) == (1, 0, 1)
    assert states(old, new) == [FeedbackState.ERASED, FeedbackState.PUBLISHED]


def test_lines_about_what_never_was_here_do_no_harm(app: Flask, clock: Clock) -> None:
    names = ("comment:7qk4m2xa9c", "comment:", "comment:!!", "", "meeting:x", "comment:7qk4m2xa9c")
    lines = [tombstones.Line(name, clock.now, AskedBy.AUTHOR) for name in names]
    done = replay(COMMAND_LINE, lines)
    assert (done.again, done.held) == (0, 0)
    assert replay(COMMAND_LINE, []).already == 0


def _keys(*ids: int) -> list[str]:
    return [key_text(comment_id) for comment_id in ids]
