"""Structured logs without persons: one JSON object a line, from a fixed list of fields.

Neither address, browser, query, body, name nor code is logged; a request is its route, status and time taken.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback

from flask import Flask, Response, g, request

FIELDS = ("route", "method", "status", "ms", "kind", "count", "handler", "attempt", "pid")


class JSONLines(logging.Formatter):
    """Time, level, message and the allowed fields. Of an exception: its kind and where it arose, not its words."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname.lower()}
        line |= {"message": record.getMessage()}
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])[-6:]
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
        return json.dumps(line, ensure_ascii=False)


def init_logs(app: Flask) -> None:
    """Write the log of `portal` to standard error."""
    log = logging.getLogger("portal")
    if not any(isinstance(handler.formatter, JSONLines) for handler in log.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JSONLines())
        log.addHandler(handler)
        log.setLevel(logging.WARNING if app.testing else logging.INFO)

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()

    @app.after_request
    def end(response: Response) -> Response:
        if request.endpoint not in {"static", "pages.healthz", "pages.readyz"}:
            took = round((time.monotonic() - g.get("began", time.monotonic())) * 1000, 1)
            facts = {"route": request.endpoint or "none", "method": request.method}
            log.info("request", extra={**facts, "status": response.status_code, "ms": took})
        return response
