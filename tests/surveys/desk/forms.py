"""A small form of a survey for tests of the desk."""

from __future__ import annotations

from portal.core.translated import Translated
from portal.surveys.definition import Choice, Form, Kind, Language, Question

BOTH = (Language("en", "English"), Language("es", "Spanish"))
YES_NO = (Choice("yes", Translated({"en": "Yes"})), Choice("no", Translated({"en": "No"})))


def form(*more: Question) -> Form:
    """Two questions about deliveries, and `more`."""
    asked = (
        Question("deliver", Kind.SELECT_ONE, Translated({"en": "Do you deliver?"}), choices="yes_no", row=2),
        Question("wish", Kind.TEXT, Translated({"en": "What would help?"}), relevant="${deliver} = 'yes'", row=3),
    )
    return Form("Deliveries", "deliveries", (*asked, *more), {"yes_no": YES_NO}, BOTH, "en")
