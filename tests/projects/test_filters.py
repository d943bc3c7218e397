"""Filters of lists: what SQL finds is what a plain look at each project finds, page by page, on both databases."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core.clock import now
from portal.core.folding import asked, folded
from portal.core.paging import Cursor
from portal.core.translated import Translated
from portal.core.usecase import transaction
from portal.projects import queries
from portal.projects.models import ENDED, CommentWindow, Condition, Phase, comment_window
from portal.projects.queries import Filters, Lacks
from tests.projects.listing import STATION, goal, linked, partner

SILENT = 60  # days: the setting's default
PHASES = [None, Phase.PILOTING, Phase.COMPLETED]
CONDITIONS = [Condition.ON_TRACK, Condition.DELAYED]
WINDOWS = [(None, None), (-1, None), (-2, -1), (1, None)]
TITLES = ["Señal 100%", "Lamps_that dim", "SENAL lamps \\ %"]


@pytest.fixture
def many(town, clock):
    """Forty projects of every kind, by slug, with what is known of each."""
    goals = [goal("clean"), goal("safe")]
    for slug in ("acme", "zeta"):
        partner(slug)
    made = {}
    for n, (phase, window) in enumerate(itertools.islice(itertools.cycle(itertools.product(PHASES, WINDOWS)), 40)):
        times = [None if days is None else now() + timedelta(days=days) for days in window]
        facts = {
            "title": TITLES[n % 3],
            "area": ["", "Mill Hill", 'O\'Hare "%"'][n % 3],
            "goal": [None, *goals][n // 2 % 3],
            "topics": [(), ("light",), ("light", "ñandú")][n // 3 % 3],
            "partners": [(), ("acme",), ("acme", "zeta")][n // 5 % 3],
            "geometry": STATION if n % 4 else None,
            "phase": phase,
            "condition": CONDITIONS[n % 2],
            "window": comment_window(*times, now()),
            "heard": now() - timedelta(days=[1, SILENT, SILENT - 1][n // 7 % 3]),
        }
        slug = town.project(
            title=Translated({"en": facts["title"]}),
            area=facts["area"],
            geometry=facts["geometry"],
            comments_open_at=times[0],
            comments_close_at=times[1],
            created_at=facts["heard"],
        )
        if phase:
            town.update(slug, phase=Phase.PROPOSED, condition=Condition.AT_RISK, posted_at=facts["heard"])
            town.update(slug, phase=phase, condition=facts["condition"], posted_at=facts["heard"])
        made[linked(slug, goal=facts["goal"], topics=facts["topics"], partners=facts["partners"])] = facts
    return made


def fits(facts, filters):
    """The twin: whether a project fits, looked at in Python."""
    ended = facts["phase"] in ENDED
    silent = facts["heard"] <= now() - timedelta(days=SILENT) and not ended
    lacks = {None: True, Lacks.GOAL: not facts["goal"], Lacks.SHEET: True, Lacks.NEWS: silent}
    return all(
        (
            all(word in folded(facts["title"]) for word in asked(filters.words)),
            filters.phase in {None, facts["phase"]},
            filters.condition is None or (facts["phase"] and not ended and facts["condition"] is filters.condition),
            filters.window in {None, facts["window"]},
            not filters.goal or facts["goal"] == filters.goal,
            not filters.topic or filters.topic in facts["topics"],
            not filters.area or facts["area"] == filters.area,
            not filters.partner or filters.partner in facts["partners"],
            (lacks | {Lacks.PLACE: facts["geometry"] is None})[filters.lacks],
        )
    )


def maybe(*values):
    """Nothing most of the time, else one of `values`."""
    return st.one_of(st.just(""), st.just(""), st.sampled_from(values))


FILTERS = st.builds(
    Filters,
    words=maybe("senal", "100%", "_", "%", "\\", "LAMPS dim", "tram"),
    phase=st.sampled_from([None, None, *PHASES, Phase.PROPOSED]),
    condition=st.sampled_from([None, None, *CONDITIONS, Condition.AT_RISK]),
    window=st.sampled_from([None, None, *CommentWindow]),
    goal=maybe("clean", "safe", "none"),
    topic=maybe("light", "ñandú", "Light", "%"),
    area=maybe("Mill Hill", 'O\'Hare "%"', "mill hill", "%"),
    partner=maybe("acme", "zeta", "' OR 1=1 --"),
    lacks=st.sampled_from([None, None, *Lacks]),
)


def test_what_is_found_is_what_fits_page_by_page(many):
    @settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(FILTERS)
    def look(filters):
        wanted = {slug for slug, facts in many.items() if fits(facts, filters)}
        everything = [line.slug for line in queries.project_lines(filters)]
        seen, after = [], None
        while True:
            page = queries.lines_page(filters, Cursor.read(after), 7)
            assert page.total == len(wanted)
            seen += [line.slug for line in page.items]
            after = page.next_cursor
            if after is None:
                break
        assert (set(everything), seen) == (wanted, everything)
        assert {row.line.slug for row in queries.table_rows(filters)} == wanted
        assert {project.slug for project in queries.placed_projects("en", filters)} == wanted

    look()


def test_only_what_exists_is_offered_the_most_frequent_first(many, town):
    goal("idle")
    partner("idle")
    there = queries.facets()
    assert there.phases == (Phase.PILOTING, Phase.COMPLETED)
    assert there.conditions == (Condition.ON_TRACK, Condition.DELAYED)
    assert set(there.windows) == set(CommentWindow)
    assert set(there.goals) == {"clean", "safe"}
    assert there.topics == ("light", "ñandú")
    assert set(there.areas) == {"Mill Hill", 'O\'Hare "%"'}
    assert list(there.partners) == ["acme", "zeta"]


def test_an_empty_site_offers_nothing(app):
    there = queries.facets()
    assert not any(
        (there.phases, there.conditions, there.windows, there.goals, there.topics, there.areas, there.partners)
    )


def test_the_words_of_a_title_follow_it(town):
    project = town.project("lamps", title=Translated({"en": "Lámps", "es": "Farolas"}))
    assert [line.slug for line in queries.project_lines(Filters(words="LAMPS farol"))] == [project]
    with transaction():
        queries.project_by_slug(project).title = Translated({"en": "Trams"})
    assert queries.project_lines(Filters(words="lamps")) == []
    assert [line.slug for line in queries.project_lines(Filters(words="tram"))] == [project]


def test_what_comes_home_is_bounded_and_in_order(town, clock):
    late = town.project(comments_close_at=now() + timedelta(days=9))
    soon = town.project(comments_close_at=now() + timedelta(days=1))
    never = town.project(comments_close_at=None)
    quiet = [town.project(open=False) for _n in range(2)]
    assert [line.slug for line in queries.open_lines(5)] == [soon, late, never]
    assert [line.slug for line in queries.open_lines(1)] == [soon]
    assert [line.slug for line in queries.closed_lines(5)] == quiet[::-1]
    assert len(queries.closed_lines(1)) == 1
