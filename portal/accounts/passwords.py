"""Passwords: argon2id, at most two at a time in a process, the same time spent on unknown names."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 15, 128
# 19 MiB and two passes: one of the parameter sets that OWASP recommends for argon2id.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = threading.BoundedSemaphore(2)
_dummy: list[str] = []


def hash_password(password: str, shortest: int = SHORTEST) -> str:
    """The argon2id hash of `password`, which must be `shortest` to 128 characters long."""
    if not shortest <= len(password) <= LONGEST:
        raise ValueError(f"a password has {shortest} to {LONGEST} characters")
    with _at_once:
        return _hasher.hash(password)


def is_password(stored: str | None, password: str) -> bool:
    """Whether `password` belongs to the stored hash; a missing one costs the same time."""
    if len(password) > LONGEST:
        return False
    try:
        with _at_once:
            return _hasher.verify(_dummy_hash() if stored is None else stored, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def _dummy_hash() -> str:
    if not _dummy:
        _dummy.append(_hasher.hash("nobody has this password"))
    return _dummy[0]
