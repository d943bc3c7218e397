"""What changes surveys."""

from __future__ import annotations

from portal.surveys.usecases.recounting import recount_survey

__all__ = ["recount_survey"]
