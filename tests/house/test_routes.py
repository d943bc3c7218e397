"""Every address: marked, typed, kebab-case, and changed by POST alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from portal.core.permissions import Permission
from portal.core.routes import Mark, mark_of, public, requires, visitor_form
from tests.house.sources import Module, called, nothing_wrong, portal_modules
from tests.support.engines import sqlite_only

TYPES = {"slug", "key", "int"}
WORDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)?")
OPEN_AT_THE_DESK = {"accounts.sign_in"}


def odd_address(path: str) -> Iterator[str]:
    """What is wrong with the spelling of a route."""
    for kind, name in re.findall(r"<(?:([^:>]+):)?([^>]+)>", path):
        if kind.split("(")[0] not in TYPES:
            yield f"{path}: <{name}> has no type of {sorted(TYPES)}"
    for part in re.sub(r"<[^>]+>", "x", path).strip("/").split("/"):
        if part and not WORDS.fullmatch(part):
            yield f"{path}: {part!r} is not kebab-case"
    if path != "/" and path.endswith("/"):
        yield f"{path} ends with a slash"


def odd_mark(rule: Rule, mark: Mark | None) -> Iterator[str]:
    """What is wrong with who may come in, and how."""
    methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    desk = rule.rule.startswith("/staff")
    if mark is None:
        yield f"{rule.endpoint} carries no mark: say @public, @visitor_form or @requires"
        return
    if methods - {"GET", "POST"}:
        yield f"{rule.endpoint} answers {methods - {'GET', 'POST'}}: forms can only GET and POST"
    if mark.kind == "public" and methods != {"GET"}:
        yield f"{rule.endpoint} is public, so it can be cached, but it answers {sorted(methods)}"
    if mark.kind == "requires" and mark.permission is None:
        yield f"{rule.endpoint} requires nothing"
    if desk != (mark.kind == "requires") and rule.endpoint not in OPEN_AT_THE_DESK:
        yield f"{rule.endpoint} is {mark.kind} at {rule.rule}: the desk, and only the desk, is under /staff"


def writes_on_get(module: Module) -> Iterator[str]:
    """Views that write though nobody posted."""
    if module.room != "views":
        return
    for view in [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]:
        routes = [mark for mark in view.decorator_list if called(mark) in {"get", "route"}]
        said = " ".join(ast.unparse(node) for node in view.body)
        if routes and "usecases." in said and not re.search(r"validate_on_submit\(\)|method == 'POST'", said):
            yield f"{module.name}.{view.name} writes when it is read: move that to a POST"


@sqlite_only
def test_every_route_is_marked_typed_and_spelled_like_the_others(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    assert len(rules) > 20
    nothing_wrong(odd for rule in rules for odd in (*odd_address(rule.rule), *odd_mark(rule, mark_of(rule.endpoint))))


@sqlite_only
def test_every_name_of_an_address_is_stable(app: Flask) -> None:
    # links in minutes must live for decades: an address may be added here, never taken out
    known = {rule.rule for rule in app.url_map.iter_rules()}
    promised = """/ /about /accessibility /privacy /healthz /readyz /projects /projects/<slug:slug>
        /projects/<slug:slug>/updates/<int:number> /projects/<slug:slug>/comments /projects/<slug:slug>/comment
        /comments/<key:comment_id> /meetings /meetings/<slug:slug> /meetings/<slug:slug>/items/<int:number>
        /meetings/<slug:slug>/items/<int:number>/comment /meetings/<slug:slug>/items/<int:number>/comments
        /committees/<slug:slug> /committees/<slug:slug>/charter /committees/<slug:slug>/charter/<int:number>
        /committees/<slug:slug>/charter/changes /receipt /record /record.jsonl /moderation
        /staff /staff/sign-in /staff/moderation /staff/feedback /staff/people
        /calendar.ics /committees/<slug:slug>/calendar.ics
        /projects/<slug:slug>/calendar.ics /projects.atom /projects.csv /projects.geojson /projects/map
        /projects/<slug:slug>/updates.atom /meetings/<slug:slug>/calendar.ics /meetings/<slug:slug>/speak
        /partners /partners/<slug:slug> /sign-off/<slug:code>
        /projects/<slug:slug>/sheet /projects/<slug:slug>/sheet/<int:number> /projects/<slug:slug>/sheet/changes
        /projects/<slug:slug>/sheet/<int:number>/requirements /projects/<slug:slug>/timeline
        /projects/<slug:slug>/timeline.svg /goals /goals/<slug:slug>"""
    assert set(promised.split()) - known == set()


def test_views_write_only_when_somebody_posts() -> None:
    nothing_wrong(wrong for module in portal_modules() for wrong in writes_on_get(module))


@pytest.mark.parametrize("path", ["/projects/<slug>", "/projects/<string:slug>", "/Projects", "/my_projects", "/a/"])
def test_a_badly_spelled_address_is_caught(path: str) -> None:
    assert list(odd_address(path))


@pytest.mark.parametrize(
    ("path", "methods", "mark"),
    [
        ("/projects", ["GET"], None),
        ("/projects", ["GET", "POST"], public()),
        ("/projects", ["DELETE"], visitor_form()),
        ("/projects", ["GET"], requires(Permission.DESK_ENTER)),
        ("/staff/projects", ["GET"], public()),
        ("/staff/projects", ["GET"], visitor_form()),
    ],
)
def test_a_badly_marked_route_is_caught(path: str, methods: list[str], mark) -> None:
    def view() -> None: ...

    marked = mark(view) if mark else view
    assert list(odd_mark(Rule(path, methods=methods, endpoint="x"), getattr(marked, "mark", None)))


@pytest.mark.parametrize(
    "text",
    [
        "@blueprint.get('/x')\n@public()\ndef x():\n    usecases.post(actor=actor)",
        "@blueprint.route('/x', methods=['GET', 'POST'])\ndef x():\n    usecases.post()\n    return 'done'",
    ],
)
def test_a_view_that_writes_on_get_is_caught(text: str) -> None:
    assert list(writes_on_get(Module("portal.x.views", text)))
