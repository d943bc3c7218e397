"""What a clerk writes of a survey beside its form, as one value that can be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785

from portal.core.formats import iso
from portal.core.translated import Translated
from portal.surveys.models import Access, Promise, ResultsShown, Survey

SECONDS_PER_QUESTION = 25  # a usual pace on a phone, free texts among them


@dataclass(frozen=True)
class WrittenSurvey:
    """The settings of a survey. `project` is a project's id; `groupings` names a question for each dimension."""

    title: Translated
    intro: Translated
    open_records: Translated
    project: int | None
    promise: Promise
    results_shown: ResultsShown
    access: Access
    groupings: Mapping[str, str]
    minutes: int
    opens_at: datetime | None
    closes_at: datetime | None

    @property
    def fingerprint(self) -> str:
        """Tells this state from every other: whoever saves names the one that they began from."""
        texts = [dict(self.title), dict(self.intro), dict(self.open_records)]
        chosen = [self.project, str(self.promise), str(self.results_shown), str(self.access)]
        counted = [dict(self.groupings), self.minutes]
        times = [iso(moment) if moment else None for moment in (self.opens_at, self.closes_at)]
        content: list[Any] = [*texts, *chosen, *counted, *times]
        return hashlib.sha256(rfc8785.dumps(content)).hexdigest()[:20]


def written_of(survey: Survey) -> WrittenSurvey:
    """What is written of `survey` now."""
    return WrittenSurvey(
        title=survey.title,
        intro=survey.intro,
        open_records=survey.open_records,
        project=survey.project_id,
        promise=Promise(survey.promise),
        results_shown=ResultsShown(survey.results_shown),
        access=Access(survey.access),
        groupings=dict(survey.groupings),
        minutes=survey.minutes,
        opens_at=survey.opens_at,
        closes_at=survey.closes_at,
    )


def suggested_minutes(questions: int) -> int:
    """How long so many questions take, rounded up."""
    return max(1, -(-questions * SECONDS_PER_QUESTION // 60))
