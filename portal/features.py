"""The features of the portal in the order of their dependence: the law of imports.

A feature may import only from `core` and from features that stand before it here (see CONTRIBUTING.md).
"""

from __future__ import annotations

FEATURES: tuple[str, ...] = (
    "record",
    "receipts",
    "accounts",
    "committees",
    "projects",
    "meetings",
    "surveys",
    "comments",
    "feedback",
    "moderation",
    "retention",
    "search",
    "pages",
)
