"""Posting rules: how early an agenda must be public, as data, and whether a posting was in time.

`rules.toml` holds the sets that come with the product; `posting-rules.toml` in the instance folder adds a site's own.
Nothing here is legal advice, and pages that show a verdict say so.
"""

from __future__ import annotations

from portal.meetings.posting_rules.checking import BadRules
from portal.meetings.posting_rules.counting import deadline
from portal.meetings.posting_rules.judging import Verdict, judge
from portal.meetings.posting_rules.reading import rule_set, rule_sets
from portal.meetings.posting_rules.shapes import Counting, Rule, RuleSet, Silence
from portal.meetings.posting_rules.spans import Span, span_of

__all__ = [
    "BadRules",
    "Counting",
    "Rule",
    "RuleSet",
    "Silence",
    "Span",
    "Verdict",
    "deadline",
    "judge",
    "rule_set",
    "rule_sets",
    "span_of",
]
