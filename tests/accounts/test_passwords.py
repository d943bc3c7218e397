"""Passwords: argon2id as recommended, bounded, and as slow for nobody as for somebody."""

from __future__ import annotations

import importlib.util
import threading

import pytest

from portal.accounts import passwords


def test_the_parameters_are_those_that_owasp_recommends() -> None:
    spec = importlib.util.find_spec("portal.accounts.passwords")
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)  # the tests' own copy has cheaper ones
    spec.loader.exec_module(fresh)
    hasher = fresh._hasher
    assert (hasher.type.name, hasher.time_cost, hasher.memory_cost, hasher.parallelism) == ("ID", 2, 19 * 1024, 1)


def test_a_password_belongs_to_its_hash_alone() -> None:
    stored = passwords.hash_password("correct-horse-battery")
    assert stored.startswith("$argon2id$")
    assert "correct" not in stored
    assert stored != passwords.hash_password("correct-horse-battery")
    assert passwords.is_password(stored, "correct-horse-battery")
    assert not passwords.is_password(stored, "correct-horse-batterY")


@pytest.mark.parametrize("password", ["", "fourteen chars", "x" * 129])
def test_too_short_and_too_long_is_refused_before_hashing(password: str) -> None:
    with pytest.raises(ValueError, match="15 to 128"):
        passwords.hash_password(password)


@pytest.mark.parametrize("password", ["x" * 15, "ñ💡" * 64, " leading and trailing ", "\x00" * 15])
def test_any_characters_are_allowed(password: str) -> None:
    assert passwords.is_password(passwords.hash_password(password), password)


@pytest.mark.parametrize("stored", [None, "", "not a hash", "$argon2id$v=19$broken"])
def test_nobody_has_any_password(stored: str | None) -> None:
    for password in ("", "nobody has this password", "x" * 20, "x" * 1_000_000):
        assert not passwords.is_password(stored, password)


def test_at_most_two_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most, gate = 0, 0, threading.Lock()
    both = threading.Event()

    class Slow:
        def hash(self, password: str) -> str:
            nonlocal busy, most
            with gate:
                busy += 1
                most = max(most, busy)
                if busy == 2:
                    both.set()
            both.wait(5)
            with gate:
                busy -= 1
            return password

    monkeypatch.setattr(passwords, "_hasher", Slow())
    threads = [threading.Thread(target=passwords.hash_password, args=("x" * 15,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
