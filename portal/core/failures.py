"""Every refusal and failure has its page: what happened, what to do, and the reader's own text, never lost."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from portal.core.db import db
from portal.core.errors import Forbidden, NoRoom, NotFound, Refused
from portal.core.files.store import Lost
from portal.core.formats import size

log = logging.getLogger(__name__)
_PAGES = {400, 403, 404, 405, 409, 410, 413, 429, 500, 503}
_NOT_WORDS = {"loaded", "nonce", "csrf_token", "password", "code", "kept_photo", "looked"}


def _kept_text() -> str | None:
    """What the reader had typed, as far as the request can still be read; secrets are left out."""
    if request.method != "POST":
        return None
    try:
        texts = [value for name, value in request.form.items() if name not in _NOT_WORDS and value.strip()]
    except HTTPException:
        return None
    return "\n\n".join(texts)[:20_000] or None


def failure(status: int, title: str | None = None, explanation: str | None = None) -> tuple[str, int]:
    """The page for `status`: its template has words of its own, unless others are given."""
    page = "expired" if status == 401 else status if status in _PAGES else 400 if status < 500 else 500
    context: dict[str, Any] = {
        "title": title,
        "explanation": explanation,
        "kept_text": _kept_text(),
        "retry_href": url_for("accounts.sign_in") if status == 401 else None,
    }
    return render_template(f"errors/{page}.html", **context), status


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return failure(error.code)


def _token(_error: CSRFError) -> tuple[str, int]:
    return failure(401)


def _refused(error: Refused) -> tuple[str, int]:
    return failure(409, explanation=error.message)


def _too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    most = request.max_content_length or 0
    _take_the_rest(4 * most)
    return failure(413, explanation=_("You can send up to %(size)s at once.", size=size(most)) if most else None)


def _take_the_rest(most: int) -> None:
    """Read on, and forget it: a browser that cannot finish sending shows a broken connection and not our page."""
    body = request.environ["wsgi.input"]
    left = min(request.content_length or 0, most)
    while left > 0 and (piece := body.read(min(left, 1_000_000))):
        left -= len(piece)


def _lost(_error: Lost) -> tuple[str, int]:
    log.error("file lost")
    return failure(404, _("This file is missing"), _("The site has lost the file itself. Ask us for a copy."))


def _no_room(_error: NoRoom) -> tuple[str, int]:
    log.error("disk full")
    return failure(503)


def _database(error: OperationalError) -> tuple[str, int]:
    db.session.rollback()
    log.error("database unavailable", extra={"kind": type(error.orig).__name__})
    return failure(503)


def _unforeseen(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    log.exception("unforeseen failure", extra={"kind": type(error).__name__})
    try:
        return failure(500)
    except Exception as second:  # the layout itself may be what fails
        log.exception("page of failure failed", extra={"kind": type(second).__name__})
        return "Sorry, there is a problem with the service. Try again later.", 500


def _say_when(response: Response) -> Response:
    """Tell programs, too, when a refused try may be made again: the windows of our limits are hours and more."""
    if response.status_code == 429:
        response.headers.setdefault("Retry-After", "3600")
    return response


def init_failures(app: Flask) -> None:
    """Register the pages of failures."""
    app.after_request(_say_when)
    app.register_error_handler(NotFound, lambda _error: failure(404))
    app.register_error_handler(Forbidden, lambda _error: failure(403))
    app.register_error_handler(Lost, _lost)
    app.register_error_handler(NoRoom, _no_room)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _token)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(HTTPException, _http)
    if not (app.testing or app.debug):
        app.register_error_handler(Exception, _unforeseen)
