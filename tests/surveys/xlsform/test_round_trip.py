"""What was written as a workbook is read as the same form: whatever form it was."""

from __future__ import annotations

from hypothesis import given, settings

from portal.surveys.definition import Form
from portal.surveys.xlsform import write_workbook
from tests.surveys.xlsform.forms import forms
from tests.surveys.xlsform.workbooks import taken, without_rows


@settings(max_examples=15)
@given(forms())
def test_any_form_comes_back_from_its_workbook(form: Form) -> None:
    found = taken(write_workbook(form))
    assert found.problems == []
    assert found.left_out == []
    back = without_rows(found.form)
    assert back.elements == form.elements
    assert back.choices == form.choices
    assert set(back.languages) == set(form.languages)
    assert (back.title, back.name, back.version) == (form.title, form.name, form.version)
    assert back.default_language == form.default_language
