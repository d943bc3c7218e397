"""Whatever is sent: nothing raises, nothing irrelevant is sent on, and going on comes to an end."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.surveys.definition import ASKED, Kind
from portal.surveys.interview import Interview
from tests.surveys.interview import ask, form, group, interview, keys, repeat

ALL = form(
    group(
        "all",
        *(
            ask(kind.value, kind, choices="fruit", bounds=("0", "9", "2"), other=kind is Kind.SELECT_ONE)
            for kind in sorted(ASKED)
        ),
        appearance=("field-list",),
    ),
    ask("key", Kind.SELECT_ONE, choices="yn"),
    group("locked", ask("secret"), ask("more", relevant="${secret} != ''"), relevant="${key} = 'yes'"),
    repeat("row", ask("n", Kind.INTEGER), ask("big", relevant="${n} > 5"), repeat("sub", ask("s"), count="${n}")),
    ask("sum", Kind.CALCULATE, calculation="sum(${n}) div count(${row})"),
)
PARTS = ["", "#day", "#month", "#year", "#time", "#lat", "#lon", "#1", "#2", "_other"]
TYPED = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="0123456789.,:-+ eE٣pam", max_size=12),
    st.sampled_from(["yes", "no", "apple", "plum apple", "other", "OK", "9", "2024-02-30", "٣", "\ud800", "1e999"]),
)


@st.composite
def walks(draw: st.DrawFn) -> tuple[Interview, list[str]]:
    """An interview after some pages were sent with anything, rows were added and removed, and jumps were made."""
    one, seen = interview(ALL), []
    for _ in range(draw(st.integers(1, 6))):
        page = draw(st.sampled_from(one.pages))
        names = [field.address + part for field in page.fields for part in PARTS]
        posted = draw(st.dictionaries(st.sampled_from(names), st.lists(TYPED, max_size=3), max_size=8)) if names else {}
        one, problems = one.with_answers(page, posted)
        seen += [str(problem.message) for problem in problems]
        if page.kind == "rows":
            one = one.with_row(page.repeat_address) if draw(st.booleans()) else one.without_row(page.repeat_address, 1)
    return one, seen


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(walks())
def test_anything_may_be_sent(walk: tuple[Interview, list[str]]) -> None:
    one, _ = walk
    found = keys(one)
    assert len(found) == len(set(found)) == len(one.pages)
    assert [one.previous_key(key) for key in found] == [None, *found[:-1]]
    sent = one.settled()
    again = interview(ALL, one.answers)
    assert (again.answers, again.settled()) == (one.answers, sent), "working it out again changes nothing"
    if sent.get("key") != "yes":
        assert "locked" not in sent
    for row in sent.get("row", []):
        assert "big" not in row or int(row["n"]) > 5
        assert len(row.get("sub", [])) <= max(0, int(row.get("n") or 0))
    one.summary()
    assert all(problem.page_key in found for problem in one.problems())


TREES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["all", "key", "locked", "secret", "row", "n", "sub", "integer"]), inner),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["all", "key", "locked", "row", "sum"]), TREES), st.text(max_size=30))
def test_any_draft_and_any_key_can_be_gone_on_with(answers: dict[str, Any], key: str) -> None:
    one = interview(ALL, answers)
    one.problems()
    one.settled()
    assert one.page(key) is None
    one.next_key(key)
    one.previous_key(key)
    assert one.with_row(key) is one.without_row(key, 1) is one
    assert keys(one)
