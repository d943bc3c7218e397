"""The schemas that exports are judged by must be able to say no."""

from __future__ import annotations

import pytest

from tests.projects.oc4ids import faults, project


def package(**others):
    return {
        "uri": "https://town.example/p.json",
        "publishedDate": "2026-01-02T00:00:00Z",
        "version": "0.9",
        "publisher": {"name": "Town"},
        "projects": [project(**others)],
    }


def test_a_small_project_passes():
    assert faults(package()) == []


@pytest.mark.parametrize(
    "others",
    [
        {"id": None},
        {"status": "agreed"},
        {"title": ""},
        {"updated": "yesterday"},
        {"sector": []},
        {"milestones": [{"title": "No id"}]},
        {"milestones": [{"id": "1", "dueDate": "2026-13-01"}]},
        {"documents": [{"id": "1", "url": "no address"}]},
        {"budget": {"amount": {"amount": "5", "currency": "USD"}}},
        {"budget": {"amount": {"amount": 5, "currency": "QQQ"}}},
        {"locations": [{"id": "1", "geometry": {"type": "Circle"}}]},
    ],
)
def test_what_the_standard_refuses_is_refused(others):
    assert faults(package(**others))


def test_a_package_needs_a_project():
    assert faults(package() | {"projects": []})
