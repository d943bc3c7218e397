"""What the worker does for projects: whoever left speaks for nobody any more."""

from __future__ import annotations

from collections.abc import Sequence

from portal.accounts.events import RolesChanged
from portal.core.events import on
from portal.core.usecase import transaction
from portal.projects import queries


@on(RolesChanged)
def end_those_who_left(events: Sequence[RolesChanged]) -> None:
    """End what people speak for who may no longer act as partners, so that coming back does not bring it back.

    Until then the queries already pass them over. Asked again later it ends nobody who is there.
    """
    with transaction():
        for spokesperson in queries.left_spokespeople([event.person_id for event in events]):
            spokesperson.end()
