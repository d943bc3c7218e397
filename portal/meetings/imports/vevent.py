"""The lines of a calendar file: its components, and the properties of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from portal.core.plain_texts import line

_FOLD = re.compile(r"\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
MOST_LINES = 2_000
_LONGEST_LINE = 200_000


@dataclass(frozen=True)
class Components:
    """A calendar taken apart: its own properties, the lines of its zones and of its events."""

    head: Mapping[str, str]
    zones: tuple[tuple[str, ...], ...]
    events: tuple[tuple[str, ...], ...]


def components(text: str) -> Components:
    """Take a file apart by its BEGIN and END lines; what lies in other components is passed over."""
    head: dict[str, str] = {}
    taken: dict[str, list[tuple[str, ...]]] = {"VTIMEZONE": [], "VEVENT": []}
    inside, block = "", list[str]()
    for each in _lines(text):
        mark = each.strip().upper()
        if mark in ("BEGIN:VEVENT", "BEGIN:VTIMEZONE"):
            if inside:  # the one before was never closed
                taken[inside].append(tuple(block))
            inside, block = mark.removeprefix("BEGIN:"), [mark]
        elif inside:
            block.append(mark if mark == f"END:{inside}" else each)
            if mark == f"END:{inside}":
                taken[inside].append(tuple(block))
                inside = ""
        elif (found := _NAME.match(each)) and found[0].upper() not in head:
            head[found[0].upper()] = each.partition(":")[2].strip()
    if inside:
        taken[inside].append(tuple(block))
    return Components(head, tuple(taken["VTIMEZONE"]), tuple(taken["VEVENT"]))


def _lines(text: str) -> list[str]:
    unfolded = _FOLD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [each for each in unfolded.split("\n") if each.strip()]


@dataclass
class Event:
    """The properties of one event by name; those of what it holds (alarms) are not its own."""

    number: int
    lines: tuple[str, ...]
    _texts: dict[str, list[str]] = field(default_factory=dict)
    _zones: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        deep = 0
        for each in self.lines[1 : MOST_LINES + 1]:
            upper = each.upper()
            if upper.startswith("BEGIN:"):
                deep += 1
            elif upper.startswith("END:"):
                deep -= 1
            elif deep == 0:
                self._take(each[:_LONGEST_LINE])

    def _take(self, each: str) -> None:
        before, _, text = each.partition(":")
        name, parameters, _ = before.partition(";")
        zone: object = ""
        if parameters or "\\" in text:  # most lines have neither, and the library takes its time
            try:
                content = Contentline.from_ical(each)  # type: ignore[no-untyped-call]  # the library has no type here
                name, found, text = content.parts()
                zone = found.get("TZID")
            except ValueError:
                zone = ""
        self._texts.setdefault(name.upper(), []).append(text)
        self._zones.setdefault(name.upper(), str(zone[0] if isinstance(zone, list) else zone or ""))

    @property
    def complete(self) -> bool:
        """Whether its END was there."""
        return self.lines[-1] == "END:VEVENT"

    @property
    def name(self) -> str:
        """What to call it when it is refused."""
        return line(self.first("SUMMARY") or self.first("UID"))

    def has(self, name: str) -> bool:
        """Whether it has such a property with something in it."""
        return any(text.strip() for text in self._texts.get(name, ()))

    def first(self, name: str) -> str:
        """The first property of that name."""
        return next(iter(self._texts.get(name, ())), "").strip()

    def raws(self, name: str) -> Iterator[str]:
        """Every property of that name."""
        return (text.strip() for text in self._texts.get(name, ()) if text.strip())

    def zone(self, name: str) -> str:
        """The zone that a property names."""
        return self._zones.get(name, "").strip().strip('"')
