"""Who may enter the desk, and who keeps its people."""

from __future__ import annotations

import pytest

from portal.core.permissions import Permission, can
from tests.support.cast import Cast
from tests.support.engines import sqlite_only


@sqlite_only
@pytest.mark.parametrize(
    ("permission", "those"),
    [
        (Permission.DESK_ENTER, {"clerk", "moderator", "member", "admin", "partner"}),
        (Permission.PERSON_EDIT, {"admin"}),
    ],
)
def test_who_may(cast: Cast, permission: Permission, those: set[str]) -> None:
    assert {name for name, actor in cast.everybody().items() if can(actor, permission)} == those
