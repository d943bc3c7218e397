"""What the worker does for projects: it forgets files that were never shown, and who left speaks for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import current_app

from portal.accounts.events import RolesChanged
from portal.core.clock import now
from portal.core.events import on
from portal.core.files.sweeping import holds_files
from portal.core.usecase import transaction
from portal.core.worker import chore
from portal.projects import queries

PAUSE = timedelta(hours=1)
WAITING_KEPT = timedelta(days=30)

holds_files(queries.stored_keys)


@chore
def forget_waiting_files() -> None:
    """Remove the rows of files that waited too long and that no draft of a partner needs. Looks once an hour."""
    looked: dict[str, datetime] = current_app.extensions.setdefault("portal.projects.forgetting", {})
    last = looked.get(current_app.instance_path)
    if last is not None and last <= now() < last + PAUSE:
        return
    looked[current_app.instance_path] = now()
    with transaction():
        queries.forget_waiting(now() - WAITING_KEPT, kept=queries.files_in_open_drafts())


@on(RolesChanged)
def end_those_who_left(events: Sequence[RolesChanged]) -> None:
    """End what people speak for who may no longer act as partners, so that coming back does not bring it back.

    Until then the queries already pass them over. Asked again later it ends nobody who is there.
    """
    with transaction():
        for spokesperson in queries.left_spokespeople([event.person_id for event in events]):
            spokesperson.end()
