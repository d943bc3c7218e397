"""Every setting of the portal: its name, default and meaning. Bad values are refused at start.

A setting is read from the environment as `PORTAL_<NAME>`, else from `settings.toml` in the instance folder
(`name = value`), else its default stands. `portal setup` writes the secret key there.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE_NAMES = {"en": "English", "es": "Español"}


class BadSetting(ValueError):
    """A setting cannot be used; the message names it and says what it takes."""


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """The validated settings of one site."""

    instance: Path = _setting(ROOT / "instance", "folder of the site's own data")
    secret_key: str = _setting("", "at least 32 characters; written by `portal setup`; codes and sessions hang on it")
    env: str = _setting("production", "production, development (adds /styleguide) or test")
    database_url: str = _setting("", "default: portal.sqlite in the instance folder; or postgresql+psycopg://…")
    base_url: str = _setting("", "the site's public address, such as https://feedback.example.org; empty on loopback")
    site_name: str = _setting("Community feedback portal", "the name in the masthead")
    languages: tuple[str, ...] = _setting(("en", "es"), "language tags; the first is the site's own, bare in addresses")
    timezone: str = _setting("America/Chicago", "the zone in which times are shown and typed")
    help_phone: str = _setting("", "telephone number in the footer")
    help_email: str = _setting("", "e-mail address in the footer")
    help_address: str = _setting("", "postal address in the footer")
    review_days: int = _setting(2, "working days within which a moderator reads a comment, as promised on receipts")
    edit_minutes: int = _setting(15, "how long an author may change a comment that nobody has ruled on")
    undo_minutes: int = _setting(10, "how long a moderator may undo a ruling")
    appeal_within_days: int = _setting(30, "days after a ruling during which its author may appeal")
    appeal_days: int = _setting(10, "working days within which an appeal is answered, as promised on pages")
    report_flag: int = _setting(3, "open reports at which a published comment is flagged at the desk")
    reports_per_network: int = _setting(100, "reports a day from one network; the next ones are answered 429")
    claim_minutes: int = _setting(10, "how long the queue tells others that a moderator reads a comment")
    contact_days: int = _setting(90, "days for which an address for news is kept after comments closed")
    original_days: int = _setting(30, "days for which declined texts and sealed originals are kept after the ruling")
    unconfirmed_hours: int = _setting(48, "hours within which an address for news must be confirmed, or it is deleted")
    sign_in_days: int = _setting(30, "days for which ended sign-ins are kept")
    mail_log_days: int = _setting(14, "days for which it is kept that a mail went out")
    survey_link_days: int = _setting(365, "days after closing for which a confidential survey keeps who sent what")
    mail_url: str = _setting("", "smtp://user:password@host:port, smtps://… or file:folder; empty: no mail is sent")
    mail_from: str = _setting("", "the sender of mails, such as Riverbend listens <news@example.org>")
    mails_per_hour: int = _setting(200, "how many mails leave the site in an hour at most; the others wait")
    proxies: int = _setting(0, "how many proxies in front set X-Forwarded-*; 0 trusts none")
    insecure_cookies: bool = _setting(False, "allow sign-in over plain http; for loopback only")
    redis_url: str = _setting("", "where rates are counted by several processes; empty: in this process")
    largest_file_mb: int = _setting(25, "megabytes that one paper or other file may have")
    comments_per_network: int = _setting(500, "comments, and registrations to speak, a day from one network")
    comments_fold_after: int = _setting(20, "comments a day from one network; moderators see further ones as one group")
    support_surge: int = _setting(30, "supports of a comment in an hour after which moderators are told")
    speakers_kept_days: int = _setting(90, "days after a meeting until the list of its speakers is deleted")
    sign_off_days: int = _setting(30, "days for which a partner's link to sign a project sheet is good")
    stale_after_days: int = _setting(60, "days without an update after which a project is marked as silent; 0: never")
    oc4ids_prefix: str = _setting("", "registered prefix of the ids in exported OC4IDS; empty: made from base_url")
    demo_data: str = _setting("", "folder of real data for `portal demo load`")
    demo_password: str = _setting("", "password of the demo's sign-ins; made and printed when empty")

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address for SQLAlchemy."""
        return self.database_url or f"sqlite:///{self.instance / 'portal.sqlite'}"

    @property
    def default_language(self) -> str:
        """The site's first language."""
        return self.languages[0]

    @property
    def largest_file(self) -> int:
        """How many bytes one file may have."""
        return self.largest_file_mb * 1_000_000

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone."""
        return ZoneInfo(self.timezone)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process environment) and the instance folder's `settings.toml`."""
    environ = os.environ if environ is None else environ
    instance = Path(environ.get("PORTAL_INSTANCE") or ROOT / "instance").absolute()
    values: dict[str, Any] = {"instance": instance}
    values |= _from_file(instance / "settings.toml")
    values |= _from_environ(environ)
    settings = Settings(**values)
    _refuse_bad(settings)
    return settings


def _fields() -> dict[str, dataclasses.Field[Any]]:
    return {f.name: f for f in dataclasses.fields(Settings) if f.name != "instance"}


def _from_environ(environ: Mapping[str, str]) -> dict[str, Any]:
    known = _fields()
    return {
        name: _parse(name, environ[key])
        for name in known
        if (key := f"PORTAL_{name.upper()}") in environ and environ[key] != ""
    }


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path.name}: {error}") from error
    known = _fields()
    for name in read:
        if name not in known:
            raise BadSetting(f"{path.name}: there is no setting named {name!r}")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}


def _parse(name: str, raw: str) -> Any:
    default = _fields()[name].default
    if isinstance(default, bool):
        if raw.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise BadSetting(f"PORTAL_{name.upper()} takes 1 or 0, not {raw!r}")
        return raw.lower() in {"1", "true", "yes"}
    if isinstance(default, int):
        try:
            return int(raw)
        except ValueError as error:
            raise BadSetting(f"PORTAL_{name.upper()} takes a whole number, not {raw!r}") from error
    if isinstance(default, tuple):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return raw


def _refuse_bad(settings: Settings) -> None:
    for name, field_ in _fields().items():
        value = getattr(settings, name)
        if type(value) is not type(field_.default):
            raise BadSetting(f"{name} takes {type(field_.default).__name__}, not {value!r}")
    checks = {
        "secret_key must have at least 32 characters; `portal setup` writes one": len(settings.secret_key) >= 32,
        "env is production, development or test": settings.env in {"production", "development", "test"},
        f"timezone {settings.timezone!r} is not a known zone": settings.timezone in available_timezones(),
        f"languages are chosen from {', '.join(LANGUAGE_NAMES)}": bool(settings.languages)
        and all(tag in LANGUAGE_NAMES for tag in settings.languages),
        "database_url begins with sqlite:/// or postgresql+psycopg://": settings.sqlalchemy_url.startswith(
            ("sqlite:///", "postgresql+psycopg://")
        ),
        "base_url is an http or https address without a path": _is_base(settings.base_url),
        "oc4ids_prefix holds small letters, digits and dashes, such as oc4ids-abc123": _is_prefix(
            settings.oc4ids_prefix
        ),
        "proxies, review_days, edit_minutes and undo_minutes may not be negative": min(
            settings.proxies, settings.review_days, settings.edit_minutes, settings.undo_minutes
        )
        >= 0,
        "claim_minutes is a number from 1 to 1440": 1 <= settings.claim_minutes <= 1440,
        "speakers_kept_days may not be negative": settings.speakers_kept_days >= 0,
        "sign_off_days is a number from 1 to 365": 1 <= settings.sign_off_days <= 365,
        "contact_days, original_days, unconfirmed_hours, sign_in_days and mail_log_days must be at least 1": min(
            settings.contact_days,
            settings.original_days,
            settings.unconfirmed_hours,
            settings.sign_in_days,
            settings.mail_log_days,
        )
        >= 1,
        "survey_link_days must be at least 1": settings.survey_link_days >= 1,
        "mails_per_hour must be at least 1": settings.mails_per_hour >= 1,
        "mail_url begins with smtp://, smtps:// or file:": _is_mail_url(settings.mail_url),
        "mail_from is an address such as news@example.org or Riverbend listens <news@example.org>": _is_sender(
            settings.mail_from
        ),
        "mail_url needs mail_from and base_url: mails have a sender, and links": not settings.mail_url
        or bool(settings.mail_from and settings.base_url),
        "stale_after_days may not be negative": settings.stale_after_days >= 0,
        "appeal_within_days is a number from 1 to 365": 1 <= settings.appeal_within_days <= 365,
        "appeal_days is a number from 1 to 90": 1 <= settings.appeal_days <= 90,
        "report_flag must be at least 1": settings.report_flag >= 1,
        "reports_per_network must be at least 1": settings.reports_per_network >= 1,
        "comments_per_network and comments_fold_after must be at least 1": min(
            settings.comments_per_network, settings.comments_fold_after
        )
        >= 1,
        "support_surge must be at least 1": settings.support_surge >= 1,
        "largest_file_mb is a number from 1 to 500": 1 <= settings.largest_file_mb <= 500,
    }
    for message, fine in checks.items():
        if not fine:
            raise BadSetting(message)


def _is_prefix(prefix: str) -> bool:
    return not prefix or (re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", prefix) is not None and len(prefix) <= 60)


def _is_mail_url(url: str) -> bool:
    if not url:
        return True
    try:
        parts = urlsplit(url)
        has_place = bool(parts.path) if parts.scheme == "file" else bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"smtp", "smtps", "file"} and has_place


def _is_sender(sender: str) -> bool:
    _name, address = parseaddr(sender)
    return not sender or (sender.isprintable() and re.fullmatch(r"[^\s@]+@[^\s@]+", address) is not None)


def _is_base(url: str) -> bool:
    if not url:
        return True
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and parts.path in {"", "/"}
