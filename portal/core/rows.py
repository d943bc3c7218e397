"""Adding, removing and moving the rows of a sent form, so that it can be shown again with everything typed kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

_CHANGE = re.compile(r"(remove|up|down)-(\d{1,4})")

Row = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Rows:
    """The rows `<name>-<number>-<field>` of a form: at most `most`; a new one begins with an empty field `first`."""

    name: str
    first: str
    most: int

    def rearranged(self, sent: MultiDict[str, str], change: str) -> MultiDict[str, str]:
        """The form `sent` after `change`: "add", "remove-<n>", "up-<n>" or "down-<n>", where n is a row from 0.

        A change that cannot be made (the first row up, one row too many) changes nothing.
        """
        rows, others = self._parted(sent)
        self._apply(rows, change)
        arranged: MultiDict[str, str] = MultiDict()
        for key, values in others:
            arranged.setlist(key, values)
        for number, row in enumerate(rows):
            for field, values in row:
                arranged.setlist(f"{self.name}-{number}-{field}", values)
        return arranged

    def _parted(self, sent: MultiDict[str, str]) -> tuple[list[Row], Row]:
        pattern = re.compile(rf"{self.name}-(\d{{1,4}})-(\w+)")
        rows: dict[int, Row] = {}
        others: Row = []
        for key, values in sent.lists():
            if match := pattern.fullmatch(key):
                rows.setdefault(int(match[1]), []).append((match[2], values))
            elif key != "change":
                others.append((key, values))
        return [rows[number] for number in sorted(rows)], others

    def _apply(self, rows: list[Row], change: str) -> None:
        if change == "add" and len(rows) < self.most:
            rows.append([(self.first, [""])])
        match = _CHANGE.fullmatch(change)
        if match is None or int(match[2]) >= len(rows):
            return
        at = int(match[2])
        row = rows.pop(at)
        if match[1] == "up":
            rows.insert(max(at - 1, 0), row)
        elif match[1] == "down":
            rows.insert(at + 1, row)
