"""A whole site on this machine: an instance folder with the demo town, and `portal serve` on a free port of loopback.

Making the town takes seconds, so it is made once per run; every site begins as a copy of that folder.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.support.process import LOOPBACK, free_port, stop, wait_until

ROOT = Path(__file__).resolve().parents[2]
PORTAL = Path(sys.executable).with_name("portal")
PASSWORD = secrets.token_urlsafe(18)
START_SECONDS = 60


class Site:
    """One site: its folder and, while it is served, its address and processes."""

    def __init__(self, instance: Path, real_data: str = "") -> None:
        self.instance = instance
        self.real_data = real_data
        self.base = f"http://{LOOPBACK}:{free_port()}"
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What its commands run with: none of the caller's own settings."""
        others = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        return others | {
            "PORTAL_INSTANCE": str(self.instance),
            "PORTAL_DEMO_DATA": self.real_data,
            "PORTAL_DEMO_PASSWORD": PASSWORD,
            "PORTAL_ENV": "development",
            "PORTAL_INSECURE_COOKIES": "1",
        }

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `portal words…` to its end, whatever its exit status."""
        return subprocess.run(
            [PORTAL, *words], env=self.environment, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )

    def do(self, *words: str) -> str:
        """Run `portal words…`, which must go well; what it said."""
        done = self.command(*words)
        assert done.returncode == 0, f"portal {' '.join(words[:2])}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def start(self) -> None:
        """Serve it and wait until it is ready."""
        port = self.base.rpartition(":")[2]
        with self._log.open("ab") as lines:
            self._server = subprocess.Popen(
                [PORTAL, "serve", "--port", port],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self._is_ready, self._server, START_SECONDS, self._log.read_text)

    def settle(self) -> None:
        """Wait until the worker has handled all that the making of the town left to it."""
        assert self._server
        wait_until(self._is_idle, self._server, START_SECONDS, self._log.read_text)

    def stop(self) -> None:
        """End it as an operator would."""
        if self._server:
            stop(self._server)

    def cut_power(self) -> None:
        """End all its processes at once with kill -9."""
        assert self._server
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()

    def worker(self) -> int | None:
        """The id of the worker process; None between two of them."""
        assert self._server
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children")
        for thread in children.parents[1].iterdir():
            for child in (thread / "children").read_text().split():
                if "worker" in _arguments(int(child)):
                    return int(child)
        return None

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The bare database, as somebody who holds the file sees it; committed at the end."""
        with closing(sqlite3.connect(self.instance / "portal.sqlite", timeout=10)) as connection, connection:
            yield connection

    def _is_idle(self) -> bool:
        with self.database() as database:
            return bool(database.execute("SELECT count(*) = 0 FROM outbox").fetchone()[0])

    @property
    def _log(self) -> Path:
        return self.instance / "serve.log"

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _arguments(process_id: int) -> list[str]:
    try:
        return Path(f"/proc/{process_id}/cmdline").read_text().rstrip("\0").split("\0")
    except OSError:
        return []


def demo_site(folder: Path, real_data: str = "") -> Site:
    """The resting site in `folder`, with the demo town; made when it is first asked for.

    `real_data` is the folder from which the real town is made too; without it the illustrative one is alone.
    """
    site = Site(folder, real_data)
    if not folder.exists():
        site.do("setup")
        site.do("demo", "load")
    return site


def copied(original: Site, folder: Path, real_data: str = "") -> Site:
    """A resting site that begins as a copy of another one."""
    shutil.copytree(original.instance, folder)
    return Site(folder, real_data)


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Serve `site` for as long as the block runs."""
    try:
        site.start()
        yield site
    finally:
        site.stop()


def part_of(data: Path, folder: Path, *parts: str) -> str:
    """A folder with these parts of the real data alone: a whole real town takes a minute to make."""
    for part in parts:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).symlink_to(data / part)
    return str(folder)
