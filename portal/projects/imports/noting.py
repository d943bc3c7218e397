"""What an import notes beside sheets: moves of milestones, scores, status updates. Rows, with their entries' deeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.core.db import db
from portal.core.permissions import Actor
from portal.projects import queries
from portal.projects.imports.records import MoveRecord, ProjectRecord, ScoreRecord, Standing
from portal.projects.imports.standing import posted
from portal.projects.models import CriterionScore, MilestoneMove, Project, ProjectUpdate
from portal.projects.sheets.noted_texts import move_text, score_text
from portal.record.models import Deed, append_all

ROLE = "import"


@dataclass(frozen=True)
class Numbers:
    """After which numbers the rows of a project count on."""

    moves: int = 0
    scores: int = 0
    updates: int = 0


class Notes:
    """Gathers the notes of many projects, and writes them all at one moment."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._actor = actor
        self._at = at
        self._noted: list[tuple[MilestoneMove | CriterionScore, Deed]] = []
        self._posted: list[tuple[ProjectUpdate, Deed]] = []
        self._frozen: list[Deed] = []

    def add_moves(self, project: Project, moves: Sequence[MoveRecord], after: int = 0) -> None:
        """Milestones that moved, or were reached."""
        for number, move in enumerate(moves, after + 1):
            row = MilestoneMove(
                project_id=project.id,
                number=number,
                milestone=move.milestone,
                forecast_on=move.forecast_on,
                actual_on=move.actual_on,
                reason=move.reason,
                posted_at=self._at,
                author_id=self._actor.person_id,
            )
            text = move_text(move.milestone, move.forecast_on, move.actual_on, move.reason)
            action = "milestone.reached" if move.actual_on else "milestone.moved"
            self._noted.append((row, Deed(action, f"milestone:{project.slug}/{number}", ROLE, text=text)))

    def freeze(self, project: Project, version: int, text: str) -> None:
        """That the criteria of a version are frozen: from now on here, whenever it was there."""
        project.criteria_frozen_in, project.criteria_frozen_at = version, self._at
        self._frozen.append(Deed("criteria.frozen", f"criteria:{project.slug}", ROLE, text=text))

    def add_scores(self, project: Project, scores: Sequence[ScoreRecord], after: int = 0) -> None:
        """Criteria that were scored."""
        for number, score in enumerate(scores, after + 1):
            row = CriterionScore(
                project_id=project.id,
                number=number,
                criterion=score.criterion,
                verdict=score.verdict,
                result=score.result,
                measured_on=score.measured_on,
                posted_at=self._at,
                author_id=self._actor.person_id,
            )
            text = score_text(score.criterion, score.verdict, score.result, score.measured_on)
            self._noted.append((row, Deed("criterion.scored", f"criterion:{project.slug}/{number}", ROLE, text=text)))

    def add_update(self, project: Project, record: ProjectRecord, standing: Standing, after: int = 0) -> None:
        """The status that the source gives."""
        phase, condition, text = posted(record, standing, self._at.date())
        row = ProjectUpdate(
            project_id=project.id,
            number=after + 1,
            phase=phase,
            condition=condition,
            text=text,
            posted_at=self._at,
            author_id=self._actor.person_id,
        )
        told = queries.update_text(phase, condition, text)
        deed = Deed("update.posted", f"update:{project.slug}/{row.number}", ROLE, text=told)
        self._posted.append((row, deed))

    def write(self) -> None:
        """Write them, with their entries in the public record."""
        deeds = [*self._frozen, *(deed for _, deed in self._noted), *(deed for _, deed in self._posted)]
        if not deeds:
            return
        numbers = append_all(self._actor, deeds, self._at)[len(self._frozen) :]
        for (row, _), number in zip(self._noted, numbers, strict=False):
            row.record_seq = number
        db.session.add_all(row for row, _ in (*self._noted, *self._posted))
