"""The survey builder's edits, as pure functions: a form goes in, another comes out."""

from portal.surveys.building.editing import NAME, SpokenOf, all_names, copied, deleted, free_name, renamed, sharing
from portal.surveys.building.moving import added, element_at, moved_down, moved_up, replaced, siblings_of
from portal.surveys.building.skipping import Line, Rule, Test, earlier, expression, read

__all__ = [
    "NAME",
    "Line",
    "Rule",
    "SpokenOf",
    "Test",
    "added",
    "all_names",
    "copied",
    "deleted",
    "earlier",
    "element_at",
    "expression",
    "free_name",
    "moved_down",
    "moved_up",
    "read",
    "renamed",
    "replaced",
    "sharing",
    "siblings_of",
]
