"""The responses as a file of SPSS. pyreadstat writes the format, which is too much to keep here; it is an extra."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from portal.surveys.definition import Form
from portal.surveys.exporting.spss_variables import cut, variables


def can_write() -> bool:
    """Whether what writes such files is installed: the extra `spss`."""
    return all(importlib.util.find_spec(name) is not None for name in ("pandas", "pyreadstat"))


def as_sav(form: Form, responses: Iterable[Mapping[str, Any]]) -> bytes:
    """The form's own answers, a row for each response; its repeats are in the other exports."""
    import pandas
    import pyreadstat

    said = list(responses)
    made = variables(form, said)
    columns = {"row": [float(number) for number in range(1, len(said) + 1)]}
    frame = pandas.DataFrame(columns | {one.name: list(one.values) for one in made})
    with tempfile.TemporaryDirectory(prefix="portal-spss-") as folder:
        path = Path(folder) / "responses.sav"
        pyreadstat.write_sav(
            frame,
            str(path),
            file_label=cut(form.title, 64),
            column_labels={"row": "Row of the response", **{one.name: one.label or None for one in made}},
            variable_value_labels={one.name: dict(one.labels) for one in made if one.labels},
            # without a row nothing tells texts from numbers
            missing_ranges={one.name: one.missing for one in made if said},
            variable_format={one.name: one.form for one in made if one.form} | {"row": "F8.0"},
            row_compress=True,
        )
        return path.read_bytes()
