"""Security headers and caching: one table of facts, set on every response."""

from __future__ import annotations

from flask import Flask, Response, g, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# The desk's own script posts its forms; public pages ask for nothing once they are there.
DESK_POLICY = f"{CONTENT_SECURITY_POLICY}; connect-src 'self'"
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # no-referrer would make browsers send `Origin: null` with our own forms
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
A_YEAR = 31_536_000
_THE_PAGE = {200, 206, 304}  # whole, in part (a file that is fetched further), or as the reader has it


def set_headers(response: Response) -> Response:
    """Add the security headers, and say what may be cached."""
    mark = g.get("mark")
    if mark is not None and mark.secret:
        response.headers["Referrer-Policy"] = "no-referrer"
    if mark is not None and mark.kind == "requires":
        response.headers.setdefault("Content-Security-Policy", DESK_POLICY)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}; includeSubDomains")
    if request.endpoint == "static":
        known = "v" in request.args and response.status_code == 200
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if known else "no-cache"
        return response
    if mark is not None and mark.kind == "public" and response.status_code in _THE_PAGE:
        return _cacheable(response, mark.immutable)
    response.headers["Cache-Control"] = "no-store"
    if mark is not None and mark.kind == "requires":
        response.vary.add("Cookie")
    return response


def _cacheable(response: Response, immutable: bool) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if immutable else "public, no-cache"
    if request.method in {"GET", "HEAD"} and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)
    return response


def init_security(app: Flask) -> None:
    """Set the headers on every response of `app`."""
    app.after_request(set_headers)
