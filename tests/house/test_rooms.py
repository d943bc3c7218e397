"""What belongs in which room: SQL, the commit, the clock, HTML, words for readers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import Module, called, nothing_wrong, portal_modules

SQL_ROOMS = {"queries", "models"}
SQL_MODULES = {"portal.core.db", "portal.core.queries", "portal.core.models"}
READS = {"execute", "scalar", "scalars", "query", "exec_driver_sql", "connection"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
WRITERS = {"portal.core.usecase", "portal.cli", "portal.core.db"}
WORDY = {"Refused", "WrongState", "InputRequired", "DataRequired", "ValidationError"}


def sql_outside(module: Module) -> Iterator[str]:
    """SQL outside the rooms that read and the tables themselves. A use case adds, deletes and flushes, no more."""
    if module.room in SQL_ROOMS or module.name in SQL_MODULES:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and _is_sql(node.module or ""):
            yield f"{module.name}:{node.lineno} imports {node.module}: put the query into queries.py"
        elif called(node) in READS and _on_session(node):
            yield f"{module.name}:{node.lineno} reads the database: put the query into queries.py"


def _is_sql(name: str) -> bool:
    return name.split(".")[0] == "sqlalchemy" and name != "sqlalchemy.exc"


def _on_session(node: ast.AST) -> bool:
    assert isinstance(node, ast.Call)
    holder = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    return holder.endswith(("session", "connection", "engine"))


def built_sql(module: Module) -> Iterator[str]:
    """SQL put together from strings: values belong into bound parameters."""
    for node in ast.walk(module.tree):
        if called(node) in {"text", "exec_driver_sql"} and isinstance(node, ast.Call) and node.args:
            if isinstance(node.args[0], ast.Constant):
                continue
            yield f"{module.name}:{node.lineno} builds SQL from strings"


def commits(module: Module) -> Iterator[str]:
    """A commit outside the one commit point; or a writing transaction begun by somebody else."""
    for node in ast.walk(module.tree):
        inside = module.name == "portal.core.usecase" or module.room == "engine"  # the index has commits of its own
        if called(node) in {"commit", "begin_nested"} and not inside:
            yield f"{module.name}:{node.lineno} commits: write a use case instead"
        if called(node) == "writing" and module.name not in WRITERS:
            yield f"{module.name}:{node.lineno} begins to write by itself: write a use case instead"


def wall_clocks(module: Module) -> Iterator[str]:
    """Readers of the wall clock other than `core/clock.py`."""
    for node in ast.walk(module.tree):
        if called(node) and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            holder = ast.unparse(node.func.value).rsplit(".", 1)[-1]
            if (holder, node.func.attr) in CLOCKS and module.name != "portal.core.clock":
                yield f"{module.name}:{node.lineno} reads the wall clock: ask portal.core.clock.now()"


def markup(module: Module) -> Iterator[str]:
    """HTML made outside `core/html.py`."""
    for node in ast.walk(module.tree):
        taken = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom | ast.Import) else []
        if {"Markup", "markupsafe"} & set(taken) and module.name != "portal.core.html":
            yield f"{module.name}:{node.lineno} makes HTML: that is core/html.py's and the templates' work"


def bare_words(module: Module) -> Iterator[str]:
    """Words for readers that no translator will see."""
    for node in ast.walk(module.tree):
        wordy = called(node) in WORDY or called(node).endswith("Field")
        if wordy and isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant | ast.JoinedStr) and getattr(first, "value", "x"):
                yield f"{module.name}:{node.lineno} {called(node)} has words outside gettext"
        if called(node) in {"Length", "NumberRange", "Regexp"} and "message=" not in ast.unparse(node):
            yield f"{module.name}:{node.lineno} {called(node)} speaks in the library's words"


def blank_texts(module: Module) -> Iterator[str]:
    """Fields of text that blank space would satisfy."""
    for node in ast.walk(module.tree):
        if called(node) in {"LineField", "TextField"} and "InputRequired(" in ast.unparse(node):
            yield f"{module.name}:{node.lineno} takes blank space for a text: DataRequired looks at what was cleaned"


def careless_usecases(module: Module) -> Iterator[str]:
    """Use cases that take positional arguments, forget to ask whether the actor may, or call one another."""
    if module.room != "usecases":
        return
    verbs = [n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef) and _is_usecase(n)]
    names = {verb.name for verb in verbs}
    for verb in verbs:
        calls = {called(node) for node in ast.walk(verb)}
        if verb.args.args or verb.args.posonlyargs:
            yield f"{module.name}.{verb.name} takes positional arguments"
        if any(a.arg == "actor" for a in verb.args.kwonlyargs) and not calls & {"authorize", "can"}:
            yield f"{module.name}.{verb.name} does not ask whether its actor may"
        if calls & names:
            yield f"{module.name}.{verb.name} calls the use case {calls & names}"


def _is_usecase(function: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "usecase" for mark in function.decorator_list)


def melting_views(module: Module) -> Iterator[str]:
    """Dataclasses that can be changed: what queries return and what events say is frozen."""
    if module.room not in {"queries", "events"}:
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for mark in node.decorator_list:
            said = ast.unparse(mark)
            if "dataclass" in said and "frozen=True" not in said:
                yield f"{module.name}.{node.name} is a dataclass that is not frozen"


LAWS = {
    sql_outside: ("portal.comments.views", "from sqlalchemy import select"),
    built_sql: ("portal.comments.queries", "db.session.execute(text(f'SELECT {x}'))"),
    commits: ("portal.comments.usecases", "db.session.commit()"),
    wall_clocks: ("portal.comments.models", "when = datetime.now(UTC)"),
    markup: ("portal.comments.views", "from markupsafe import Markup"),
    bare_words: ("portal.comments.usecases", "raise Refused('No.')"),
    blank_texts: ("portal.comments.forms", "body = TextField(_l('Text'), [InputRequired(_l('Write it'))])"),
    careless_usecases: ("portal.comments.usecases", "@usecase\ndef post(*, actor, body):\n    db.session.add(body)"),
    melting_views: ("portal.comments.queries", "@dataclass\nclass Card:\n    id: int"),
}
# Laws whose sense does not reach a module, with the reason.
EXEMPT = {
    (built_sql, "portal.core.db"),  # the names of pragmas, written in that file
    (bare_words, "portal.pages.styleguide"),  # a page for developers
}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_everything_is_in_its_room(law) -> None:
    nothing_wrong(wrong for m in portal_modules() if (law, m.name) not in EXEMPT for wrong in law(m))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_planted_example_is_caught(law) -> None:
    assert list(law(Module(*LAWS[law])))


@pytest.mark.parametrize(
    ("law", "name", "text"),
    [
        (sql_outside, "portal.comments.usecases", "db.session.execute(thing)"),
        (sql_outside, "portal.comments.handlers", "from sqlalchemy.orm import joinedload"),
        (commits, "portal.comments.handlers", "with writing():\n    pass"),
        (wall_clocks, "portal.comments.views", "datetime.datetime.utcnow()"),
        (wall_clocks, "portal.comments.views", "date.today()"),
        (wall_clocks, "portal.search.index", "time.time()"),
        (bare_words, "portal.comments.forms", "body = TextField('Your comment')"),
        (bare_words, "portal.comments.forms", "Length(max=3)"),
        (bare_words, "portal.comments.usecases", "raise WrongState(f'{name} was first')"),
        (careless_usecases, "portal.x.usecases", "@usecase\ndef post(body):\n    pass"),
        (
            careless_usecases,
            "portal.x.usecases",
            "@usecase\ndef a(*, x):\n    b(x=x)\n\n@usecase\ndef b(*, x):\n    pass",
        ),
    ],
)
def test_more_planted_examples_are_caught(law, name: str, text: str) -> None:
    assert list(law(Module(name, text)))
