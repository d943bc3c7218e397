"""What no file of the project holds, and what every module says."""

from __future__ import annotations

import ast
import re
import socket
from collections.abc import Iterator

import pytest

from tests.house.sources import ROOT, Module, nothing_wrong, own_files, portal_modules

# Written in pieces, so that this file itself keeps the law.
FORBIDDEN = {
    "/(?:wo" + r"rk|ro" + r"ot|home/\w+|Users/\w+)/": "a path of one machine",
    r"(?<![\w.}])/t" + r"mp/\w": "a path of one machine",
    r"pypi\."
    + "org|python"
    + r"hosted\.org|registry\.npm"
    + r"js|index-"
    + "url http": "the host of a package registry",
    r"\b(?:TO" + "DO|FIX" + r"ME|XX" + r"X)\b": "an unfinished thought",
    r"type: ig" + r"nore(?!\[)": "a type error silenced without its name",
    "# no" + r"qa(?!: [A-Z])": "a linter silenced without the rule's name",
    "<<<<" + "<<<": "a merge that was not finished",
}
BANNED_NAMES = {"util", "utils", "helper", "helpers", "manager", "misc", "common", "data", "stuff"}
BINARY = {".png", ".jpg", ".webp", ".ico", ".woff2", ".mo", ".xlsx", ".pdf"}


def forbidden(text: str) -> Iterator[str]:
    """What a file may not hold, with its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what in FORBIDDEN.items():
            if re.search(pattern, line):
                yield f"line {number} holds {what}: {line.strip()[:80]}"


def unsaid(module: Module) -> Iterator[str]:
    """Modules, public classes and public functions without a docstring."""
    if not ast.get_docstring(module.tree) and module.name != "portal.__main__":
        yield f"{module.name} does not say what it is for"
    for node in _public(module.tree):
        if not ast.get_docstring(node) and not _needs_none(node):
            yield f"{module.name}.{node.name} does not say what it does"


Said = ast.FunctionDef | ast.ClassDef


def _public(tree: ast.Module) -> Iterator[Said]:
    for node in tree.body:
        if isinstance(node, Said) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


def _needs_none(node: Said) -> bool:
    # what overrides a method of a library is told there
    overrides = {"to_python", "to_url", "format", "process_bind_param", "process_result_value", "load_bytecode"}
    return node.name in overrides or node.name.endswith("_csrf_token") or node.name == "setup_form"


def test_no_file_holds_what_is_forbidden() -> None:
    wrong = []
    for path in own_files():
        if path.suffix not in BINARY:
            text = (ROOT / path).read_text("utf-8", "replace")
            wrong += [f"{path}: {what}" for what in forbidden(text)]
    nothing_wrong(wrong)


def test_no_file_is_large() -> None:
    nothing_wrong(f"{path} is larger than 500 kB" for path in own_files() if (ROOT / path).stat().st_size > 500_000)


def test_modules_say_what_they_are_for() -> None:
    nothing_wrong(wrong for module in portal_modules() for wrong in unsaid(module))


def test_names_say_something() -> None:
    parts = {part: module.name for module in portal_modules() for part in module.name.split(".")}
    assert BANNED_NAMES & set(parts) == set()


def test_annotations_are_postponed_everywhere() -> None:
    later = "from __future__ import annotations"
    code = [m for m in portal_modules() if any(isinstance(node, Said) for node in m.tree.body)]
    nothing_wrong(f"{m.name} lacks {later!r}" for m in code if later not in m.text)


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/main",
        "cd /ro" + "ot/x",
        "/home" + "/ana/portal",
        "open('/t" + "mp/x')",
        "https://files.python" + "hosted.org/x",
        "# TO" + "DO later",
        "x = 1  # type: ig" + "nore",
        "x = 1  # no" + "qa",
    ],
)
def test_a_forbidden_line_is_caught(line: str) -> None:
    assert list(forbidden(line))


def test_an_undocumented_function_is_caught() -> None:
    assert list(unsaid(Module("portal.x", "def tea() -> None: ..."))) == [
        "portal.x does not say what it is for",
        "portal.x.tea does not say what it does",
    ]


def test_a_connection_that_would_leave_the_machine_is_refused() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="tried to reach"):
        line.connect(("192.0.2.1", 80))
