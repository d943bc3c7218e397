"""Reads signals off what was sent, without the database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from portal.comments.models import Signal
from portal.core.clock import now
from portal.core.keys import keyed_hash
from portal.core.nonce import Nonce

FASTEST = timedelta(seconds=3)
MOST_LINKS = 2
_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"']{1,500}", re.IGNORECASE)


def signals_of(body: str, *, trap: str, form: Nonce, looked: bool) -> list[Signal]:
    """What `body` and its form tell. Whoever was shown a preview is expected to send it at once."""
    return [*_of_form(trap, form, looked), *([Signal.LINKS] if has_many_links(body) else [])]


def _of_form(trap: str, form: Nonce, looked: bool) -> Iterator[Signal]:
    if trap:
        yield Signal.TRAP
    if not looked and now() - form.issued_at < FASTEST:
        yield Signal.FAST


def has_many_links(body: str) -> bool:
    """Whether it holds more than two links, or two to one host."""
    hosts = Counter(_host(match[0]) for match in _LINK.finditer(body))
    return hosts.total() > MOST_LINKS or any(times > 1 for times in hosts.values())


def _host(link: str) -> str:
    try:
        host = urlsplit(link if "://" in link else f"//{link}").hostname or link
    except ValueError:
        return link
    return host.casefold().removeprefix("www.")


def fold_of(network_key: str) -> str:
    """What the comments beyond the usual of one network and day have in common; it means nothing tomorrow."""
    return keyed_hash("comment-fold", network_key.encode())[:16].hex()
