"""Tags in a workbook become Markdown where they are few and plain; hostile ones stay what they are, text."""

from __future__ import annotations

import pytest

from portal.core.html import line, markdown
from portal.surveys.xlsform.marking import marked
from tests.surveys.xlsform.workbooks import book, questions


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Press <strong>Send</strong>.", "Press **Send**."),
        ("Press <B> Send </B>now", "Press  **Send** now"),
        ("<i>a</i> <em>b</em>", "*a* *b*"),
        ("one<br>two<BR/>three", "one  \ntwo  \nthree"),
        ('<a href="https://example.org/x" target="_blank">here</a>', "[here](https://example.org/x)"),
        ("<b><a href='mailto:a@example.org'>mail</a></b>", "**[mail](mailto:a@example.org)**"),
        ('<span style="color:red">red</span> <font size="2">small</font>', "red small"),
        ("<b></b>", ""),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<b>never closed", "<b>never closed"),
        ("</b>never opened", "</b>never opened"),
        ("<b>over<i>lapping</b></i>", "<b>over*lapping</b>*"),
        ("<blockquote>no tag of ours</blockquote>", "<blockquote>no tag of ours</blockquote>"),
    ],
)
def test_plain_tags_become_markdown_and_all_else_stays(written, kept):
    assert marked(written) == kept


@pytest.mark.parametrize(
    "hostile",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="https://example.org/)[x](javascript:alert(1)">x</a>',
        "<script>alert(1)</script>",
        '<b onclick="alert(1)">x</b>',
        "<b><script>alert(1)</script></b>",
        '<img src=x onerror="alert(1)">',
        "<<b>script>alert(1)<</b>/script>",
    ],
)
def test_a_hostile_tag_never_becomes_markup(hostile):
    for shown in (str(line(marked(hostile))), str(markdown(marked(hostile)))):
        for markup in ("<script", "<img", "<b ", 'href="javascript', ' onclick="'):
            assert markup not in shown.lower()


def test_a_flood_of_tags_stays_text():
    assert marked("<b>" * 20_000).count("<b>") == 20_000


def test_labels_of_a_workbook_are_marked():
    assert dict(questions(book(["text", "q", "Your <b>name</b>"]))["q"].label) == {"en": "Your **name**"}
