"""Only the site's own names are answered: a forged Host header gets 400 before anything looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.sansio.utils import host_is_trusted
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class TrustedHosts:
    """WSGI layer: lets through requests for the configured host and for loopback."""

    def __init__(self, wsgi_app: WSGIApplication, base_url: str) -> None:
        self.wsgi_app = wsgi_app
        self.hosts = [*LOOPBACK, urlsplit(base_url).hostname or ""]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if host_is_trusted(environ.get("HTTP_HOST", ""), self.hosts):
            return self.wsgi_app(environ, start_response)
        return Response("This server does not answer for that host name.", 400)(environ, start_response)


def init_hosts(app: Flask) -> None:
    """Guard `app`; without a configured address it is meant for loopback, whatever name is used there."""
    base_url = app.config["SETTINGS"].base_url
    if base_url:
        app.wsgi_app = TrustedHosts(app.wsgi_app, base_url)  # type: ignore[method-assign]  # as Flask documents it
