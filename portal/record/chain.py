"""The format of the public record. It cannot be changed without breaking every published head.

An entry's hash is SHA-256 over the prefix and the RFC 8785 JSON of its `FIELDS` (all but the hash itself). Values
are strings, whole numbers or null. `prev` is the hash of the entry before; the first has `GENESIS`.
A commitment is HMAC-SHA256 with the entry's own random salt over the text in UTF-8 (NFC, line ends as \\n).
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

PREFIX = b"portal-record-1\n"
GENESIS = "0" * 64
FIELDS = (
    "seq",
    "at",
    "role",
    "pseudonym",
    "action",
    "subject",
    "guideline",
    "reason",
    "from_state",
    "to_state",
    "commitment",
    "prev",
)


@dataclass(frozen=True)
class Fault:
    """Where the record fails and how, in words."""

    seq: int | None
    what: str


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash of an entry's fields, as 64 hexadecimal digits."""
    return hashlib.sha256(PREFIX + rfc8785.dumps({name: entry[name] for name in FIELDS})).hexdigest()


def canonical_text(text: str) -> bytes:
    """The bytes of a text that a commitment is made over."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).encode()


def commitment(salt: bytes, text: str) -> str:
    """The commitment to `text`; without the salt it says nothing about it."""
    return hmac.digest(salt, canonical_text(text), hashlib.sha256).hex()


def _is_honest(entry: Mapping[str, Any]) -> bool:
    try:
        return entry_hash(entry) == entry["hash"]
    except (rfc8785.CanonicalizationError, KeyError):
        return False


class Verifier:
    """Checks entries one by one, in order, in constant memory. `faults` says what was found."""

    def __init__(self, wanted_head: str | None = None) -> None:
        self.faults: list[Fault] = []
        self.count = 0
        self.head = GENESIS
        self._wanted = wanted_head
        self._wanted_seen = wanted_head in {None, GENESIS}

    def add(self, entry: Mapping[str, Any]) -> None:
        """Check the next entry; one that lacks a field is a fault like any other."""
        expected = self.count + 1
        seq = entry.get("seq")
        if seq != expected:
            self.faults.append(Fault(expected, f"entry {expected} is missing: entry {seq} stands in its place"))
        if entry.get("prev") != self.head:
            self.faults.append(Fault(expected, f"entry {seq} does not follow from the entry before it"))
        if not _is_honest(entry):
            self.faults.append(Fault(expected, f"entry {seq} was changed: its hash does not fit its content"))
        self.count = seq if isinstance(seq, int) else expected
        self.head = str(entry.get("hash"))
        self._wanted_seen |= self.head == self._wanted

    def finish(self, count: int | None = None, head: str | None = None) -> list[Fault]:
        """Compare the end with what the site says its end is, and with the reader's saved head; all faults."""
        if count is not None and (count, head) != (self.count, self.head):
            self.faults.append(Fault(self.count + 1, f"the record ends at entry {self.count}, not at entry {count}"))
        if not self._wanted_seen:
            self.faults.append(Fault(None, f"no entry has the saved head {self._wanted}: the record was rewritten"))
        return self.faults


def verify(entries: Iterable[Mapping[str, Any]], wanted_head: str | None = None) -> Verifier:
    """Check `entries` in order and return the verifier with its faults."""
    verifier = Verifier(wanted_head)
    for entry in entries:
        verifier.add(entry)
    return verifier
