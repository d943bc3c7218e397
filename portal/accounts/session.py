"""Sessions on the server, shown to Flask, Flask-WTF and Flask-Login as an ordinary read-only session.

The cookie holds a random token. It is looked at only when a page of the desk asks who is there, so public pages
neither read nor set it. Nothing is ever written back: use cases open and end sessions.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SessionInterface
from flask_login import LoginManager
from werkzeug.wrappers import Response

from portal.accounts import queries
from portal.core.permissions import VISITOR, Actor


class DeskSession(SecureCookieSession):
    """What Flask-Login and Flask-WTF read of a live session."""


class ServerSessions(SessionInterface):
    """Finds the session row of the token in the cookie."""

    def __init__(self, cookie: str) -> None:
        self.cookie = cookie

    def open_session(self, app: Flask, request: Request) -> DeskSession:
        """The session's facts; empty for everybody else, and for every page outside the desk."""
        token = request.cookies.get(self.cookie)
        if not token or not request.path.startswith("/staff"):
            return DeskSession()
        sign_in = queries.live_sign_in(token)
        if sign_in is None:
            return DeskSession()
        return DeskSession(
            {
                "_user_id": str(sign_in.person_id),
                "_fresh": True,
                "csrf_token": sign_in.csrf_token,
                "last_seen_at": sign_in.last_seen_at,
            }
        )

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Nothing: the row is written by use cases alone."""


def cookie_name(app: Flask) -> str:
    """`__Host-` binds the cookie to this host and to https; plain http is for loopback only."""
    return "portal-session" if app.config["SETTINGS"].insecure_cookies else "__Host-portal-session"


def set_cookie(app: Flask, response: Response, token: str) -> None:
    """Hand the browser its token."""
    secure = not app.config["SETTINGS"].insecure_cookies
    response.set_cookie(cookie_name(app), token, secure=secure, httponly=True, samesite="Lax", path="/")


def drop_cookie(app: Flask, response: Response) -> None:
    """Take the token back."""
    secure = not app.config["SETTINGS"].insecure_cookies
    response.delete_cookie(cookie_name(app), secure=secure, httponly=True, samesite="Lax", path="/")


def init_sessions(app: Flask) -> None:
    """Give `app` server-side sessions and Flask-Login."""
    app.config["WTF_CSRF_SECRET_KEY"] = app.config["SECRET_KEY"]
    app.session_interface = ServerSessions(cookie_name(app))
    login = LoginManager(app)
    login.session_protection = None  # it would fingerprint browsers, which this site does not
    login.anonymous_user = lambda: VISITOR
    login.user_loader(_load)


def _load(person_id: str) -> Actor | None:
    return queries.actor_for(int(person_id))
