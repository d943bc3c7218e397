"""The processes of one small server: granian answers, one worker child follows the outbox.

A worker that dies is started again; one that keeps dying is started ever more slowly, at most once a minute.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time

from granian import Granian
from granian.constants import Interfaces

log = logging.getLogger("portal.server")
STEADY = 30.0


class WorkerKeeper(threading.Thread):
    """Keeps one `portal worker` alive until told to stop."""

    def __init__(self) -> None:
        super().__init__(name="worker-keeper", daemon=True)
        self._stopping = threading.Event()
        # The first one before granian forks: a fork amid Popen would keep its pipe open, and Popen waits for that.
        self._child = self._new_worker()
        self._began = time.monotonic()

    def run(self) -> None:
        """Start the worker again and again, waiting longer each time it dies young."""
        pause = 0.5
        while not self._stopping.is_set():
            status = self._child.wait()
            if self._stopping.is_set():
                return
            log.warning("worker ended", extra={"status": status, "pid": self._child.pid})
            pause = 0.5 if time.monotonic() - self._began > STEADY else min(pause * 2, 60)
            if not self._stopping.wait(pause):
                self._child, self._began = self._new_worker(), time.monotonic()

    def _new_worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "portal", "worker", "--parent", str(os.getpid())])

    def stop(self) -> None:
        """End the worker and do not start it again."""
        self._stopping.set()
        if self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(10)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()


def run_server(host: str, port: int, threads: int) -> None:
    """Serve until a signal says stop."""
    keeper = WorkerKeeper()
    server = Granian(
        "portal:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        workers=1,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    )
    keeper.start()
    try:
        server.serve()
    finally:
        keeper.stop()
