"""The project's own files, as the laws read them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {"instance", "node_modules", "build", "dist", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, text and syntax tree."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @property
    def feature(self) -> str:
        """The second part of the name: "core", "comments", …; the name itself for a lone module."""
        return self.name.split(".")[1] if "." in self.name else self.name

    @property
    def room(self) -> str:
        """The third part of the name: "views", "queries", …; empty for a feature's own paragraph."""
        parts = self.name.split(".")
        return parts[2] if len(parts) > 2 else ""


@cache
def portal_modules() -> list[Module]:
    """Every module of the portal."""
    return [Module(_dotted(path), path.read_text("utf-8")) for path in sorted((ROOT / "portal").rglob("*.py"))]


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def templates() -> dict[str, str]:
    """Every template: its name and source."""
    folder = ROOT / "templates"
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.*"))}


def own_files() -> Iterator[Path]:
    """Every text file of the project, relative to its root; what a clone would hold."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        hidden = any(part in _NOT_OURS or (part.startswith(".") and part != ".ci") for part in inside.parts[:-1])
        if path.is_file() and not hidden and not any(part.endswith(".egg-info") for part in inside.parts):
            yield inside


def called(node: ast.AST) -> str:
    """The last part of what a call calls: "execute" for `db.session.execute(…)`; empty for other nodes."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def nothing_wrong(sentences: Iterable[str]) -> None:
    """Fail with every sentence, one a line."""
    wrong = list(sentences)
    assert not wrong, "\n  " + "\n  ".join(wrong)
