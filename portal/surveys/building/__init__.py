"""The survey builder's edits, as pure functions: a form goes in, another comes out."""

from portal.surveys.building.doubts import Doubt, doubts
from portal.surveys.building.editing import NAME, SpokenOf, all_names, copied, deleted, free_name, renamed, sharing
from portal.surveys.building.limits import Limits, constraint, read_limits
from portal.surveys.building.moving import added, element_at, moved_down, moved_up, replaced, siblings_of
from portal.surveys.building.skipping import BARE, Line, Rule, Test, earlier, expression, read, tests_of
from portal.surveys.building.types import NUMBERS, SECTIONS, TEXTS, WITH_CHOICES, Type, begun, type_of
from portal.surveys.building.writing import TypedChoice, fingerprint, is_shared, with_choices, written

__all__ = [
    "BARE",
    "NAME",
    "NUMBERS",
    "SECTIONS",
    "TEXTS",
    "WITH_CHOICES",
    "Doubt",
    "Limits",
    "Line",
    "Rule",
    "SpokenOf",
    "Test",
    "Type",
    "TypedChoice",
    "added",
    "all_names",
    "begun",
    "constraint",
    "copied",
    "deleted",
    "doubts",
    "earlier",
    "element_at",
    "expression",
    "fingerprint",
    "free_name",
    "is_shared",
    "moved_down",
    "moved_up",
    "read",
    "read_limits",
    "renamed",
    "replaced",
    "sharing",
    "siblings_of",
    "tests_of",
    "type_of",
    "with_choices",
    "written",
]
