"""What the tests of families share."""

from __future__ import annotations

import pytest

from portal.comments.models import FeedbackState
from tests.moderation.families.letters import LETTER


@pytest.fixture
def send(town, clock, worker):
    """Sends a letter to one project and lets the worker work; returns its id."""
    project = town.project("buses")

    def sending(body=LETTER, state=FeedbackState.PENDING, **others):
        clock.forward(minutes=1)
        where = {} if "item" in others else {"project": project}
        comment_id = town.comment_in(state, **(where | {"body": body} | others))
        worker()
        return comment_id

    return sending
