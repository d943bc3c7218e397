"""A survey's form: the one shape that the import writes, pages ask, results count and the export writes."""

from __future__ import annotations

from portal.surveys.definition.form import (
    ASKED,
    Choice,
    Element,
    Form,
    Group,
    Kind,
    Language,
    Path,
    Placed,
    Question,
    Repeat,
    is_empty,
)
from portal.surveys.definition.kept import (
    as_json,
    from_json,
)
from portal.surveys.definition.united import (
    united,
)

__all__ = [
    "ASKED",
    "Choice",
    "Element",
    "Form",
    "Group",
    "Kind",
    "Language",
    "Path",
    "Placed",
    "Question",
    "Repeat",
    "as_json",
    "from_json",
    "is_empty",
    "united",
]
