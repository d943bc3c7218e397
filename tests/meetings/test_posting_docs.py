"""What the documentation of posting rules shows is what the product does."""

from __future__ import annotations

import re

from portal.meetings.models import MeetingKind
from portal.meetings.posting_rules import Counting, rule_set, rule_sets
from tests.house.sources import ROOT

TEXT = (ROOT / "docs" / "posting-rules.md").read_text("utf-8")
WORDS = {Counting.HOURS: "hour", Counting.OPEN_HOURS: "open hour", Counting.WHOLE_BUSINESS_DAYS: "whole business day"}


def test_the_documented_file_can_be_used(tmp_path) -> None:
    found = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "posting-rules.toml").write_text(found[1], "utf-8")
    mine = rule_set("our-town", tmp_path)
    assert mine.rule(MeetingKind.REGULAR).amount == 2
    assert len(rule_set("us-tx", tmp_path).closed_days) == 1


def test_the_table_tells_every_shipped_rule() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in TEXT.splitlines() if line.startswith("| `us-")]
    told = {code.strip(" `"): row[3:6] for row in rows for code in row[1].split(",")}
    assert told == {one.code: [short(one.rule(kind)) for kind in MeetingKind] for one in rule_sets(None)}


def short(rule) -> str:
    """A rule as the table tells it."""
    if rule is None:
        return "no deadline"
    return f"{rule.amount} {WORDS[rule.counting]}{'s' * (rule.amount > 1)}"


def test_every_way_of_counting_is_explained() -> None:
    assert [f"| `{way}` |" in TEXT for way in Counting] == [True] * len(Counting)
