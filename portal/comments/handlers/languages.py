"""The worker tells the language of comments."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app

from portal.comments import queries
from portal.comments.events import CommentPosted
from portal.comments.telling_languages import language_of
from portal.core.events import on
from portal.core.usecase import transaction


@on(CommentPosted)
def tell_language(events: Sequence[CommentPosted]) -> None:
    """Mark these comments with the language they are written in; where that is not plain, with that of the page that
    they were sent from, as they are already. Asked again it finds the same.
    """
    tags = current_app.config["SETTINGS"].languages
    with transaction():
        for comment in queries.comments_to_mark([event.comment_id for event in events]):
            comment.lang = language_of(comment.body, tags) or comment.lang
