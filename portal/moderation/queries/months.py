"""What moderators did, month by month, counted by the database: rulings, undone ones, appeals, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.core.clock import now
from portal.core.db import db
from portal.core.formats import from_local, local
from portal.moderation.models import CITING, Appeal, AppealState, Report, Ruling, RulingKind

MONTHS = 12
_Undo = aliased(Ruling)


@dataclass(frozen=True)
class MonthLine:
    """One month, by the calendar of the site's zone. Imported rulings are left out: they were made elsewhere."""

    first: date
    published: int
    redacted: int
    declined: int
    hidden: int
    undone: int
    appeals_answered: int
    appeals_granted: int
    reports: int
    reports_acted: int


@dataclass(frozen=True)
class GuidelineMonths:
    """How often rulings that stand cited one guideline in each month of the list of months."""

    guideline_id: int
    counts: tuple[int, ...]


def months() -> list[date]:
    """The first days of the last twelve months in the site's zone, this one last."""
    here = local(now()).date()
    numbers = [here.year * 12 + here.month - 1 - back for back in range(MONTHS - 1, -1, -1)]
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _begins(first: date) -> datetime:
    return from_local(datetime(first.year, first.month, 1))


def _in_which(moment: InstrumentedAttribute[Any], firsts: Sequence[date]) -> ColumnElement[int]:
    """The place in `firsts` of the month that a time lies in: the latest that has begun, so it is asked first."""
    later_first = list(enumerate(firsts))[::-1]
    return case(*((moment >= _begins(first), number) for number, first in later_first), else_=-1)


def month_lines() -> list[MonthLine]:
    """What was done in each of the last twelve months, newest first: four statements, however much it was."""
    firsts = months()
    rulings = _by_month(Ruling.ruled_at, firsts, Ruling.kind, Ruling.imported.is_(False), _stands())
    appeals = _by_month(Appeal.answered_at, firsts, Appeal.state, Appeal.state != AppealState.WAITING)
    reports = _by_month(Report.made_at, firsts, Report.reason)
    acted = _by_month(Report.closed_at, firsts, Report.reason, _acted())
    lines = [
        MonthLine(
            first=first,
            published=rulings.get((number, RulingKind.PUBLISH), 0),
            redacted=rulings.get((number, RulingKind.REDACT), 0),
            declined=rulings.get((number, RulingKind.DECLINE), 0),
            hidden=rulings.get((number, RulingKind.HIDE), 0),
            undone=rulings.get((number, RulingKind.UNDO), 0),
            appeals_answered=_sum(appeals, number),
            appeals_granted=appeals.get((number, AppealState.GRANTED), 0),
            reports=_sum(reports, number),
            reports_acted=_sum(acted, number),
        )
        for number, first in enumerate(firsts)
    ]
    return lines[::-1]


def month_totals(lines: Sequence[MonthLine]) -> MonthLine:
    """The sums over these months, under the day of the earliest."""
    counted = [field.name for field in fields(MonthLine) if field.name != "first"]
    return MonthLine(first=lines[-1].first, **{name: sum(getattr(line, name) for line in lines) for name in counted})


def _by_month(
    moment: InstrumentedAttribute[Any],
    firsts: Sequence[date],
    what: InstrumentedAttribute[Any],
    *chosen: ColumnElement[bool],
) -> dict[tuple[int, Any], int]:
    # grouped outside: PostgreSQL takes the same CASE with other placeholders for another expression
    each = select(_in_which(moment, firsts).label("month"), what.label("what"))
    each_one = each.where(moment >= _begins(firsts[0]), *chosen).subquery()
    rows = db.session.execute(
        select(each_one.c.month, each_one.c.what, func.count()).group_by(each_one.c.month, each_one.c.what)
    )
    return {(number, value): count for number, value, count in rows}


def _sum(counts: dict[tuple[int, Any], int], number: int) -> int:
    return sum(count for (month, _what), count in counts.items() if month == number)


def _stands() -> ColumnElement[bool]:
    return ~select(_Undo.id).where(_Undo.undoes_id == Ruling.id).exists()


def _acted() -> ColumnElement[bool]:
    """Reports that a ruling answered: it closed them at its own moment."""
    ruling = aliased(Ruling)
    return select(ruling.id).where(ruling.comment_id == Report.comment_id, ruling.ruled_at == Report.closed_at).exists()


def guideline_months() -> list[GuidelineMonths]:
    """For each guideline that was cited, how often in each of the last twelve months, oldest first: one statement."""
    firsts = months()
    cited = and_(Ruling.kind.in_(CITING), Ruling.guideline_id.is_not(None), _stands())
    found = _by_month(Ruling.ruled_at, firsts, Ruling.guideline_id, cited)
    ids = sorted({guideline_id for _month, guideline_id in found})
    return [GuidelineMonths(one, tuple(found.get((number, one), 0) for number in range(len(firsts)))) for one in ids]
