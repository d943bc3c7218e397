"""How mails leave: by SMTP, or into a folder. The worker sends what is due, one by one, and wipes what is out.

A mail may leave twice where the worker dies between sending and noting it; its Message-ID is then the same.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from portal.core import mail, queries
from portal.core.clock import now
from portal.core.db import db
from portal.core.keys import keyed_hash
from portal.core.models import Mail
from portal.core.usecase import transaction

log = logging.getLogger(__name__)
BATCH = 20
PATIENCE = 20.0  # seconds that the other server may take for one answer
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
Send = Callable[[EmailMessage], object]


def send_mails() -> None:
    """Send what is due, at most so many an hour as the site may. A chore of the worker."""
    if not mail.enabled():
        return
    due = [row.id for row in queries.due_mails(BATCH)]
    if not due:
        return
    room = current_app.config["SETTINGS"].mails_per_hour - queries.mails_sent_since(now() - timedelta(hours=1))
    due = due[: max(room, 0)]
    db.session.rollback()  # nothing is held open while another server takes its time
    if due:
        _send_all(due)


def _send_all(due: list[int]) -> None:
    try:
        with _opened(current_app.config["SETTINGS"].mail_url) as send:
            while due:
                _send_one(due[0], send)
                del due[0]
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mails wait", extra={"kind": type(error).__name__, "count": len(due)})
        reason: Exception = error
        _settle(due, lambda row: row.postpone(reason))


def _send_one(mail_id: int, send: Send) -> None:
    row = queries.mail_by_id(mail_id)
    if row is None:
        return
    try:
        message = message_of(row)
        db.session.rollback()
        send(message)
    except (ValueError, smtplib.SMTPNotSupportedError) as error:
        log.warning("mail given up", extra={"kind": type(error).__name__})
        refusal: Exception = error
        _settle([mail_id], lambda row: row.give_up(refusal))
    except smtplib.SMTPResponseException as error:
        answer = error
        for_good = 500 <= error.smtp_code < 600
        _settle([mail_id], lambda row: row.give_up(answer) if for_good else row.postpone(answer))
    else:
        _settle([mail_id], Mail.went_out)


def _settle(ids: list[int], verdict: Callable[[Mail], None]) -> None:
    with transaction():
        for mail_id in ids:
            row = queries.mail_by_id(mail_id)
            if row is not None:
                verdict(row)


def message_of(row: Mail) -> EmailMessage:
    """The mail as it leaves. The library refuses a header that holds a line break."""
    settings = current_app.config["SETTINGS"]
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.mail_from
    message["To"] = row.address
    message["Subject"] = row.subject
    message["Date"] = format_datetime(now())
    name = keyed_hash("mail-id", row.key.encode()).hex()[:32]
    message["Message-ID"] = f"<{name}@{urlsplit(settings.base_url).hostname or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    for header, value in row.headers.items():
        message[header] = value
    message.set_content(row.text)
    return message


@contextmanager
def _opened(url: str) -> Iterator[Send]:
    parts = urlsplit(url)
    if parts.scheme == "file":
        folder = Path(current_app.instance_path) / parts.path
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield lambda message: (folder / f"{message['Message-ID'][1:33]}.eml").write_bytes(message.as_bytes())
        return
    with _connected(parts) as server:
        yield lambda message: _hand_over(server, message)


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:  # there is one recipient: its answer is the answer
        code, words = next(iter(refused.recipients.values()))
        raise smtplib.SMTPResponseException(code, words) from refused


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host, context = parts.hostname or "", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=PATIENCE)
    try:
        _introduce(server, parts, context)
    except BaseException:
        server.close()
        raise
    return server


def _introduce(server: smtplib.SMTP, parts: SplitResult, context: ssl.SSLContext) -> None:
    server.ehlo()
    if parts.scheme == "smtp" and server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
        encrypted = True
    else:
        encrypted = parts.scheme == "smtps"
    if parts.username:
        if not encrypted and parts.hostname not in LOOPBACK:
            raise smtplib.SMTPException("the server offers no encryption: the password is not sent")
        server.login(unquote(parts.username), unquote(parts.password or ""))
