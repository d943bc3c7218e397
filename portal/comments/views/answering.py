"""What is written on: a target, or a published comment that a reply answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.comments import queries
from portal.comments.forms import CommentForm, ItemCommentForm
from portal.comments.queries import CommentCard, Target, TargetKind
from portal.comments.views.door import the_target
from portal.core.errors import NotFound


@dataclass(frozen=True)
class Place:
    """Where a comment goes: its target, and what it answers if it is a reply."""

    target: Target
    answered: CommentCard | None = None

    @property
    def form(self) -> CommentForm:
        """The form for it, with what was sent of it."""
        if self.answered is not None:
            return CommentForm(self.name)
        return ItemCommentForm(self.name) if self.target.kind is TargetKind.ITEM else CommentForm(self.name)

    @property
    def name(self) -> str:
        """What the form's token and the draft in the browser are good for."""
        return f"reply:{self.answered.id}" if self.answered else str(self.target.key)

    @property
    def action(self) -> str:
        """Where the form is sent."""
        if self.answered is not None:
            return url_for("comments.create_reply", comment_id=self.answered.id)
        address: dict[str, Any] = {**self.target.key.address}
        return url_for("comments.create", **address)

    def again(self) -> Place:
        """The same, looked up anew: it may have been changed since this page began."""
        key = self.target.key
        return Place(the_target(key.slug, key.number, key.update), self.answered)


def place_of_reply(comment_id: int) -> Place:
    """Where a reply to this comment goes; only a published comment that is no reply itself can be answered."""
    found = queries.published_comment(comment_id)
    if found is None or found[1].reply_to is not None:
        raise NotFound
    card, target = found
    return Place(target, card)
