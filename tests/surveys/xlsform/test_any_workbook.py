"""Whatever stands in a workbook: it becomes a form, or problems in words. Nothing raises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.surveys.xlsform.workbooks import book, taken

_HEADS = [
    *("label", "label::English (en)", "label::French (fr)", "label:es", "hint", "hint::en", "relevant", "calculation"),
    *("constraint", "constraint_message::fr", "required", "default", "appearance", "choice_filter", "parameters"),
    *("repeat_count", "media::image", "image", "media", "bind", "bind::relevant", "control", "body::accuracyThreshold"),
    *(
        "trigger",
        "save_to",
        "instance::odk:tag",
        "guidance_hint",
        "read_only",
        "relevant::en",
        "label::a::b",
        "disabled",
    ),
    *("aggregate_only", "jr:count", "a b", "children", "itemset", "choices", "portal_row", "portal_other", "query"),
]
_TYPES = [
    *(
        "text",
        "integer",
        "date",
        "range",
        "note",
        "calculate",
        "hidden",
        "start",
        "deviceid",
        "audit",
        "image",
        "rank yn",
    ),
    *("select_one yn", "select_multiple yn", "select_one yn or_other", "select_one_from_file a.csv", "select_one ${a}"),
    *("begin group", "begin group", "begin repeat", "end group", "end group", "end repeat", "begin loop over yn", ""),
    *("select_one_external yn", "xml-external", "geopoint", "telepathy", "survey", "group", "form_title", "include"),
]
_NAMES = ["a", "b", "c", "d", "e", "meta", "data", "", "a b", "1", "A", "__x", "instanceID", "entity"]
_CELLS = [
    *("", "", "", "x", "yes", "${a}", "${a} = 1", "${b} +", "today()", "start=1 end=2", "randomize=true", "field-list"),
    *(
        "table-list",
        "ex:app",
        "${nope}",
        "a=1",
        "1",
        "${a}, ${b}",
        "true",
        "label",
        "${last-saved#a}",
        "<output/>",
        "$",
    ),
]
cell = st.sampled_from(_CELLS) | st.integers(0, 9) | st.booleans()


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    """Rows that nearly mean something."""
    heads = draw(st.lists(st.sampled_from(_HEADS), min_size=1, max_size=6, unique=True))
    names = st.sampled_from(_NAMES)
    kinds = st.lists(st.sampled_from(_TYPES), max_size=5)
    rows = [[kind, draw(names), *(draw(cell) for _ in heads)] for kind in draw(kinds)]
    columns = draw(st.lists(st.sampled_from(["label", "label::en", "media::image", "county", "a b"]), unique=True))
    choices = [["list_name", "name", *columns]]
    choices += [[draw(st.sampled_from(["yn", "c", ""])), draw(names), *(draw(cell) for _ in columns)] for _ in range(2)]
    asked = [["text", "a", *(["Q"] * len(heads))]] if draw(st.booleans()) else []
    setting = draw(st.sampled_from(["form_title", "form_id", "version", "default_language", "name", "flat", "style"]))
    return book(*asked, *rows, head=["type", "name", *heads], choices=choices, settings=[[setting], [draw(cell)]])


@settings(max_examples=12)
@given(workbooks(), st.booleans())
def test_any_workbook_is_a_form_or_problems_in_words(content: bytes, without: bool) -> None:
    found = taken(content, without=without)
    assert (found.form is None) == bool(found.problems)
    for one in [*found.problems, *found.left_out]:
        assert "pyxform" not in str(one).lower()
        assert "Traceback" not in str(one)
