"""What the house raises when it refuses. The edge turns each into a page with words."""

from __future__ import annotations


class PortalError(Exception):
    """The parent of every refusal of our own."""


class Refused(PortalError):
    """A use case will not do it. `message` is in the reader's words; `field` names the form's field, if any."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(PortalError):
    """It does not exist, or the one who asks may not know that it does."""


class Forbidden(PortalError):
    """A known person asks for what the role does not hold."""


class NoRoom(PortalError):
    """The disk is full: nothing was taken in, and the same may be sent again later."""


class WrongState(Refused):
    """A transition from a state that does not allow it: somebody else was first, or the page was old."""
