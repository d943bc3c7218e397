"""Servers that a test starts for itself: a free port on loopback, waiting for an answer, ending by its id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable

LOOPBACK = "127.0.0.1"


class DidNotStart(RuntimeError):
    """A server ended, or did not answer in time; the message carries the end of its log."""


def strict() -> bool:
    """Whether a missing tool is a failure (PORTAL_TEST_STRICT=1, as in CI) instead of a skip."""
    return os.environ.get("PORTAL_TEST_STRICT", "") not in {"", "0"}


def free_port() -> int:
    """A TCP port on loopback that nobody holds at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(
    answers: Callable[[], bool],
    process: subprocess.Popen[bytes],
    seconds: float = 30,
    log: Callable[[], str] = lambda: "",
) -> None:
    """Return when `answers()` is true; raise DidNotStart when `process` ended first or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise DidNotStart(f"ended with {process.returncode}\n{log()[-2000:]}")
        if answers():
            return
        time.sleep(0.05)
    raise DidNotStart(f"no answer within {seconds:g} s\n{log()[-2000:]}")


def stop(process: subprocess.Popen[bytes], gently: signal.Signals = signal.SIGTERM, seconds: float = 15) -> None:
    """Ask `process` to end with `gently`; after `seconds` make it."""
    if process.poll() is not None:
        return
    process.send_signal(gently)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
