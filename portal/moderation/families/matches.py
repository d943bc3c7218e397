"""What is compared, and what came of it: for the worker's use case, which must not load numpy at its top."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A comment that shares a mark with the text, and the family that it is in."""

    comment_id: int
    family_id: int | None


@dataclass(frozen=True)
class Match:
    """A candidate that is near-identical. One that is `alike` has about the length of the text, too."""

    candidate: Candidate
    overlap: float
    alike: bool
