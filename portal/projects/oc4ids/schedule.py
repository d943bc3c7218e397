"""Days of the standard as milestones and their moves."""

from __future__ import annotations

from datetime import date

from flask_babel.speaklater import LazyString

from portal.core.translated import Translated
from portal.projects.imports.records import NOTHING, MoveRecord
from portal.projects.imports.said import MILESTONE, PROJECT_ENDS, PROJECT_STARTS, STAGES, everywhere
from portal.projects.oc4ids.parts import Part
from portal.projects.sheets.shapes import Milestone

_MET = "met"
_SCHEDULED = {"", "scheduled", "met"}


class Schedule:
    """The milestones of a project, gathered from all places where the standard has days.

    Its periods are planned ("is planned to run"), and so is `dueDate`. Met are `completion.endDate` and `dateMet`.
    """

    def __init__(self) -> None:
        self.milestones: list[Milestone] = []
        self.moves: list[MoveRecord] = []

    def add(
        self, title: Translated, planned: date | None, met: date | None = None, reason: Translated = NOTHING
    ) -> None:
        """One milestone; `met` is the day it was reached, `reason` why on another day than planned."""
        key = f"M{len(self.milestones) + 1}"
        self.milestones.append(Milestone(key, title, planned))
        if met is not None or reason:
            self.moves.append(MoveRecord(key, actual_on=met, reason=reason))

    def take_project(self, project: Part) -> None:
        """The periods of a project, its completion, and its own milestones."""
        completed, details = _completion(project)
        starts, ends = _period(project, "period")
        if starts:
            self.add(everywhere(PROJECT_STARTS), starts)
        for stage, (start_words, end_words) in STAGES.items():
            self._stage(project, f"{stage}Period", start_words, end_words)
        if ends or completed or details:
            self.add(everywhere(PROJECT_ENDS), ends, completed, details)
        for each in project.parts("milestones"):
            self._own(each)

    def _stage(self, project: Part, name: str, start_words: LazyString, end_words: LazyString) -> None:
        starts, ends = _period(project, name)
        if starts:
            self.add(everywhere(start_words), starts)
        if ends:
            self.add(everywhere(end_words), ends)

    def _own(self, each: Part) -> None:
        parts = [each.words("title"), each.words("description"), each.words("type")]
        title = next(filter(None, parts), NOTHING) or everywhere(MILESTONE)
        status, met = each.text("status"), each.day("dateMet")
        if status == _MET and met is None:
            each.left_out("status “met” without dateMet")
        if status not in _SCHEDULED:
            each.left_out(f"status “{status}”")
        each.text("id")
        self.add(title, each.day("dueDate"), met)
        each.done()


def _period(project: Part, name: str) -> tuple[date | None, date | None]:
    period = project.part(name)
    if period is None:
        return None, None
    found = period.day("startDate"), period.day("endDate")
    period.done()
    return found


def _completion(project: Part) -> tuple[date | None, Translated]:
    completion = project.part("completion")
    if completion is None:
        return None, NOTHING
    return completion.day("endDate"), completion.lines("endDateDetails")
