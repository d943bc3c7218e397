"""What every page has: `render`, the filters and the few names that templates may use without being given them."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app, render_template, url_for
from jinja2 import StrictUndefined
from werkzeug.local import LocalProxy
from wtforms import Field

from portal.config import LANGUAGE_NAMES
from portal.core import formats, forms, html, previews, qr
from portal.core.addresses import site_root
from portal.core.languages import page_language, page_languages
from portal.core.permissions import Permission, can
from portal.core.routes import current_actor
from portal.core.translated import Text, Translated


@dataclass(frozen=True)
class Site:
    """What the masthead and the footer say."""

    name: str
    help_phone: str
    help_email: str
    help_address: str


def render(template: str, **context: Any) -> str:
    """The page, made from `template` and frozen view models."""
    return render_template(template, **context)


@functools.cache
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def static_url(filename: str) -> str:
    """The address of a static file with its fingerprint, so that browsers may keep it for a year."""
    path = Path(current_app.static_folder or "") / filename
    return f"{current_app.static_url_path}/{filename}?v={_fingerprint(path, path.stat().st_mtime_ns)}"


def absolute_url(endpoint: str, **values: Any) -> str:
    """The full address of a page."""
    return site_root() + url_for(endpoint, **values)


def in_page_language(texts: Translated) -> Text:
    """Filter `best`: the text of the page's language, or the one there is with its own tag."""
    return texts.best(page_language())


def _pair(form: Any, name: str) -> list[Field]:
    return forms.pair(form, name)


def _page_names() -> dict[str, Any]:
    settings = current_app.config["SETTINGS"]
    actor = current_actor()
    return {
        "actor": actor,
        "can": functools.partial(can, actor),
        "languages": page_languages(),
        "nav_current": "",
        "site": Site(settings.site_name, settings.help_phone, settings.help_email, settings.help_address),
    }


def init_web(app: Flask) -> None:
    """Give templates their filters and names; an undefined name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters |= {
        "ago": formats.ago,
        "best": in_page_language,
        "day": formats.day,
        "day_short": formats.day_short,
        "distance": formats.distance,
        "iso": formats.iso,
        "line": html.line,
        "linked": html.linked,
        "markdown": html.markdown,
        "money": formats.money,
        "month": formats.month,
        "prose": html.prose,
        "qr": qr.picture,
        "size": formats.size,
        "when": formats.when,
    }
    app.jinja_env.globals |= {
        "Permission": Permission,
        "form_pair": _pair,
        "form_texts": previews.typed_texts,
        # macros are imported without the page's context, so they need the language as a global
        "lang": LocalProxy(page_language),
        "language_names": LANGUAGE_NAMES,
        "preview_name": forms.PREVIEW,
        "reading_warnings": previews.reading_warnings,
        "static_url": static_url,
        "url_for": url_for,
    }
    app.context_processor(_page_names)
