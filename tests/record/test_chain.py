"""The format of the record, and a verifier that finds and names every kind of tampering."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.record.chain import FIELDS, GENESIS, canonical_text, commitment, entry_hash, verify

Entry = dict[str, Any]


def chain(length: int) -> list[Entry]:
    """A whole record of `length` entries."""
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        entry: Entry = dict.fromkeys(FIELDS) | {
            "seq": seq,
            "at": f"2026-04-15T17:{seq % 60:02d}:00Z",
            "role": "moderator",
            "pseudonym": "Staff Ñ7 💡",
            "action": "feedback.published",
            "subject": f"comment:{seq:010d}",
            "prev": entries[-1]["hash"] if entries else GENESIS,
        }
        entries.append(entry | {"hash": entry_hash(entry)})
    return entries


def faults(entries: list[Entry], head: str | None = None, count: int | None = None) -> list[tuple[int | None, str]]:
    """Where and what the verifier finds; `count` and the last hash are what the site says its end is."""
    end = (count, chain(count)[-1]["hash"]) if count else (None, None)
    return [(fault.seq, fault.what) for fault in verify(entries, head).finish(*end)]


def test_the_format_is_frozen() -> None:
    # A published head would be worth nothing after a change here.
    assert chain(2)[-1]["hash"] == "92b285f601855c10916eb4d11c136a7889ce470158c667314884bbeb7e9ed56d"
    assert commitment(bytes(32), "Más\r\nfarolas") == "371f042a9b43823e56d6a5cde7e8fb5b99db9c4f1edea62b0fe910be909abad7"


def test_a_hash_is_that_of_sorted_compact_json_behind_a_prefix() -> None:
    (entry,) = chain(1)
    plain = {name: entry[name] for name in FIELDS}
    said = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(b"portal-record-1\n" + said).hexdigest() == entry["hash"]


@pytest.mark.parametrize("length", [0, 1, 2, 50])
def test_a_whole_record_has_no_faults(length: int) -> None:
    verifier = verify(chain(length))
    assert verifier.finish() == []
    assert verifier.count == length


@pytest.mark.parametrize("name", [*FIELDS, "hash"])
@pytest.mark.parametrize("place", [0, 4, 9])
def test_an_edited_entry_is_found_and_named(name: str, place: int) -> None:
    entries = chain(10)
    entries[place][name] = 99 if name == "seq" else "edited"
    found = faults(entries, count=10)
    assert found
    assert found[0][0] == place + 1


@pytest.mark.parametrize("place", range(9))
def test_an_entry_rewritten_with_a_fitting_hash_of_its_own_breaks_the_chain_behind_it(place: int) -> None:
    entries = chain(10)
    entries[place]["pseudonym"] = "Staff nobody"
    entries[place]["hash"] = entry_hash(entries[place])
    found = faults(entries, count=10)
    assert [seq for seq, _what in found] == [place + 2]
    assert "does not follow" in found[0][1]


def test_the_last_entry_rewritten_with_a_fitting_hash_differs_from_the_head_that_the_site_tells() -> None:
    entries = chain(10)
    entries[9]["pseudonym"] = "Staff nobody"
    entries[9]["hash"] = entry_hash(entries[9])
    assert faults(entries, count=10)


@pytest.mark.parametrize("place", range(10))
def test_a_deleted_entry_is_found_and_named(place: int) -> None:
    entries = chain(10)
    del entries[place]
    found = faults(entries, count=10)
    assert found[0][0] == place + 1
    assert str(place + 1) in found[0][1]


def test_a_swap_is_found_and_named() -> None:
    entries = chain(10)
    entries[3], entries[6] = entries[6], entries[3]
    assert faults(entries, count=10)[0][0] == 4


def test_an_inserted_or_doubled_entry_is_found() -> None:
    entries = chain(10)
    assert faults([*entries[:5], entries[4], *entries[5:]])
    assert faults([*entries, entries[-1]])


@pytest.mark.parametrize("kept", [0, 1, 9])
def test_a_truncated_record_is_found_against_the_head_that_the_site_tells(kept: int) -> None:
    found = faults(chain(10)[:kept], count=10)
    assert found == [(kept + 1, f"the record ends at entry {kept}, not at entry 10")]


def test_a_truncated_record_is_found_against_a_saved_head_too() -> None:
    entries = chain(10)
    assert faults(entries[:9], head=entries[9]["hash"])
    assert faults(entries[:9], head=entries[8]["hash"]) == []


def test_a_wholly_rewritten_record_is_found_against_a_saved_head_only() -> None:
    saved = chain(10)[6]["hash"]
    rewritten = copy.deepcopy(chain(10))
    previous = GENESIS
    for entry in rewritten:
        entry["pseudonym"], entry["prev"] = "Staff nobody", previous
        entry["hash"] = previous = entry_hash(entry)
    assert verify(rewritten).finish() == []
    (found,) = verify(rewritten, saved).finish()
    assert "rewritten" in found.what


def test_a_head_of_the_past_stays_part_of_the_record() -> None:
    entries = chain(10)
    for entry in entries:
        assert verify(entries, entry["hash"]).finish() == []
    assert verify(entries, GENESIS).finish() == []


@given(st.integers(0, 2**31), st.sampled_from(["edit", "delete", "swap", "truncate", "repeat"]))
def test_random_tampering_is_always_found(seed: int, kind: str) -> None:
    chance, entries = random.Random(seed), chain(12)
    place = chance.randrange(12)
    if kind == "edit":
        name = chance.choice(["at", "role", "pseudonym", "action", "subject", "guideline", "commitment", "to_state"])
        entries[place][name] = str(entries[place][name]) + chance.choice(" x0")
    elif kind == "delete":
        del entries[place]
    elif kind == "swap":
        other = (place + 1 + chance.randrange(11)) % 12
        entries[place], entries[other] = entries[other], entries[place]
    elif kind == "truncate":
        del entries[place:]
    else:
        entries.insert(place, dict(entries[place]))
    assert faults(entries, count=12)


@pytest.mark.parametrize(
    "entry", [{}, {"seq": 1}, {"seq": "1"}, {"seq": None, "hash": None}, {"seq": 1.5, "hash": "x", "prev": GENESIS}]
)
def test_an_entry_that_is_none_is_a_fault_and_no_crash(entry: Entry) -> None:
    assert faults([entry])
    assert faults([*chain(2), entry])


def test_a_commitment_needs_its_salt_and_its_text() -> None:
    digest = commitment(b"salt", "More lamps")
    assert digest == commitment(b"salt", "More lamps")
    assert digest != commitment(b"tlas", "More lamps")
    assert digest != commitment(b"salt", "More lamps ")


def test_a_text_is_the_same_whatever_its_line_ends_and_accents_are_made_of() -> None:
    assert canonical_text("Jose\u0301\r\nx\ry") == "José\nx\ny".encode()
