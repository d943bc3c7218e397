"""No way out: what a test connects to is on this machine."""

from __future__ import annotations

import socket
from typing import Any

_connect = socket.socket.connect
_HERE = {"127.0.0.1", "::1", "localhost"}


def connect_here_only(self: socket.socket, address: Any) -> None:
    """`socket.connect` that refuses every address but loopback and local sockets."""
    if self.family != socket.AF_UNIX and str(address[0]) not in _HERE:
        raise AssertionError(f"a test tried to reach {address}")
    _connect(self, address)
