"""Mails: written in the transaction of their cause, sent by the worker after the commit, wiped once they are out.

A mail holds nothing that a stranger typed. Where the setting `mail_url` is empty no mail is written at all, and no
page asks for an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import force_locale

from portal.core import limits, queries
from portal.core.clock import now
from portal.core.db import db
from portal.core.keys import keyed_hash
from portal.core.models import LimitCount, Mail

# Addresses that mail servers take and that can break out of no header; the form says more.
_ADDRESS = re.compile(
    r"[^\s@<>\"():;,\\\[\]\x00-\x1f\x7f]{1,64}@[^\s@<>\"():;,\\\[\]\x00-\x1f\x7f]+\.[^\s@<>\"():;,\\]+"
)
_CONFIRMING = "mail-confirming"
_A_DAY, _A_MONTH = timedelta(days=1), timedelta(days=30)
MOST_IN_A_MONTH = 3
MOST_FROM_A_NETWORK = 5


def enabled() -> bool:
    """Whether this site sends mails."""
    return bool(current_app.config["SETTINGS"].mail_url)


def is_address(address: str) -> bool:
    """Whether a mail can be sent there."""
    return len(address) <= 254 and address.isprintable() and _ADDRESS.fullmatch(address) is not None


def post(
    *,
    key: str,
    address: str,
    subject: str,
    text: str,
    headers: Mapping[str, str] | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Write a mail in the transaction at hand; whether it is new.

    There is one mail for each `key`, however often it is posted. None is written where mail is off. Raises
    `ValueError` where address or headers could carry more than they say.
    """
    lines = {"Subject": subject, **(headers or {})}
    if not is_address(address) or any(not value.isprintable() for value in lines.values()):
        raise ValueError("not an address, or a header of several lines")
    if not enabled() or queries.mail_written(key):
        return False
    mail = Mail(key=key, address=address, subject=subject, text=text, headers=dict(headers or {}))
    mail.due_at = due_at or now()
    db.session.add(mail)
    return True


def unsubscribing(href: str) -> dict[str, str]:
    """The headers by which a mail program offers to end the mails with one click (RFC 8058)."""
    return {"List-Unsubscribe": f"<{href}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Inside, texts, times and addresses are those of a page in this language, as the worker needs them for a mail."""
    settings = current_app.config["SETTINGS"]
    first, *others = settings.languages
    chosen = lang if lang in others else first
    language = {"portal.language": chosen, "SCRIPT_NAME": "" if chosen == first else f"/{chosen}"}
    inside = current_app.test_request_context("/", base_url=settings.base_url or None, environ_overrides=language)
    with inside, force_locale(chosen):  # the language of an earlier mail or of the page around is remembered
        yield


def confirmation_time(address: str) -> datetime | None:
    """When a mailbox may be asked to confirm something, noted as used; None where it was asked too often.

    Once a day and three times in thirty days: so nobody can fill the mailbox of somebody else. The variants of an
    address count as one.
    """
    key = keyed_hash("mail-address", _mailbox(address).encode()).hex()
    running = queries.window_ends(_CONFIRMING, key)
    time = max(now(), running[0] - _A_MONTH + _A_DAY) if running else now()
    if len(running) >= MOST_IN_A_MONTH or time > now() + _A_DAY:
        return None
    db.session.add(LimitCount(name=_CONFIRMING, key=key, window_ends_at=time + _A_MONTH, hits=1))
    return time


def network_may_ask() -> bool:
    """Whether the requester's network may have a mail sent, counted as done: five times an hour."""
    hits = limits.count_hit(name="mail-network", key=limits.network_key(), length=timedelta(hours=1))
    return hits <= MOST_FROM_A_NETWORK


def _mailbox(address: str) -> str:
    local, _at, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{domain}"
