"""Takes what a page sent into the answers: what can be read becomes an answer, all else is only remembered as typed."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.surveys.interview.answered import Answered
from portal.surveys.interview.checking import Wrong, names_of
from portal.surveys.interview.numbers import Unreadable
from portal.surveys.interview.places import Place, Tree, address_of, found, path_of
from portal.surveys.interview.reading import Posted, answered, clean, free_text, roles_of, typed_on


@dataclass
class Taken:
    """New answers; what was typed and could not be read, by the names of the inputs; and why."""

    kept: Tree
    typed: dict[str, str] = field(default_factory=dict)
    unread: dict[Place, Wrong] = field(default_factory=dict)


def take(before: Answered, places: Sequence[Place], posted: Posted) -> Taken:
    """What a page with the questions at `places` makes of the answers `before`."""
    taken = Taken(copy.deepcopy(before.kept))
    for place in places:
        spot = before.plan.spots[path_of(place)]
        if spot.asked and not before.holds(spot.read_only, place, failing=False):
            _take(before, place, posted, taken)
            _take_wording(before, place, posted, taken)
    return taken


def put(tree: Tree, place: Place, value: Any) -> None:
    """Sets what stands at `place`, whose surroundings are there."""
    *above, (name, _) = place
    found(tree, tuple(above))[name] = value


def _take(before: Answered, place: Place, posted: Posted, taken: Taken) -> None:
    question, address = before.plan.spots[path_of(place)].question, address_of(place)
    if question is None:
        return
    names = names_of(before, place)
    given = typed_on(posted, address, roles_of(question, len(names)))
    try:
        put(taken.kept, place, answered(question, given, address, names, before.value(place)))
    except Unreadable as wrong:
        taken.typed |= given
        part = f"{address}#{wrong.part}"
        taken.unread[place] = Wrong(wrong.message, part if part in given else address)


def _take_wording(before: Answered, place: Place, posted: Posted, taken: Taken) -> None:
    path = before.plan.others.get(path_of(place))
    wording: Place = (*place[:-1], (path[-1], None)) if path else ()
    if not path or address_of(wording) not in posted:
        return
    text = clean(" ".join(posted[address_of(wording)]))
    try:
        put(taken.kept, wording, free_text(text))
    except Unreadable as wrong:
        taken.typed[address_of(wording)] = text
        taken.unread.setdefault(place, Wrong(wrong.message, address_of(wording)))
