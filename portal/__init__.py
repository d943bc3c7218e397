"""A public community-feedback portal: publish, comment, triage in the open, search, answer back."""

from __future__ import annotations

import importlib
import importlib.util

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.config import ROOT, Settings, load
from portal.core.addresses import init_addresses
from portal.core.db import db, init_db
from portal.core.failures import init_failures
from portal.core.hosts import init_hosts
from portal.core.languages import init_languages
from portal.core.limits import init_limits
from portal.core.logs import init_logs
from portal.core.routes import init_routes
from portal.core.security import init_security
from portal.core.web import init_web
from portal.features import FEATURES

LARGEST_BODY = 1_000_000
ROOMS = ("models", "access", "events", "handlers", "views")


def create_app(settings: Settings | None = None) -> Flask:
    """The portal as a Flask application, made from `settings` (default: environment and instance folder)."""
    settings = settings or load()
    app = Flask(
        "portal",
        instance_path=str(settings.instance),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.env == "test",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
    )
    init_db(app, settings.sqlalchemy_url)
    Migrate(app, db, directory=str(ROOT / "migrations"), compare_type=True)
    for init in (
        init_addresses,
        init_logs,
        init_languages,
        init_routes,
        init_limits,
        init_security,
        init_web,
        init_failures,
        init_hosts,
    ):
        init(app)
    for feature in FEATURES:
        furnish(app, feature)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask documents it
    return app


def furnish(app: Flask, feature: str) -> None:
    """Open the rooms of `feature`: its tables, rules, handlers and routes."""
    for room in ROOMS:
        name = f"portal.{feature}.{room}"
        if importlib.util.find_spec(name) is None:
            continue
        module = importlib.import_module(name)
        if hasattr(module, "init"):
            module.init(app)
        if hasattr(module, "blueprint"):
            app.register_blueprint(module.blueprint)
