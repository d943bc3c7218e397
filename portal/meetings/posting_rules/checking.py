"""From a table of a rules file to a set of posting rules, or words that name the set and the key that is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from portal.config import LANGUAGE_NAMES, BadSetting
from portal.core.addresses import is_web_address
from portal.core.translated import Translated
from portal.meetings.models import MeetingKind
from portal.meetings.posting_rules.holiday import is_known
from portal.meetings.posting_rules.shapes import WEEKEND, Counting, Rule, RuleSet, Silence

TEXTS = ("code", "jurisdiction", "citation", "source", "holidays")
NEEDED = (*TEXTS, "name", "explanation", "as_of", *MeetingKind)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Far beyond any law; an amount is walked day by day.
LARGEST = {True: 365, False: 365 * 24}


class BadRules(BadSetting):
    """A file of posting rules cannot be used; the message names file, set and key."""


def read_set(table: dict[str, Any], where: str) -> RuleSet:
    """The set of one table. `where` is the file and the set, for the words of errors."""
    _refuse_unknown(table, {*NEEDED, "holidays_left_out"}, where)
    for name in NEEDED:
        if name not in table:
            raise BadRules(f"{where}: {name}: is missing")
    for name in TEXTS:
        if not isinstance(table[name], str) or not table[name].strip():
            raise BadRules(f"{where}: {name}: write a text")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", table["code"]) or len(table["code"]) > 40:
        raise BadRules(f"{where}: code: use up to 40 small letters, digits and single dashes")
    if not is_web_address(table["source"]):
        raise BadRules(f"{where}: source: write an address that begins with https:// or http://")
    if not is_day(table["as_of"]):
        raise BadRules(f"{where}: as_of: write a day such as 2025-01-01")
    kinds = [_kind(table[kind], kind, f"{where}: {kind}") for kind in MeetingKind]
    return RuleSet(
        code=table["code"],
        name=_words(table["name"], f"{where}: name"),
        explanation=_words(table["explanation"], f"{where}: explanation"),
        jurisdiction=table["jurisdiction"],
        citation=table["citation"],
        source=table["source"],
        as_of=table["as_of"],
        holidays=_holidays(table["holidays"], where),
        holidays_left_out=tuple(_texts(table.get("holidays_left_out", []), f"{where}: holidays_left_out")),
        rules=tuple(one for one in kinds if isinstance(one, Rule)),
        silences=tuple(one for one in kinds if isinstance(one, Silence)),
    )


def is_day(value: Any) -> bool:
    """Whether a value of a TOML file is a day, not a moment."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _kind(table: Any, kind: MeetingKind, where: str) -> Rule | Silence:
    if not isinstance(table, dict):
        raise BadRules(f"{where}: begin it with [rule_sets.{kind}]")
    _refuse_unknown(table, {"amount", "counting", "closed_weekdays", "citation", "explanation"}, where)
    citation = table.get("citation")
    if not isinstance(citation, str) or not citation.strip():
        raise BadRules(f"{where}: citation: write the section of the law")
    explanation = _words(table.get("explanation"), f"{where}: explanation")
    if not {"amount", "counting", "closed_weekdays"} & set(table):
        return Silence(kind, citation, explanation)
    counting = _counting(table.get("counting"), where)
    amount, largest = table.get("amount"), LARGEST[counting.in_days]
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= largest:
        raise BadRules(f"{where}: amount: write a whole number from 1 to {largest}")
    return Rule(kind, amount, counting, citation, explanation, _closed_weekdays(table, where))


def _counting(value: Any, where: str) -> Counting:
    if value not in list(Counting):
        raise BadRules(f"{where}: counting: choose one of {', '.join(Counting)}")
    return Counting(value)


def _closed_weekdays(table: dict[str, Any], where: str) -> frozenset[int]:
    if "closed_weekdays" not in table:
        return WEEKEND
    names = _texts(table["closed_weekdays"], f"{where}: closed_weekdays")
    if unknown := [name for name in names if name not in WEEKDAYS]:
        raise BadRules(f"{where}: closed_weekdays: {unknown[0]!r} is not one of {', '.join(WEEKDAYS)}")
    if set(names) == set(WEEKDAYS):
        raise BadRules(f"{where}: closed_weekdays: leave at least one day that counts")
    return frozenset(WEEKDAYS.index(name) for name in names)


def _holidays(value: str, where: str) -> str:
    if value == "none":
        return ""
    if not is_known(value):
        raise BadRules(f"{where}: holidays: {value!r} is not known; write a state such as US-MA, or none")
    return value


def _words(value: Any, where: str) -> Translated:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise BadRules(f"{where}: write a text for each language, such as name.en")
    _refuse_unknown(value, set(LANGUAGE_NAMES), where)
    words = Translated({tag: text.strip() for tag, text in value.items()})
    if not words:
        raise BadRules(f"{where}: write it in at least one language")
    return words


def _texts(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise BadRules(f'{where}: write a list of texts such as ["sunday"]')
    return value


def _refuse_unknown(table: dict[str, Any], known: set[str], where: str) -> None:
    if unknown := [name for name in table if name not in known]:
        raise BadRules(f"{where}: there is no key {unknown[0]!r}")
