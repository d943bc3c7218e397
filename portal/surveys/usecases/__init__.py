"""The verbs of surveys."""

from __future__ import annotations

from portal.surveys.usecases.versions import keep_form

__all__ = ["keep_form"]
