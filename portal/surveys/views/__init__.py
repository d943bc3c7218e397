"""The pages of surveys: for everybody the questions and the results, at the desk what is written."""

from __future__ import annotations

from portal.surveys.views import desk, importing, previewing
from portal.surveys.views.door import blueprint

__all__ = ["blueprint", "desk", "importing", "previewing"]
