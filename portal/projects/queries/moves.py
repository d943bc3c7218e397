"""Milestones as they were planned, and what came of them: planned, expected and reached days kept apart."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from portal.core.db import db
from portal.projects.models import MilestoneMove, SheetVersion
from portal.projects.sheets.contents import sheet_from
from portal.projects.sheets.noted import MilestoneLine, Move
from portal.projects.sheets.shapes import Milestone


def timeline(project_id: int) -> tuple[MilestoneLine, ...]:
    """The milestones of the newest sheet in its order, then those that an older one had and that were spoken of."""
    versions = list(_planned(project_id))
    if not versions:
        return ()
    moves = _moves(project_id)
    first: dict[str, Milestone] = {}
    last: dict[str, tuple[int, Milestone]] = {}
    for number, milestones in versions:
        for each in milestones:
            first.setdefault(each.key, each)
            last[each.key] = (number, each)
    newest, current = versions[-1]
    lines = [_line(each, first, moves) for each in current]
    gone = [(number, each) for key, (number, each) in last.items() if number < newest and key in moves]
    return (*lines, *(_line(each, first, moves, dropped_in=number + 1) for number, each in gone))


def milestone_line(project_id: int, key: str) -> MilestoneLine | None:
    """One milestone of the newest sheet by its key."""
    return next((line for line in timeline(project_id) if line.key == key and line.dropped_in is None), None)


def _planned(project_id: int) -> Iterator[tuple[int, tuple[Milestone, ...]]]:
    rows = db.session.execute(
        select(SheetVersion.number, SheetVersion.content["milestones"])
        .where(SheetVersion.project_id == project_id)
        .order_by(SheetVersion.number)
    )
    for number, milestones in rows:
        yield number, sheet_from({"milestones": milestones or []}).milestones


def _moves(project_id: int) -> dict[str, tuple[Move, ...]]:
    rows = db.session.scalars(
        select(MilestoneMove).where(MilestoneMove.project_id == project_id).order_by(MilestoneMove.number)
    )
    moves: dict[str, tuple[Move, ...]] = {}
    for row in rows:
        move = Move(row.number, row.forecast_on, row.actual_on, row.reason, row.posted_at, row.record_seq)
        moves[row.milestone] = (*moves.get(row.milestone, ()), move)
    return moves


def _line(
    each: Milestone, first: dict[str, Milestone], moves: dict[str, tuple[Move, ...]], dropped_in: int | None = None
) -> MilestoneLine:
    return MilestoneLine(
        key=each.key,
        title=each.title,
        planned_on=each.planned_on,
        moves=moves.get(each.key, ()),
        first_planned_on=first[each.key].planned_on,
        dropped_in=dropped_in,
    )
