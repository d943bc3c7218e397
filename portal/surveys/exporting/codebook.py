"""The sheet that says what columns mean, and under which name and code SPSS has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from portal.core.translated import Translated
from portal.surveys.definition import ASKED, Form, Kind
from portal.surveys.exporting.spss_variables import variables
from portal.surveys.results.columns import is_refusal

CODEBOOK = ("column", "question", "type", "choice", "language", "label", "refused", "spss_name", "spss_code")


def codebook(form: Form, responses: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """A line for each question and choice in each language. Only what stands outside of repeats is in SPSS files."""
    made = {variable.column: variable for variable in variables(form, responses)}
    for path, question in form.questions():
        if question.kind not in ASKED or question.aggregate_only:
            continue
        name, kind = "/".join(path), question.kind.value
        spss = made[name].name if name in made else ""
        for lang, label in _labels(question.label):
            yield name, name, kind, "", lang, label, "", spss, ""
        other = made.get(f"{name}_other") if question.other else None
        if other is not None:
            yield other.column, name, Kind.TEXT.value, "", "", "", "", other.name, ""
        for choice in form.choices.get(question.choices, ()):
            column = f"{name}:{choice.name}" if question.kind is Kind.SELECT_MULTIPLE else name
            variable = made.get(column)
            code = variable.codes.get(choice.name, "") if variable else ""
            for lang, label in _labels(choice.label):
                refused = "yes" if is_refusal(choice) else ""
                spss = variable.name if variable else ""
                yield column, name, kind, choice.name, lang, label, refused, spss, str(code)


def _labels(label: Translated) -> list[tuple[str, str]]:
    return list(label.items()) or [("", "")]
