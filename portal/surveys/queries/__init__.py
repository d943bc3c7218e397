"""What is read of surveys."""

from __future__ import annotations

from portal.surveys.queries.versions import form_of, last_number, newest_version, question_rows, survey_row

__all__ = ["form_of", "last_number", "newest_version", "question_rows", "survey_row"]
