"""Margins of error of invited samples, against figures worked by hand."""

from __future__ import annotations

import pytest

from portal.surveys.results.margins import margin_of_error


@pytest.mark.parametrize(
    ("responses", "population", "points"),
    [(120, 403, 7.5), (300, 2031, 5.2), (403, 403, 0.0), (0, 9, None), (9, 3, None)],
)
def test_the_margin_shrinks_with_the_share_of_all_that_answered(responses, population, points):
    assert margin_of_error(responses, population) == points
