"""Files on the disk: for good before a row names them, private, never overwritten, and swept when no row came."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.core.clock import now
from portal.core.errors import NoRoom
from portal.core.files import store
from tests.house.sources import ROOT
from tests.support.clock import Clock
from tests.support.engines import sqlite_only

pytestmark = sqlite_only
LARGEST = 1_000_000


class Slow(io.BytesIO):
    """A stream that never gives more than a few bytes at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        """A few bytes."""
        return super().read(min(size or 7, 7))


def files() -> list[Path]:
    """Everything in the folder, in order."""
    return sorted(path for path in store.folder().rglob("*") if path.is_file())


@pytest.mark.parametrize("content", [b"", b"x", b"lamps" * 100, bytes(LARGEST)])
def test_a_file_is_kept_byte_for_byte(app: Flask, content: bytes) -> None:
    kept = store.keep(io.BytesIO(content), LARGEST)
    assert store.path_of(kept.key).read_bytes() == content
    assert (kept.size, kept.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert files() == [store.folder() / kept.key[:2] / kept.key]


def test_a_stream_in_small_pieces_is_kept_whole(app: Flask) -> None:
    assert store.path_of(store.keep(Slow(b"lamps" * 10), LARGEST).key).read_bytes() == b"lamps" * 10


def test_nobody_else_on_the_machine_may_read(app: Flask) -> None:
    path = store.path_of(store.keep(io.BytesIO(b"lamps"), LARGEST).key)
    assert [oct(place.stat().st_mode & 0o777) for place in (path, path.parent, store.folder())] == [
        *("0o600", "0o700", "0o700")
    ]


def test_a_stream_that_goes_on_is_cut_off_and_leaves_nothing(app: Flask) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return bytes(size or 1)

    with pytest.raises(store.TooLarge):
        store.keep(Endless(), LARGEST)
    assert files() == []


def test_the_same_content_twice_is_two_files(app: Flask) -> None:
    one, two = (store.keep(io.BytesIO(b"lamps"), LARGEST) for _ in range(2))
    assert one.key != two.key
    assert one.sha256 == two.sha256


def test_what_is_there_is_never_overwritten(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.keep(io.BytesIO(b"first"), LARGEST)
    monkeypatch.setattr(store.secrets, "token_hex", lambda _length: first.key)
    with pytest.raises(FileExistsError):
        store.keep(io.BytesIO(b"second"), LARGEST)
    assert [path.read_bytes() for path in files()] == [b"first"]


@pytest.mark.parametrize(
    "key",
    [
        "",
        ".",
        "..",
        "../../etc/passwd",
        "a" * 31,
        "a" * 33,
        "A" * 32,
        "a" * 31 + "\n",
        "a/" * 16,
        "\x00" * 32,
        "é" * 32,
    ],
)
def test_nothing_but_a_key_opens_a_file(app: Flask, key: str) -> None:
    with pytest.raises(store.Lost):
        store.path_of(key)


def test_a_file_that_is_gone_is_lost(app: Flask) -> None:
    kept = store.keep(io.BytesIO(b"lamps"), LARGEST)
    store.path_of(kept.key).unlink()
    with pytest.raises(store.Lost):
        store.path_of(kept.key)


def test_the_sweep_takes_what_is_old_and_has_no_row(app: Flask, clock: Clock) -> None:
    known, orphan, fresh = (store.keep(io.BytesIO(b"lamps"), LARGEST).key for _ in range(3))
    part = store.path_of(orphan).with_name("b" * 32 + ".part")
    part.write_bytes(b"half")
    foreign = store.folder() / "README"
    foreign.write_text("Not ours to take.")
    for path in (store.path_of(known), store.path_of(orphan), part, foreign):
        old = (now() - store.SWEPT_AFTER - timedelta(seconds=1)).timestamp()
        os.utime(path, (old, old))
    os.utime(store.path_of(fresh), (now().timestamp(), now().timestamp()))
    assert store.sweep({known}) == 2
    assert {path.name for path in files()} == {known, fresh, "README"}
    assert store.sweep({known}) == 0


def test_a_sweep_before_the_first_file_does_nothing(app: Flask) -> None:
    assert store.sweep(set()) == 0


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(NoRoom):
        store.keep(io.BytesIO(b"lamps"), LARGEST)
    assert files() == []


def test_file_and_folders_are_synced_before_the_name_is_given_out(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk is told, in order: a file that is named before it is written can be lost by a power cut."""
    told: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(descriptor: int) -> None:
        told.append("sync " + Path(os.readlink(f"/proc/self/fd/{descriptor}")).name)
        sync(descriptor)

    def note_replace(path: Path, target: Path) -> Any:
        told.append("name " + target.name)
        return replace(path, target)

    monkeypatch.setattr(store.os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    key = store.keep(io.BytesIO(b"lamps"), LARGEST).key
    instance = Path(app.instance_path).name
    assert told == [f"sync {instance}", "sync files", f"sync {key}.part", f"name {key}", f"sync {key[:2]}"]


def test_a_killed_process_leaves_nothing_that_the_sweep_does_not_take(app: Flask, clock: Clock) -> None:
    """Killed between rename and commit: the file is whole and nobody's; killed while writing: a piece."""
    program = (
        "import io, sys, time\nfrom flask import Flask\nfrom portal.core.files import store\n"
        "app = Flask('x', instance_path=sys.argv[1])\n"
        "class Stuck(io.BytesIO):\n"
        "    def read(self, size=-1):\n"
        "        piece = super().read(size)\n"
        "        return piece or (print('writing', flush=True), time.sleep(60))[0] or b''\n"
        "with app.app_context():\n"
        "    print(store.keep(io.BytesIO(b'lamps'), 100).key, flush=True)\n"
        "    store.keep(Stuck(b'half'), 100)\n"
    )
    run = [sys.executable, "-c", program, app.instance_path]
    with subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        key = process.stdout.readline().strip()
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
    assert store.path_of(key).read_bytes() == b"lamps"
    assert len(files()) == 2
    clock.set(datetime.now(UTC) + timedelta(hours=23))
    assert store.sweep(set()) == 0
    clock.forward(hours=2)
    assert store.sweep(set()) == 2
    assert files() == []
