"""Tables of projects: the project, its sheet, its partners and their sign-off, its updates, the goals it serves."""

from __future__ import annotations

from portal.projects.models.agreed import RequirementState, Strength, Verdict
from portal.projects.models.drafts import DraftKind, DraftState, PartnerDraft
from portal.projects.models.files import FileKind, ProjectFile
from portal.projects.models.goals import Goal, Vision
from portal.projects.models.partners import Partner, PartnerKind, ProjectPartner, Spokesperson
from portal.projects.models.projects import (
    ENDED,
    RESERVED_SLUGS,
    CommentWindow,
    Condition,
    Phase,
    Project,
    ProjectTopic,
    comment_window,
)
from portal.projects.models.sheets import CriterionScore, MilestoneMove, SheetVersion
from portal.projects.models.signing import LinkStanding, SigningState, SignOff, SignOffAnswer, SignOffLink
from portal.projects.models.updates import ProjectUpdate

__all__ = [
    "ENDED",
    "RESERVED_SLUGS",
    "CommentWindow",
    "Condition",
    "CriterionScore",
    "DraftKind",
    "DraftState",
    "FileKind",
    "Goal",
    "LinkStanding",
    "MilestoneMove",
    "Partner",
    "PartnerDraft",
    "PartnerKind",
    "Phase",
    "Project",
    "ProjectFile",
    "ProjectPartner",
    "ProjectTopic",
    "ProjectUpdate",
    "RequirementState",
    "SheetVersion",
    "SignOff",
    "SignOffAnswer",
    "SignOffLink",
    "SigningState",
    "Spokesperson",
    "Strength",
    "Verdict",
    "Vision",
    "comment_window",
]
