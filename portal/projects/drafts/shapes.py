"""What a partner's draft says, as plain values. A requirement has the shape that it has in the sheet, without a key."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.translated import Translated
from portal.projects.models import Condition, DraftKind, Phase
from portal.projects.sheets.shapes import Requirement


@dataclass(frozen=True)
class UpdateWords:
    """What a status update shall say."""

    phase: Phase
    condition: Condition
    text: Translated


Words = UpdateWords | Requirement

SHAPES: dict[DraftKind, type[UpdateWords] | type[Requirement]] = {
    DraftKind.UPDATE: UpdateWords,
    DraftKind.REQUIREMENT: Requirement,
}
