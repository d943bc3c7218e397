"""The rows of a sent form of minutes: added, removed, filled in, so that it can be shown again with all typed kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from portal.core.translated import Translated
from portal.meetings.minuting.drafts import Method, Presence, Vote
from portal.meetings.models import Outcome

MOST_MOTIONS = 20
MOST_CONFLICTS = 20
_ROW_KEY = re.compile(r"(?:seats|items)(?:-[0-9]{1,3}-[a-z_]{1,20}){1,3}")
_CHANGE = re.compile(r"([a-z]+)(?:-([0-9]{1,3}))?(?:-([0-9]{1,3}))?")


@dataclass
class Row:
    """One row of the form: its own fields, and the rows inside it by the name of their list."""

    values: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What was sent for a field; empty where nothing was."""
        return next(iter(self.values.get(name, ())), "")


@dataclass(frozen=True)
class Known:
    """What a change may need that the form does not say: keys of voting seats that are filled, and consent items."""

    voters: Collection[str]
    consent: Sequence[int]
    consent_text: Translated


def rearranged(sent: MultiDict[str, str], change: str, known: Known) -> MultiDict[str, str]:
    """The form `sent` after `change`: "present", "consent", "motion-<item>", "unmotion-<item>-<row>",
    "conflict-<item>", "unconflict-<item>-<row>", "roll-<item>-<row>", "unroll-<item>-<row>"; all count from 0.

    A change that cannot be made changes nothing.
    """
    form, others = _parted(sent)
    match = _CHANGE.fullmatch(change)
    if match is not None:
        item = _at(form.rows.get("items", []), match[2])
        _apply(match[1], form, item, match[3], known)
    arranged: MultiDict[str, str] = MultiDict()
    for key, values in (*others, *_flat(form, "")):
        arranged.setlist(key, values)
    return arranged


def _parted(sent: MultiDict[str, str]) -> tuple[Row, list[tuple[str, list[str]]]]:
    """The rows of the form, each in its place, and the fields that stand in none."""
    others = [(key, values) for key, values in sent.lists() if key != "change" and not _ROW_KEY.fullmatch(key)]
    form, found = Row(), dict[tuple[str, ...], Row]()
    for key in sorted((key for key in sent if _ROW_KEY.fullmatch(key)), key=_order):
        *path, name = key.split("-")
        row = form
        for depth in range(0, len(path), 2):
            here = tuple(path[: depth + 2])
            if here not in found:
                found[here] = Row()
                row.rows.setdefault(path[depth], []).append(found[here])
            row = found[here]
        row.values[name] = sent.getlist(key)
    return form, others


def _order(key: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in key.split("-")]


def _flat(row: Row, prefix: str) -> Iterator[tuple[str, list[str]]]:
    for name, values in row.values.items():
        yield prefix + name, values
    for name, rows in row.rows.items():
        for number, inner in enumerate(rows):
            yield from _flat(inner, f"{prefix}{name}-{number}-")


def _at(rows: list[Row], number: str | None) -> Row | None:
    return rows[int(number)] if number is not None and int(number) < len(rows) else None


def _apply(verb: str, form: Row, item: Row | None, inner: str | None, known: Known) -> None:
    if verb == "present":
        for seat in form.rows.get("seats", []):
            if seat.value("presence") == Presence.UNKNOWN:
                seat.values["presence"] = [Presence.PRESENT.value]
    elif verb == "consent":
        _add_consent(form, known)
    elif item is not None:
        _apply_to_item(verb, form, item, inner, known)


def _apply_to_item(verb: str, form: Row, item: Row, inner: str | None, known: Known) -> None:
    motions, conflicts = item.rows.setdefault("motions", []), item.rows.setdefault("conflicts", [])
    motion, conflict = _at(motions, inner), _at(conflicts, inner)
    if verb == "motion" and len(motions) < MOST_MOTIONS:
        motions.append(Row({"number": [""]}))
    elif verb == "conflict" and len(conflicts) < MOST_CONFLICTS:
        conflicts.append(Row({"text": [""], "recused": ["y"]}))
    elif verb == "unconflict" and conflict is not None:
        conflicts.remove(conflict)
    elif motion is not None and verb == "unmotion":
        motions.remove(motion)
    elif motion is not None and verb == "unroll":
        motion.rows.pop("votes", None)
        motion.values["method"] = [Method.VOICE.value]
    elif motion is not None and verb == "roll":
        motion.values["method"] = [Method.ROLL_CALL.value]
        motion.rows["votes"] = list(_roll(form, item, motion, known))


def _roll(form: Row, item: Row, motion: Row, known: Known) -> Iterator[Row]:
    """Everyone who may vote: whoever was there said yes until the clerk says otherwise; earlier votes stay."""
    said = {vote.value("seat"): vote.value("vote") for vote in motion.rows.get("votes", [])}
    recused = {c.value("seat") for c in item.rows.get("conflicts", []) if c.value("recused")}
    for seat in form.rows.get("seats", []):
        key = seat.value("key")
        if key not in known.voters:
            continue
        there = seat.value("presence") in {Presence.PRESENT, Presence.REMOTE}
        vote = Vote.RECUSED if key in recused else Vote.YES if there else Vote.ABSENT
        yield Row({"seat": [key], "vote": [said.get(key) or vote.value]})


def _add_consent(form: Row, known: Known) -> None:
    """One motion for the whole consent agenda, at its first item."""
    items = [item for item in form.rows.get("items", []) if item.value("number") in map(str, known.consent)]
    if not items:
        return
    texts = {f"text_{tag}": [text] for tag, text in known.consent_text.items()}
    also = [", ".join(item.value("number") for item in items[1:])]
    said = {"number": [""], "method": [Method.CONSENT.value], "outcome": [Outcome.PASSED.value], "also": also}
    items[0].rows.setdefault("motions", []).append(Row(said | texts))
