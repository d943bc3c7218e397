"""The sets of posting rules that a site has: the product's own and those of its instance folder."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.meetings.posting_rules.checking import BadRules, is_day, read_set
from portal.meetings.posting_rules.shapes import RuleSet

OWN_FILE = "posting-rules.toml"
_SHIPPED = Path(__file__).with_name("rules.toml")


def rule_sets(instance: Path | None) -> tuple[RuleSet, ...]:
    """Every set, the product's first, with the closed days that the site adds. Raises `BadRules`."""
    own = instance / OWN_FILE if instance else None
    return _with_own(own) if own and own.exists() else _shipped()


def rule_set(code: str, instance: Path | None) -> RuleSet | None:
    """The set named `code`."""
    return next((found for found in rule_sets(instance) if found.code == code), None)


@lru_cache(maxsize=1)
def _shipped() -> tuple[RuleSet, ...]:
    return _sets_in(_read(_SHIPPED), _SHIPPED.name, ())


def _with_own(path: Path) -> tuple[RuleSet, ...]:
    content, shipped = _read(path), _shipped()
    sets = shipped + _sets_in(content, path.name, tuple(one.code for one in shipped))
    closed = _closed_days(content.get("closed_days", {}), path.name, {one.code for one in sets})
    return tuple(replace(one, closed_days=closed.get(one.code, frozenset())) for one in sets)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRules(f"{path.name}: {error}") from error
    if unknown := set(content) - {"rule_sets", "closed_days"}:
        raise BadRules(f"{path.name}: there is no {min(unknown)!r}: write [[rule_sets]] or [closed_days]")
    return content


def _sets_in(content: dict[str, Any], file: str, taken: tuple[str, ...]) -> tuple[RuleSet, ...]:
    tables, found = content.get("rule_sets", []), list[RuleSet]()
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadRules(f"{file}: begin each set with [[rule_sets]]")
    for number, table in enumerate(tables, 1):
        one = read_set(table, f"{file}: {table.get('code', f'set {number}')}")
        if one.code in (*taken, *(other.code for other in found)):
            raise BadRules(f"{file}: {one.code}: code: another set has it already; choose another one")
        found.append(one)
    return tuple(found)


def _closed_days(table: Any, file: str, codes: set[str]) -> dict[str, frozenset[date]]:
    if not isinstance(table, dict):
        raise BadRules(f"{file}: closed_days: write [closed_days], then a line for each set")
    for code, days in table.items():
        if code not in codes:
            raise BadRules(f"{file}: closed_days: there is no set {code!r}")
        if not isinstance(days, list) or not all(is_day(day) for day in days):
            raise BadRules(f"{file}: closed_days: {code}: write a list of days such as [2027-01-04]")
    return {code: frozenset(days) for code, days in table.items()}
