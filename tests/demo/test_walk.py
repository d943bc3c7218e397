"""Every kind of page of the demo town opens on PostgreSQL, too (the tests of pages run on SQLite)."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from flask import Flask
from werkzeug.routing import RequestRedirect

from portal.core.permissions import Role
from portal.demo.commands import demo
from tests.support.cast import add_player
from tests.support.engines import postgresql_only
from tests.support.lint import SITE
from tests.support.pages import Client

_MOST = 3  # addresses of one kind


@postgresql_only
def test_somebody_with_every_role_walks_through_the_whole_town(app: Flask) -> None:
    assert app.test_cli_runner().invoke(demo, ["load"]).exit_code == 0
    seen = _walk(Client(app).sign_in(add_player("everything", *Role)), app)
    assert len(seen) > 90
    assert {"moderation.queue", "projects.sheet", "meetings.item", "comments.show"} <= set(seen)


def _walk(client: Client, app: Flask) -> Counter[str]:
    """Follow every link from the home page and the desk; returns how many addresses of each endpoint opened."""
    adapter = app.url_map.bind("localhost")
    known = ["/", "/staff"]
    seen: Counter[str] = Counter()
    for path in known:
        try:
            endpoint, _parts = adapter.match(path.split("?")[0], method="GET")
        except RequestRedirect:
            continue
        if seen[endpoint] >= _MOST:
            continue
        seen[endpoint] += 1
        answer = client.send("GET", path)
        assert answer.status_code < 400, f"{path} answered {answer.status_code}"
        if answer.mimetype == "text/html":
            links = re.findall(r'<a [^>]*href="(/[^"#]*)', answer.text)
            known.extend(path for path in map(unescape, dict.fromkeys(links)) if path not in known and _ours(path))
    return seen


def _ours(path: str) -> bool:
    return not path.startswith(("/es", "/static", SITE))
