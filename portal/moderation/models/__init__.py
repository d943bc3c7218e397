"""Tables of moderation."""

from __future__ import annotations

from portal.moderation.models.desk import LONGEST_INTERNAL_NOTE, Assignment, Claim, InternalNote, SecondLook
from portal.moderation.models.families import MOST_AT_ONCE, Family, FamilyMark, FamilyMember
from portal.moderation.models.guidelines import Guideline, GuidelineVersion, ReplyTemplate
from portal.moderation.models.rulings import (
    CITING,
    LONGEST_NOTE,
    LONGEST_PASSAGE,
    LONGEST_WAITS_FOR,
    ImportedComment,
    Ruling,
    RulingKind,
    SealedOriginal,
    SealOpening,
)
from portal.moderation.models.voices import (
    LONGEST_APPEAL,
    LONGEST_HELP,
    LONGEST_REPORT,
    LONGEST_TELL,
    Appeal,
    AppealState,
    Danger,
    Escalation,
    EscalationPlan,
    Report,
    ReportReason,
)

__all__ = [
    "CITING",
    "LONGEST_APPEAL",
    "LONGEST_HELP",
    "LONGEST_INTERNAL_NOTE",
    "LONGEST_NOTE",
    "LONGEST_PASSAGE",
    "LONGEST_REPORT",
    "LONGEST_TELL",
    "LONGEST_WAITS_FOR",
    "MOST_AT_ONCE",
    "Appeal",
    "AppealState",
    "Assignment",
    "Claim",
    "Danger",
    "Escalation",
    "EscalationPlan",
    "Family",
    "FamilyMark",
    "FamilyMember",
    "Guideline",
    "GuidelineVersion",
    "ImportedComment",
    "InternalNote",
    "ReplyTemplate",
    "Report",
    "ReportReason",
    "Ruling",
    "RulingKind",
    "SealOpening",
    "SealedOriginal",
    "SecondLook",
]
