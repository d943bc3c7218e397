"""How times are written on pages: in the site's zone, which is always named, in the page's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_timezone_name
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit
from flask import current_app
from flask_babel import gettext as _

from portal.core.clock import now
from portal.core.languages import page_locale

_DIGITS = 1000


def site_zone() -> ZoneInfo:
    """The zone in which this site shows and reads times."""
    zone: ZoneInfo = current_app.config["SETTINGS"].zone
    return zone


def local(moment: datetime) -> datetime:
    """`moment` in the site's zone."""
    return moment.astimezone(site_zone())


def from_local(typed: datetime) -> datetime:
    """A naive time as typed on a form, in the site's zone, as aware UTC. Of two (clock set back) the earlier."""
    return typed.replace(tzinfo=site_zone()).astimezone(UTC)


def day(moment: datetime | date, lang: str | None = None) -> str:
    """Such as "April 15, 2026", in the page's language or in `lang`."""
    value = local(moment).date() if isinstance(moment, datetime) else moment
    return format_date(value, "long", locale=f"{lang}_US" if lang else page_locale())


def day_short(moment: datetime | date) -> str:
    """Such as "Apr 15, 2026", where there is little room."""
    value = local(moment).date() if isinstance(moment, datetime) else moment
    return format_date(value, "medium", locale=page_locale())


def month(value: date) -> str:
    """Such as "Apr 2026"."""
    return format_skeleton("yMMM", value, locale=page_locale())


def when(moment: datetime) -> str:
    """Such as "April 15, 2026, 11:59 PM Central Time"."""
    habits, there = page_locale(), local(moment)
    zone = get_timezone_name(site_zone(), width="long", locale=habits, zone_variant="generic")
    return _(
        "%(day)s, %(time)s %(zone)s",
        day=day(moment),
        time=format_time(there, "short", locale=habits),
        zone=zone,
    )


def ago(moment: datetime) -> str:
    """Such as "3 days ago", to stand beside the full time."""
    # coarse on purpose: pages are cached whole, and "4 minutes ago" would soon be wrong
    return format_timedelta(moment - now(), add_direction=True, locale=page_locale(), threshold=1.2)


def iso(moment: datetime | date) -> str:
    """For the datetime attribute of `time`: a date as it is, a time in seconds, UTC, with its Z."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def size(count: int) -> str:
    """So many bytes as people say it, such as "2.4 MB"."""
    for unit, length in (("megabyte", 1_000_000), ("kilobyte", 1000)):
        if count >= length:
            rounded = round(count / length, 1 if count < 10 * length else None)
            return format_unit(rounded, f"digital-{unit}", "short", locale=page_locale())
    return format_unit(count, "digital-byte", "long", locale=page_locale())


def money(amount: Decimal, currency: str) -> str:
    """Such as "$1,250.50"; without a currency just the number. Whole amounts have no cents."""
    with localcontext(prec=_DIGITS):  # Babel rounds in the usual context, which refuses amounts of thirty digits
        if not currency:
            return format_decimal(amount, locale=page_locale())
        whole = amount == amount.to_integral_value()
        return format_currency(amount, currency, "¤#,##0" if whole else None, page_locale(), currency_digits=not whole)


def distance(meters: int) -> str:
    """So many meters as people say it, such as "500 m" or "2 km"."""
    length, unit = (meters / 1000, "length-kilometer") if meters >= 1000 else (meters, "length-meter")
    return format_unit(length, unit, "short", locale=page_locale())


def working_days_after(moment: datetime, days: int) -> date:
    """The local day that lies `days` working days (Monday to Friday) after `moment`."""
    end = local(moment).date()
    while days > 0:
        end += timedelta(days=1)
        days -= end.weekday() < 5
    return end
