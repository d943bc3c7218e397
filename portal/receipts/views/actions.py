"""What the holder of a comment's receipt may do. A feature that offers more adds a line here, and a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.comments.queries import OwnComment
from portal.moderation import queries as moderation


@dataclass(frozen=True)
class Action:
    """One thing to do: the words of its button, the endpoint that takes the code, and when it is offered."""

    label: str
    endpoint: str
    offered: Callable[[OwnComment], bool]


def _always(_own: OwnComment) -> bool:
    return True


# In the order in which they stand on the page.
ACTIONS = (
    Action(_l("Appeal the ruling"), "moderation.appeal", lambda own: moderation.may_appeal(own.id) is not None),
    Action(_l("Change my comment"), "comments.edit_own", lambda own: own.can_be_edited),
    Action(_l("Hide more of it"), "comments.mask_own", lambda own: own.can_be_masked),
    Action(_l("See what we keep about it"), "receipts.export", _always),
    Action(_l("Withdraw my comment"), "comments.withdraw_own", lambda own: own.can_be_withdrawn),
    Action(_l("Erase my comment"), "retention.erase", lambda own: not own.erased),
)
