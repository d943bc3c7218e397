"""Posting rules as data: what is shipped is whole, and a site's own file is read or refused in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.config import LANGUAGE_NAMES, BadSetting
from portal.meetings.models import MeetingKind
from portal.meetings.posting_rules import BadRules, Counting, RuleSet, rule_set, rule_sets
from portal.meetings.posting_rules.holiday import HolidaysOf

SHIPPED = rule_sets(None)
OWN = """
[[rule_sets]]
code = "our-town"
name.en = "Our own promise"
explanation.en = "Two business days before every regular meeting."
jurisdiction = "Our town"
citation = "Charter, section 4"
source = "https://example.org/charter"
as_of = 2026-01-31
holidays = "US-KY"

[rule_sets.regular]
amount = 2
counting = "business_days"
closed_weekdays = ["sunday", "monday"]
citation = "Section 4(1)"
explanation.en = "Two business days."

[rule_sets.special]
citation = "Section 4(2)"
explanation.en = "The charter says nothing."

[rule_sets.emergency]
citation = "Section 4(3)"
explanation.en = "As soon as can be."
"""
CLOSED = """
[closed_days]
our-town = [2026-12-24, 2026-12-31]
us-tx = [2026-10-12]
"""


@pytest.fixture
def own(tmp_path: Path):
    """Writes a site's own file and reads every set."""

    def read(content: str | bytes) -> tuple[RuleSet, ...]:
        path = tmp_path / "posting-rules.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return rule_sets(tmp_path)

    return read


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.code)
def test_a_shipped_set_is_complete_in_every_language(one: RuleSet) -> None:
    texts = [one.name, one.explanation, *(part.explanation for part in (*one.rules, *one.silences))]
    assert all(set(words) == set(LANGUAGE_NAMES) for words in texts)
    told = [part.kind for part in (*one.rules, *one.silences)]
    assert sorted(told) == sorted(MeetingKind)
    assert one.source.startswith("https://")
    assert date(2024, 1, 1) < one.as_of < date(2027, 1, 1)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.code)
def test_a_set_that_counts_days_says_which_are_holidays(one: RuleSet) -> None:
    counts_days = any(rule.counting != Counting.HOURS for rule in one.rules)
    assert bool(one.holidays) == counts_days


def test_left_out_holidays_are_names_that_exist() -> None:
    left_out = [one for one in SHIPPED if one.holidays_left_out]
    assert left_out
    for one in left_out:
        spared = RuleSet(**(vars(one) | {"holidays_left_out": ()}))
        days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
        fewer = sum(day in HolidaysOf(spared) for day in days) - sum(day in HolidaysOf(one) for day in days)
        assert fewer == len(one.holidays_left_out)


def test_the_laws_that_the_product_knows() -> None:
    kentucky, california = rule_set("us-ky", None), rule_set("us-ca-brown-act", None)
    assert kentucky.rule(MeetingKind.REGULAR) is None
    assert kentucky.silence(MeetingKind.REGULAR).citation == "KRS 61.820"
    assert kentucky.rule(MeetingKind.SPECIAL).amount == 24
    assert [california.rule(kind).amount for kind in MeetingKind] == [72, 24, 1]
    assert rule_set("us-zz", None) is None


def test_a_site_adds_its_own_sets_after_the_products(own, tmp_path) -> None:
    sets = own(OWN)
    assert sets[:-1] == SHIPPED
    mine = rule_set("our-town", tmp_path)
    assert mine == sets[-1]
    rule = mine.rule(MeetingKind.REGULAR)
    assert (rule.amount, rule.counting, rule.closed_weekdays) == (2, Counting.BUSINESS_DAYS, frozenset({0, 6}))
    assert date(2026, 11, 26) in HolidaysOf(mine)


def test_a_site_adds_closed_days_to_any_set(own, tmp_path) -> None:
    own(OWN + CLOSED)
    texas = rule_set("us-tx", tmp_path)
    assert date(2026, 10, 12) in HolidaysOf(texas)
    assert date(2026, 10, 12) not in HolidaysOf(rule_set("us-tx", None))
    assert rule_set("our-town", tmp_path).closed_days == {date(2026, 12, 24), date(2026, 12, 31)}
    assert own(CLOSED.replace("our-town = [2026-12-24, 2026-12-31]", ""))[-1] == SHIPPED[-1]


def test_an_instance_without_a_file_has_the_shipped_sets(tmp_path) -> None:
    assert rule_sets(tmp_path) == SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('code = "our-town"', "", "set 1: code: is missing"),
        ('code = "our-town"', 'code = "Our town"', "code: use up to 40 small letters"),
        ('code = "our-town"', 'code = "us-ky"', "us-ky: code: another set has it already"),
        ('name.en = "Our own promise"', "", "our-town: name: is missing"),
        ('name.en = "Our own promise"', 'name = "Promise"', "our-town: name: write a text for each language"),
        ('name.en = "Our own promise"', 'name.en = " "', "our-town: name: write it in at least one language"),
        ('name.en = "Our own promise"', 'name.fr = "Promesse"', "our-town: name: there is no key 'fr'"),
        ('name.en = "Our own promise"', "name.en = 7", "our-town: name: write a text for each language"),
        ('citation = "Charter, section 4"', 'citation = ""', "our-town: citation: write a text"),
        ('"https://example.org/charter"', '"javascript:alert(1)"', "our-town: source: write an address"),
        ("as_of = 2026-01-31", 'as_of = "soon"', "our-town: as_of: write a day"),
        ("as_of = 2026-01-31", "as_of = 2026-01-31T10:00:00", "our-town: as_of: write a day"),
        ('holidays = "US-KY"', 'holidays = "US-QQ"', "our-town: holidays: 'US-QQ' is not known"),
        ('holidays = "US-KY"', 'holidays = "Narnia"', "our-town: holidays: 'Narnia' is not known"),
        ('holidays = "US-KY"', "", "our-town: holidays: is missing"),
        ('holidays = "US-KY"', 'holidays = "none"\nholidays_left_out = 3', "holidays_left_out: write a list"),
        ("amount = 2", "", "our-town: regular: amount: write a whole number from 1 to 365"),
        ("amount = 2", "amount = 0", "our-town: regular: amount: write a whole number"),
        ("amount = 2", "amount = -3", "our-town: regular: amount: write a whole number"),
        ("amount = 2", "amount = true", "our-town: regular: amount: write a whole number"),
        ("amount = 2", "amount = 2.5", "our-town: regular: amount: write a whole number"),
        ("amount = 2", "amount = 99999999999", "our-town: regular: amount: write a whole number"),
        ('"business_days"', '"weeks"', "our-town: regular: counting: choose one of hours, open_hours,"),
        ('"business_days"', "[1]", "our-town: regular: counting: choose one of"),
        ('"sunday", "monday"', '"someday"', "closed_weekdays: 'someday' is not one of monday,"),
        ('["sunday", "monday"]', "7", "our-town: regular: closed_weekdays: write a list of texts"),
        (
            '["sunday", "monday"]',
            '["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]',
            "our-town: regular: closed_weekdays: leave at least one day that counts",
        ),
        ('citation = "Section 4(2)"', "", "our-town: special: citation: write the section"),
        ('explanation.en = "As soon as can be."', "", "our-town: emergency: explanation: write a text"),
        ("[rule_sets.emergency]", "[rule_sets.urgent]", "our-town: there is no key 'urgent'"),
        ('jurisdiction = "Our town"', "jurisdiction = 7", "our-town: jurisdiction: write a text"),
        ("[[rule_sets]]", "[rule_sets]", "begin each set with [[rule_sets]]"),
        ("[[rule_sets]]", "[[rules]]", "there is no 'rules'"),
        ("amount = 2", "amount = ", "posting-rules.toml: "),
    ],
)
def test_a_bad_set_is_refused_in_words_that_name_set_and_key(own, old: str, new: str, words: str) -> None:
    assert old in OWN
    with pytest.raises(BadRules) as refusal:
        own(OWN.replace(old, new, 1))
    assert str(refusal.value).startswith("posting-rules.toml: ")
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("nowhere = [2026-10-12]", "closed_days: there is no set 'nowhere'"),
        ("us-tx = 2026-10-12", "closed_days: us-tx: write a list of days"),
        ('us-tx = ["2026-10-12"]', "closed_days: us-tx: write a list of days"),
        ("us-tx = [2026-10-12T10:00:00]", "closed_days: us-tx: write a list of days"),
    ],
)
def test_bad_closed_days_are_refused_in_words(own, lines: str, words: str) -> None:
    with pytest.raises(BadRules, match=words):
        own(f"[closed_days]\n{lines}\n")


def test_a_file_that_is_no_text_is_refused_at_start_like_a_bad_setting(own) -> None:
    with pytest.raises(BadSetting, match=r"posting-rules\.toml"):
        own(b"\xff\xfe")
    with pytest.raises(BadRules, match="closed_days"):
        own("closed_days = 3")
