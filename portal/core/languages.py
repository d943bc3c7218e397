"""The language is in the address: the site's first language bare, every other under its tag (`/es/projects`).

A small WSGI layer moves the tag from the path to the script name, so that routes exist once and every link made
on a page keeps the page's language by itself. Neither cookies nor Accept-Language change what an address shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel
from werkzeug.utils import redirect

from portal.config import LANGUAGE_NAMES
from portal.core.addresses import site_root

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True)
class PageLanguage:
    """One language of the page at hand and where it is."""

    tag: str
    name: str
    href: str
    current: bool


class LanguagePrefix:
    """WSGI layer: `/es/x` becomes script name `/es` and path `/x`; `/en/x` is sent to the bare `/x`."""

    def __init__(self, wsgi_app: WSGIApplication, languages: tuple[str, ...]) -> None:
        self.wsgi_app = wsgi_app
        self.first, *others = languages
        self.others = frozenset(others)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        head, _, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        if head == self.first:
            query = environ.get("QUERY_STRING", "")
            # one slash only: `//host` would lead to another site
            target = "/" + rest.lstrip("/\\") + (f"?{query}" if query else "")
            return redirect(target, 308)(environ, start_response)
        environ["portal.language"] = self.first
        if head in self.others:
            environ["portal.language"] = head
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + "/" + head
            environ["PATH_INFO"] = "/" + rest
        return self.wsgi_app(environ, start_response)


def page_language() -> str:
    """The tag of the language of the page at hand; the site's first outside a request."""
    first: str = current_app.config["SETTINGS"].default_language
    return request.environ.get("portal.language", first) if has_request_context() else first


def page_locale() -> str:
    """The locale whose habits dates and times follow: American usage, in which both languages' texts are written."""
    return f"{page_language()}_US"


def page_languages() -> list[PageLanguage]:
    """Every language of the site with the full address of this same page in it."""
    return in_languages(request.full_path if request.query_string else request.path)


def in_languages(path: str) -> list[PageLanguage]:
    """Every language of the site with the full address of the page at `path`, spelled without a language, in it."""
    tags = current_app.config["SETTINGS"].languages
    here = page_language()
    script = request.script_root if here == tags[0] else request.script_root.removesuffix(f"/{here}")
    root = site_root() + script
    return [
        PageLanguage(tag, LANGUAGE_NAMES[tag], root + ("" if tag == tags[0] else f"/{tag}") + path, tag == here)
        for tag in tags
    ]


def init_languages(app: Flask) -> None:
    """Give `app` gettext and languages in its addresses."""
    settings = app.config["SETTINGS"]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(app.root_path) + "/translations"
    Babel(app, locale_selector=page_language, default_locale=settings.default_language)
    app.wsgi_app = LanguagePrefix(app.wsgi_app, settings.languages)  # type: ignore[method-assign]  # as Flask documents it
