"""How a commit wakes the worker: one datagram to a socket in the instance folder.

A lost wake-up costs little, since the worker also looks by itself every half second.
"""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

from flask import current_app

LONGEST_ADDRESS = 100  # the kernel takes 107 bytes; a longer path leaves the worker to look by itself


def wake_address(instance: Path) -> str | None:
    """The worker's socket, or None where the folder's path is too long for one."""
    path = str(instance / "worker.sock")
    return path if len(path.encode()) <= LONGEST_ADDRESS else None


def wake_worker() -> None:
    """Tell the worker that there may be work; never fails and never waits."""
    address = wake_address(Path(current_app.instance_path))
    if address is None:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell, contextlib.suppress(OSError):
        bell.setblocking(False)
        bell.sendto(b"!", address)
