"""What the public record commits to for notes beside a sheet: RFC 8785 JSON of frozen criteria, moves and scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import rfc8785

from portal.core.translated import Translated
from portal.projects.models import Verdict


def criteria_text(content: Mapping[str, Any]) -> str:
    """The success criteria in the content of a sheet version, as they were frozen."""
    return rfc8785.dumps(content["criteria"]).decode()


def move_text(milestone: str, forecast_on: date | None, actual_on: date | None, reason: Translated) -> str:
    """What was said of a milestone."""
    said = {
        "milestone": milestone,
        "forecast_on": forecast_on.isoformat() if forecast_on else None,
        "actual_on": actual_on.isoformat() if actual_on else None,
        "reason": dict(reason),
    }
    return rfc8785.dumps(said).decode()


def score_text(criterion: str, verdict: Verdict, result: Translated, measured_on: date | None) -> str:
    """How a criterion was found."""
    said = {
        "criterion": criterion,
        "verdict": verdict.value,
        "result": dict(result),
        "measured_on": measured_on.isoformat() if measured_on else None,
    }
    return rfc8785.dumps(said).decode()
