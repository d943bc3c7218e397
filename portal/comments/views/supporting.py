"""The small form "I agree" under a published comment, counted once for each browser that keeps its cookie."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.comments import queries, supported, usecases
from portal.comments.forms import AUDIENCE_NAMES, STANCES_SAID, SupportForm
from portal.comments.queries import CommentCard, Target
from portal.comments.views.door import blueprint
from portal.core import limits
from portal.core.addresses import key_text
from portal.core.errors import NotFound
from portal.core.failures import failure
from portal.core.keys import keyed_hash
from portal.core.permissions import VISITOR
from portal.core.routes import visitor_form
from portal.core.web import render
from portal.projects.models import CommentWindow

A_DAY = timedelta(days=1)


@blueprint.get("/comments/<key:comment_id>/support")
@visitor_form("counted")
def support(comment_id: int) -> str | tuple[str, int]:
    """The comment and one button; after pressing it, that it was counted. This page alone reads the cookie."""
    found = queries.published_comment(comment_id)
    if found is None:
        return _not_there(comment_id)
    return _page(*found, SupportForm(comment_id))


@blueprint.post("/comments/<key:comment_id>/support")
@visitor_form()
def give_support(comment_id: int) -> Response | str | tuple[str, int]:
    """Count it, and give the browser the cookie by which it knows that it has done so."""
    found = queries.published_comment(comment_id)
    if found is None:
        return _not_there(comment_id)
    form = SupportForm(comment_id)
    if supported.mark(comment_id) in _marks():
        return redirect(url_for("comments.support", comment_id=comment_id), 303)
    if not form.validate_on_submit():
        return _page(*found, form), 422
    if limits.count_hit(name="support", key=limits.network_key(), length=A_DAY) > _setting("comments_per_network"):
        return failure(429)
    assert form.read_nonce
    try:
        usecases.support_comment(
            actor=VISITOR, comment_id=comment_id, nonce=form.read_nonce.random, crowded=_is_crowded(comment_id)
        )
    except usecases.SupportClosed:
        return _page(*found, form), 409
    return _with_cookie(redirect(url_for("comments.support", comment_id=comment_id, counted="1"), 303), comment_id)


def _not_there(comment_id: int) -> tuple[str, int]:
    if queries.was_public(comment_id):
        return failure(410)
    raise NotFound


def _page(comment: CommentCard, target: Target, form: SupportForm) -> str:
    return render(
        "comments/support.html",
        comment=comment,
        target=target,
        form=form,
        is_open=target.window is CommentWindow.OPEN,
        already=supported.mark(comment.id) in _marks(),
        counted="counted" in request.args,
        audience_names=AUDIENCE_NAMES,
        stances_said=STANCES_SAID,
    )


def _is_crowded(comment_id: int) -> bool:
    """Whether one network supported this comment more often in a day than a surge takes."""
    both = keyed_hash(f"support:{key_text(comment_id)}", limits.network_key().encode()).hex()
    return limits.count_hit(name="support-one", key=both, length=A_DAY) > _setting("support_surge")


def _setting(name: str) -> int:
    value: int = getattr(current_app.config["SETTINGS"], name)
    return value


def _insecure() -> bool:
    return bool(current_app.config["SETTINGS"].insecure_cookies)


def _cookie() -> str:
    """Its name: bound to this host and to https, except on loopback."""
    return "supported" if _insecure() else "__Host-supported"


def _marks() -> tuple[str, ...]:
    return supported.read(request.cookies.get(_cookie()))


def _with_cookie(response: Response, comment_id: int) -> Response:
    response.set_cookie(
        _cookie(),
        supported.with_one_more(_marks(), comment_id),
        max_age=supported.KEPT_FOR,
        secure=not _insecure(),
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response
