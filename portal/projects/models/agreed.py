"""The words in which a project sheet says what was agreed."""

from __future__ import annotations

from enum import StrEnum


class Strength(StrEnum):
    """How much a requirement binds."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class RequirementState(StrEnum):
    """What has become of a requirement. One that another took the place of names it."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    MET = "met"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"


class Verdict(StrEnum):
    """What a success criterion was found to be, measured beside its frozen text."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_MEASURED = "not_measured"
