"""The worker mixes the boxes of anonymous surveys."""

from __future__ import annotations

from collections.abc import Sequence

from portal.core.events import on
from portal.core.usecase import transaction
from portal.surveys import mixing
from portal.surveys.events import AnonymousResponseSent, SurveyClosed


@on(AnonymousResponseSent, SurveyClosed)
def mix_boxes(events: Sequence[AnonymousResponseSent | SurveyClosed]) -> None:
    """Mix the boxes of these surveys where enough came, or where no more will. Twice does no harm."""
    for survey_id in dict.fromkeys(event.survey_id for event in events):
        with transaction():
            mixing.mix(survey_id)
