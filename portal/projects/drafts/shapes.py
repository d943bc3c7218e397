"""What a partner's draft says, as plain values. A requirement has the shape that it has in the sheet, without a key."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.core.translated import Translated
from portal.projects.evidence import GivenEvidence
from portal.projects.models import Condition, DraftKind, Phase
from portal.projects.sheets.shapes import Requirement


@dataclass(frozen=True)
class UpdateWords:
    """What a status update shall say and show."""

    phase: Phase
    condition: Condition
    text: Translated
    evidence: GivenEvidence = field(default_factory=GivenEvidence)


@dataclass(frozen=True)
class EvidenceWords:
    """What shows something said before. `about` names that: `update/3`, `requirement/R1`, `criterion/C2`."""

    about: str
    text: Translated
    evidence: GivenEvidence


@dataclass(frozen=True)
class PaperWords:
    """A paper: a file that was sent already, its title, and the language it is written in."""

    file_id: int
    title: Translated
    lang: str

    @property
    def evidence(self) -> GivenEvidence:
        """The update that publishes it shows this paper."""
        return GivenEvidence(papers=(self.file_id,))


Words = UpdateWords | Requirement | PaperWords | EvidenceWords

SHAPES: dict[DraftKind, type[Words]] = {
    DraftKind.UPDATE: UpdateWords,
    DraftKind.REQUIREMENT: Requirement,
    DraftKind.PAPER: PaperWords,
    DraftKind.EVIDENCE: EvidenceWords,
}


def given_by(words: Words) -> GivenEvidence:
    """The files and links that a draft brings."""
    return GivenEvidence() if isinstance(words, Requirement) else words.evidence


def files_of(words: Words) -> set[int]:
    """The ids of the files that a draft brings."""
    given = given_by(words)
    return {*(photo.file_id for photo in given.photos), *given.papers}
