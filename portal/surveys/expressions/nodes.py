"""Places in a response: the nodes that ${name}, `.` and paths stand for, read straight from a tree of dicts.

    {"name": "Ana", "household": {"member": [{"age": "3"}, {"age": "40"}]}}

A leaf is a text in XForms' spelling and "" when blank; a group is a dict; a repeat is a list of dicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Tree = str | Mapping[str, object] | Sequence[object] | None
Path = tuple[tuple[str, int | None], ...]


class Declared(Protocol):
    """Knows what must be there though the tree does not hold it."""

    def absent(self, parent: Node, name: str) -> Tree:
        """What an absent child reads as: "" for a blank question, {} for a group, None for nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A question, a group, or one row of a repeat (`index` counts from 0; None outside repeats)."""

    name: str
    index: int | None
    value: object
    parent: Node | None
    declared: Declared

    @property
    def text(self) -> str:
        """Its answer; groups and rows have none of their own."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def position(self) -> int:
        """Its place among the rows of its repeat, from 1."""
        return 1 if self.index is None else self.index + 1

    @property
    def path(self) -> Path:
        """The names and rows that lead to it from the root; of the root none."""
        steps = [(node.name, node.index) for node in (self, *self.ancestors()) if node.parent is not None]
        return tuple(reversed(steps))

    def ancestors(self) -> Iterator[Node]:
        """Its parent, the parent's parent, and so on to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def children(self, name: str) -> tuple[Node, ...]:
        """What stands under it by this name: one node, or a node for each row."""
        value = self.value.get(name) if isinstance(self.value, Mapping) else None
        if value is None:
            value = self.declared.absent(self, name)
        if value is None:
            return ()
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(Node(name, index, row, self, self.declared) for index, row in enumerate(value))
        return (Node(name, None, value, self, self.declared),)

    def child(self, name: str, index: int | None) -> Node:
        """One child, blank where the tree has no such row."""
        for node in self.children(name):
            if index is None or node.index == index:
                return node
        return Node(name, index, {}, self, self.declared)

    @property
    def _key(self) -> tuple[str, int | None, int]:
        return self.name, self.index, id(self.declared)

    def __eq__(self, other: object) -> bool:
        """Two nodes are the same when they are at the same place."""
        return isinstance(other, Node) and self._key == other._key and self.parent == other.parent

    def __hash__(self) -> int:
        return hash((self._key, self.parent))


class NodeSet(tuple[Node, ...]):
    """Nodes in the order of the response."""

    __slots__ = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is answered at each of them."""
        return tuple(node.text for node in self)

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> NodeSet:
        """The nodes, each of them once."""
        return cls(dict.fromkeys(nodes))
