"""How often. Request rates are Flask-Limiter's; what guards accounts and receipts is counted in the database too.

No address is stored: a network (IPv4 whole, IPv6 /64) is an HMAC under a key of the day, forgotten after two days.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, request
from flask_limiter import Limiter

from portal.core import queries
from portal.core.clock import now
from portal.core.db import db
from portal.core.keys import keyed_hash
from portal.core.models import LimitCount
from portal.core.usecase import usecase


def network() -> str:
    """The requester's network as text: an IPv4 address, or the /64 of an IPv6 one."""
    address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def network_key() -> str:
    """A name for the requester's network that means nothing tomorrow."""
    return keyed_hash(f"network:{now():%Y-%m-%d}", network().encode()).hex()


_EVERYBODY = "everybody"

limiter = Limiter(key_func=network_key, headers_enabled=False)


def init_limits(app: Flask) -> None:
    """Bind the rate limiter: in this process, or in Redis where several share the work."""
    settings = app.config["SETTINGS"]
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    # Without Redis the rates fall back to this process; limits in the database hold all the same.
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = bool(settings.redis_url)
    limiter.init_app(app)


def window_end(length: timedelta) -> datetime:
    """When the window of `length` that contains the present ends; windows are aligned to the epoch."""
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp((int(now().timestamp()) // seconds + 1) * seconds, now().tzinfo)


@usecase
def count_hit(*, name: str, key: str, length: timedelta) -> int:
    """Count one hit of `key` in the present window and return how many there are now."""
    ends = window_end(length)
    queries.drop_ended_counts(now() - timedelta(days=2))
    counter = queries.limit_count(name, key, ends)
    if counter is None:
        counter = LimitCount(name=name, key=key, window_ends_at=ends, hits=0)
        db.session.add(counter)
    counter.hits += 1
    return counter.hits


def hits(name: str, key: str, length: timedelta) -> int:
    """How many hits `key` has in the present window."""
    return queries.hits_in_window(name, key, window_end(length))


@dataclass(frozen=True)
class Misses:
    """How often one network, and where `most_of_all` is set all together, may miss at something within a window."""

    name: str
    most: int
    window: timedelta
    most_of_all: int | None = None

    def used_up(self) -> bool:
        """Whether the requester's network has to wait for what it did itself."""
        return hits(self.name, network_key(), self.window) >= self.most

    def used_up_by_all(self) -> bool:
        """Whether everybody has to wait, since so many networks missed."""
        return self.most_of_all is not None and hits(self._of_all, _EVERYBODY, self.window) >= self.most_of_all

    def over_at(self) -> datetime:
        """When those who wait may try again."""
        return window_end(self.window)

    def count(self) -> None:
        """Note that it missed once more."""
        count_hit(name=self.name, key=network_key(), length=self.window)
        if self.most_of_all is not None:
            count_hit(name=self._of_all, key=_EVERYBODY, length=self.window)

    @property
    def _of_all(self) -> str:
        return f"{self.name}-of-all"
