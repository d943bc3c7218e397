"""The law of imports: to the left along `features.py`, and through a feature's doors only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from portal.features import FEATURES
from tests.house.sources import ROOT, Module, nothing_wrong, portal_modules

ROOMS = {"models", "access", "events", "forms", "usecases", "queries", "views", "handlers", "commands"}
DOORS = {"models", "access", "queries", "events"}
OUTER = {"views", "commands"}
# What a room may take of its own feature. Modules of other names serve their own feature, below the rooms.
INSIDE = {
    "models": set(),
    "events": set(),
    "access": {"models"},
    "queries": {"models", "access"},
    "forms": {"models"},
    "handlers": {"queries", "events", "models"},
    "usecases": {"queries", "models", "access", "events"},
    "views": {"forms", "usecases", "queries", "models", "access"},
    "commands": {"forms", "usecases", "queries", "models", "access"},
}
ROOTS = {"portal", "portal.cli", "portal.server", "portal.demo", "portal.__main__"}


def imported(module: Module) -> Iterator[str]:
    """The dotted names of the portal's modules that `module` imports, wherever in the file."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "portal")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "portal":
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                yield deeper if _is_module(deeper) else str(node.module)


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def is_root(name: str) -> bool:
    """Whether a module may know all others: it puts the house together, or plays people in it."""
    return name in ROOTS or name.startswith("portal.demo.")


def breaches(module: Module) -> Iterator[str]:
    """What `module` imports against the law, in words that say what to do."""
    if is_root(module.name):
        return
    for target in imported(module):
        wrong = _wrong(module, Module(target, ""))
        if wrong:
            yield f"{module.name} imports {target}: {wrong}"


def _wrong(source: Module, target: Module) -> str | None:
    if is_root(target.name):
        return "only the outermost modules put the house together"
    if target.name in {"portal.config", "portal.features"} or target.feature == "core":
        return None
    if source.feature not in FEATURES:
        return "the ground floor knows no feature"
    if source.feature == target.feature:
        return _wrong_inside(source.room, target.room)
    return _wrong_across(source, target)


def _wrong_inside(room: str, target: str) -> str | None:
    allowed = INSIDE.get(room, ROOMS - OUTER - {"usecases", "forms"})
    if target in ROOMS and target != room and target not in allowed:
        return f"{room or 'this'} may take {sorted(allowed)} of its own feature"
    return None


def _wrong_across(source: Module, target: Module) -> str | None:
    left = FEATURES.index(target.feature) < FEATURES.index(source.feature)
    if source.room in OUTER and target.room in {"queries", "forms"}:
        return None
    if source.room == target.room == "forms" and left:
        return None  # the words of another feature's choices
    if target.room not in DOORS:
        return f"another feature is entered by {sorted(DOORS)} only"
    if not left:
        return "a link between two features belongs to the one on the right"
    return None


def test_imports_go_left_and_through_doors() -> None:
    nothing_wrong(breach for module in portal_modules() for breach in breaches(module))


def test_every_feature_folder_stands_in_the_order_of_features() -> None:
    folders = {path.parent.name for path in (ROOT / "portal").glob("*/__init__.py")} - {"core", "demo"}
    assert folders == set(FEATURES)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("portal.core.web", "from portal.comments import queries"),
        ("portal.core.web", "from portal.comments.models import Comment"),
        ("portal.projects.queries", "from portal.comments import queries"),
        ("portal.projects.usecases", "from portal.comments.models import Comment"),
        ("portal.comments.usecases", "from portal.projects import usecases"),
        ("portal.comments.views", "from portal.projects.views import blueprint"),
        ("portal.comments.views", "import portal.projects.usecases"),
        ("portal.comments.queries", "from portal.projects import forms"),
        ("portal.comments.views", "from portal.record.chain import verify"),
        ("portal.comments.queries", "from portal.comments import usecases"),
        ("portal.comments.forms", "from portal.comments import queries"),
        ("portal.comments.forms", "from portal.search.forms import STATE_NAMES"),
        ("portal.comments.models", "from portal.comments.queries import card"),
        ("portal.comments.handlers", "from portal.comments import usecases"),
        ("portal.comments.views", "def late():\n    from portal import create_app"),
        ("portal.comments.views", "from portal.demo import load"),
    ],
)
def test_a_bad_import_is_caught(name: str, line: str) -> None:
    assert list(breaches(Module(name, line)))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("portal.projects.views", "from portal.comments import queries, forms"),
        ("portal.comments.usecases", "from portal.projects import queries"),
        ("portal.comments.models", "from portal.projects.models import Project"),
        ("portal.search.forms", "from portal.comments.forms import AUDIENCE_NAMES"),
        ("portal.demo.load", "from portal.moderation import usecases"),
        ("portal.cli", "from portal.demo import load"),
        ("portal.record.models", "from portal.record.chain import entry_hash"),
    ],
)
def test_a_good_import_passes(name: str, line: str) -> None:
    assert list(breaches(Module(name, line))) == []
