"""The fields for topics and places: lines as people type them, and the words for what cannot be read."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.core.forms import LineField, TextField
from portal.projects.places.reading import Problem, UnreadablePlace, read_place
from portal.projects.places.shapes import Geometry
from portal.projects.places.telling import typed_place
from portal.projects.topics import LONGEST_TOPIC, MOST_TOPICS, tidied_topics

PROBLEM_WORDS = {
    Problem.TOO_LONG: _l("Shorten the location to 20,000 characters or fewer"),
    Problem.TOO_MANY: _l("Use 2,000 points or fewer"),
    Problem.NO_PAIR: _l("Write a latitude and a longitude, for example 40.7128, -74.0060"),
    Problem.SWAPPED: _l("This looks like longitude before latitude. Write the latitude first."),
    Problem.OUT_OF_RANGE: _l("Use a latitude from -90 to 90 and a longitude from -180 to 180"),
    Problem.NO_JSON: _l("This GeoJSON cannot be read. Copy all of it, from the first { to the last }."),
    Problem.NO_GEOMETRY: _l("Paste one GeoJSON geometry: a point, a line or a polygon, or several of one kind"),
    Problem.NO_POSITION: _l("Each position in GeoJSON is a pair of numbers: [longitude, latitude]"),
    Problem.SWAPPED_JSON: _l("This looks like latitude before longitude. In GeoJSON the longitude comes first."),
    Problem.TOO_FEW: _l("An area needs at least three different points, a line two"),
}


class PlaceField(TextField):
    """Where something is: points typed one to a line, or pasted GeoJSON. `geometry` is what was read, once valid."""

    geometry: Geometry | None = None

    def process_data(self, value: Any) -> None:
        """Show a kept geometry as it would be typed."""
        self.data = typed_place(value)

    def pre_validate(self, form: Any) -> None:
        """Read it."""
        try:
            self.geometry = read_place(self.data or "")
        except UnreadablePlace as unreadable:
            raise ValidationError(_said(unreadable)) from unreadable


def _said(unreadable: UnreadablePlace) -> str:
    words = str(PROBLEM_WORDS[unreadable.problem])
    return _("Line %(number)s: %(problem)s", number=unreadable.line, problem=words) if unreadable.line else words


class TopicsField(LineField):
    """Topics, separated by commas. `topics` are they, tidied."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What was typed, each topic once."""
        return tidied_topics((self.data or "").split(","))

    def process_data(self, value: Any) -> None:
        """Show kept topics in a line."""
        self.data = ", ".join(value or ())

    def pre_validate(self, form: Any) -> None:
        """Few and short: they are choices in a list."""
        if len(self.topics) > MOST_TOPICS:
            raise ValidationError(_("Name %(most)s topics or fewer", most=MOST_TOPICS))
        if any(len(topic) > LONGEST_TOPIC for topic in self.topics):
            raise ValidationError(_("Shorten each topic to 80 characters or fewer"))
