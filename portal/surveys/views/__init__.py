"""The pages of surveys: for everybody the questions and the results, at the desk what is written."""

from __future__ import annotations

from portal.surveys.views import (
    answering,
    beginning,
    building,
    building_elements,
    desk,
    desk_results,
    exports,
    hand_mail,
    handed,
    hands,
    importing,
    invitations,
    invited,
    leaving,
    previewing,
    receipts,
    results,
    sending,
    showing,
    trying,
    weights,
)
from portal.surveys.views.door import (
    blueprint,
)

__all__ = [
    "answering",
    "beginning",
    "blueprint",
    "building",
    "building_elements",
    "desk",
    "desk_results",
    "exports",
    "hand_mail",
    "handed",
    "hands",
    "importing",
    "invitations",
    "invited",
    "leaving",
    "previewing",
    "receipts",
    "results",
    "sending",
    "showing",
    "trying",
    "weights",
]
