"""A private Redis for the tests: a free port on loopback, nothing on disk, gone afterwards.

with redis.server() as url:
    ...  # redis://:password@127.0.0.1:port/0
"""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from tests.support.process import LOOPBACK, free_port, stop, wait_until


def missing() -> str | None:
    """Why a server cannot be started here, in one sentence, or None."""
    if shutil.which("redis-server") is None:
        return "Redis is not installed (Debian: apt install redis-server)"
    if find_spec("redis") is None:
        return "redis-py is not installed (the extra `redis`)"
    return None


@contextmanager
def server() -> Iterator[str]:
    """The address of a private, empty server, stopped at the end. Raises DidNotStart with its log's end."""
    port, password = free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="portal-redis-") as name:
        folder = Path(name)
        process = _run(folder, port, password)
        try:
            wait_until(lambda: _answers(port, password), process, log=(folder / "log").read_text)
            yield f"redis://:{password}@{LOOPBACK}:{port}/0"
        finally:
            stop(process)


def _run(folder: Path, port: int, password: str) -> subprocess.Popen[bytes]:
    settings = f'bind {LOOPBACK}\nport {port}\nrequirepass {password}\nsave ""\ndir {folder}\n'
    with (folder / "log").open("wb") as log:
        # The settings go in by standard input, so that no list of processes shows the password.
        process = subprocess.Popen(
            ["redis-server", "-"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as settings_in:
        settings_in.write(settings.encode())
    return process


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            replies = line.makefile("rb")
            return (replies.readline(), replies.readline()) == (b"+OK\r\n", b"+PONG\r\n")
    except OSError:
        return False
