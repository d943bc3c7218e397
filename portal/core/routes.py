"""The marks every route carries, and the guard that holds the door.

`@public` pages are the same for everybody: no cookie, no token, cacheable whole. `@visitor_form` pages hold a
form that anyone may send: never stored by caches, POSTs checked for same origin, token inside the form.
`@requires(P)` pages belong to signed-in people. A route without a mark answers 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.errors import Forbidden
from portal.core.permissions import VISITOR, Actor, Permission, can

V = TypeVar("V", bound=Callable[..., Any])
csrf = CSRFProtect()
MOST_FIELDS = 1000


@dataclass(frozen=True)
class Mark:
    """What a route is: its kind, its permission, the query parameters it knows, how many fields and files it takes,
    and whether what it answers never changes.

    The address of a `secret` one opens something by itself, so it may reach neither a Referer nor any other header.
    """

    kind: str
    permission: Permission | None = None
    query: frozenset[str] = frozenset()
    fields: int = MOST_FIELDS
    files: int = 0
    secret: bool = False
    immutable: bool = False


def _marking(mark: Mark) -> Callable[[V], V]:
    def set_mark(view: V) -> V:
        view.__dict__["mark"] = mark
        return view

    return set_mark


def public(*query: str, immutable: bool = False) -> Callable[[V], V]:
    """Mark a page that anyone may read; `query` names the parameters it knows. What is `immutable` (a posted file)
    is kept by browsers for a year."""
    return _marking(Mark("public", query=frozenset(query), immutable=immutable))


def visitor_form(*query: str, secret: bool = False, files: int = 0) -> Callable[[V], V]:
    """Mark a page with a form that anyone may send without an account; `secret`: anyone who was given its address.

    `files` is how many of the largest size it has room for at once.
    """
    return _marking(Mark("visitor_form", query=frozenset(query), files=files, secret=secret))


def requires(permission: Permission, *query: str, fields: int = MOST_FIELDS, files: int = 0) -> Callable[[V], V]:
    """Mark a page for signed-in people who hold `permission`.

    `fields` is for forms that are long by nature, `files` for those that take so many of the largest size at once.
    """
    return _marking(Mark("requires", permission, frozenset(query), fields, files))


def mark_of(endpoint: str | None) -> Mark | None:
    """The mark of the view behind `endpoint`; None if it carries none."""
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "mark", None)


def current_actor() -> Actor:
    """Who acts in this request. Public pages never ask: their actor is a visitor, so they stay cacheable."""
    mark = mark_of(request.endpoint)
    if mark is None or mark.kind != "requires":
        return VISITOR
    actor: Actor = current_user._get_current_object()
    return actor


def guard() -> Response | None:
    """Run before each request: mark, sign-in, permission, origin, token, known parameters."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    mark = mark_of(request.endpoint)
    if mark is None:
        raise Forbidden(f"{request.endpoint} carries no mark")
    g.mark = mark
    _refuse_huge_forms(mark.fields)
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        _refuse_other_origins(mark)
    if mark.kind == "requires":
        return _hold_the_desk(mark)
    if request.method == "POST":
        _make_room_for_files(mark)
    return _drop_unknown_parameters(mark)


def _hold_the_desk(mark: Mark) -> Response | None:
    actor = current_actor()
    if not actor.is_authenticated:
        if request.method == "GET":
            here = request.full_path if request.query_string else request.path
            return redirect(url_for("accounts.sign_in", next=request.script_root + here), 303)
        abort(401)
    if mark.permission and not can(actor, mark.permission):
        raise Forbidden(mark.permission)
    if request.method == "POST":
        _make_room_for_files(mark)
        csrf.protect()
    return _drop_unknown_parameters(mark)


def _make_room_for_files(mark: Mark) -> None:
    # before anything has read the body, and only for somebody who may send files here; other bodies stay in memory
    if mark.files and request.mimetype == "multipart/form-data":
        files = mark.files * current_app.config["SETTINGS"].largest_file
        request.max_content_length = files + current_app.config["MAX_CONTENT_LENGTH"]


def _drop_unknown_parameters(mark: Mark) -> Response | None:
    """Send a reader whose address carries parameters of others (mailings, social media) to the plain one."""
    if any("\x00" in value for _name, value in request.args.items(multi=True)):
        abort(400)  # PostgreSQL's texts cannot hold it, and nobody means it
    if mark.secret or request.method not in {"GET", "HEAD"} or all(name in mark.query for name in request.args):
        return None  # a secret address is not written into a Location
    known = MultiDict((k, v) for k, v in request.args.items(multi=True) if k in mark.query)
    assert request.endpoint
    parameters: dict[str, Any] = dict(request.view_args or {}) | {k: known.getlist(k) for k in known}
    return redirect(url_for(request.endpoint, **parameters), 302)


def _refuse_other_origins(mark: Mark) -> None:
    """Refuse a POST that another site's page sent. Browsers always say where a cross-site POST comes from."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in {"same-origin", "none"}:
            abort(400, "origin")
        return
    origin = request.headers.get("Origin")
    if origin == "null" and mark.secret:
        return  # what old browsers say on a page without Referer; another site does not know the address
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(400, "origin")


def _refuse_huge_forms(most: int) -> None:
    # Werkzeug limits the parts of multipart bodies only; an urlencoded one may hold any number of fields.
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") > most:
        abort(413)


def init_routes(app: Flask) -> None:
    """Put the guard before every request of `app`."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # the guard calls it, after the sign-in check
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # a session's token lives as long as the session
    csrf.init_app(app)
    app.before_request(guard)
