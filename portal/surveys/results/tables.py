"""The fixed set of tables of a survey, small cells hidden.

A question whose rules read another one tells something of that one: of how many were asked, who said what follows.
Therefore nothing is shown of it where the other has something hidden, and no breakdown where the other's has.
What is "not asked" is taken as known from elsewhere: it never serves to hide another figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from portal.core.translated import Translated
from portal.surveys.definition import ASKED, Form, Kind, Path, Question
from portal.surveys.results.columns import columns_of
from portal.surveys.results.counts import Count, Counted, QuestionCounts, by_question
from portal.surveys.results.groups import LEAST_BASE, Groups, groups_of
from portal.surveys.results.hiding import K
from portal.surveys.results.links import sources
from portal.surveys.results.one_table import GroupCounts, Made, table_of, withheld
from portal.surveys.results.shapes import Results, Table

_ONE_GROUP = frozenset(set(ASKED) - {Kind.SELECT_MULTIPLE, Kind.RANK})


def results_of(form: Form, counts: Iterable[Count], groupings: Mapping[str, str], responses: int) -> Results:
    """All tables. `groupings` names the question (its path) of each dimension; `responses` is how many were counted."""
    if responses < LEAST_BASE:
        return Results(responses if responses == 0 or responses >= K else None, ())
    return _Maker(form, by_question(counts), groupings, responses).results()


class _Maker:
    def __init__(
        self, form: Form, counted: Mapping[str, QuestionCounts], groupings: Mapping[str, str], responses: int
    ) -> None:
        self.form, self.counted, self.responses = form, counted, responses
        self.questions = _questions(form)
        self.groupings = {name: path for name, path in groupings.items() if path in self.questions}
        self.repeated = {"/".join(one.path) for one in form.placed() if one.repeats}
        self.groups: dict[str, Groups] = {}

    def results(self) -> Results:
        """First what the groups come from, without a breakdown, since all breakdowns rest on it."""
        made = {path: self._make(path) for path in self.groupings.values()}
        self._find_groups(made)
        made |= {path: self._make(path) for path in self.questions if path not in made}
        read = sources(self.form)
        small: dict[str, set[str]] = {}
        for path, one in made.items():
            small.setdefault(path.rpartition("/")[2], set()).update(one.small)
        told = [self._told(path, made[path].table, read, small) for path in self.questions]
        return Results(self.responses, tuple(told))

    def _told(
        self, path: str, table: Table, read: Mapping[str, frozenset[str]], small: Mapping[str, set[str]]
    ) -> Table:
        name = path.rpartition("/")[2]
        above = read.get(name, frozenset({name.removesuffix("_other")}))
        touched = {dimension for source in above for dimension in small.get(source, ())}
        if "" in touched:
            return withheld(path, table.label)
        return replace(table, crosses=tuple(cross for cross in table.crosses if cross.dimension not in touched))

    def _find_groups(self, made: Mapping[str, Made]) -> None:
        for dimension, path in self.groupings.items():
            own = made[path].table
            if own.withheld or self.questions[path].kind not in _ONE_GROUP or path in self.repeated:
                continue
            hidden = {line.name for line in own.lines if line.n is None}
            found = groups_of(self._sizes(dimension), self.responses, hidden)
            if found is not None:
                self.groups[dimension] = found

    def _sizes(self, dimension: str) -> dict[str, int]:
        sizes: dict[str, int] = {}
        for path, counted in self.counted.items():
            if path in self.questions and path not in self.repeated:
                for group, one in counted.groups[dimension].items():
                    sizes[group] = max(sizes.get(group, 0), one.base)
        return sizes

    def _make(self, path: str) -> Made:
        question, counted = self.questions[path], self.counted.get(path, QuestionCounts())
        total = counted.total
        columns = columns_of(question, self.form, total)
        base = total.base if path in self.repeated else max(self.responses, total.base)
        rows = {} if self._only_in_total(path, question) else self._rows(counted)
        return table_of(path, question, columns, GroupCounts("", Translated(), total, base), rows)

    def _only_in_total(self, path: str, question: Question) -> bool:
        return question.aggregate_only or path in self.repeated or path in self.groupings.values()

    def _rows(self, counted: QuestionCounts) -> dict[str, list[GroupCounts]]:
        return {name: self._groups(name, groups, counted) for name, groups in self.groups.items()}

    def _groups(self, dimension: str, groups: Groups, counted: QuestionCounts) -> list[GroupCounts]:
        """Each shown group, and as "" whoever is left of the total."""
        question, found = self.questions[self.groupings[dimension]], counted.groups[dimension]
        labels = {choice.name: choice.label for choice in self.form.choices.get(question.choices, ())}
        rows = [
            GroupCounts(name, labels.get(name, Translated()), found.get(name, Counted()), size)
            for name, size in groups.sizes.items()
        ]
        if groups.rest:
            left = counted.total.without(row.counted for row in rows)
            rows.append(GroupCounts("", Translated(), left, groups.rest))
        return rows


def _questions(form: Form) -> dict[str, Question]:
    """What people answer, by path; the words of each "other" follow its question."""
    found: dict[str, Question] = {}
    for path, question in form.questions():
        if question.kind in ASKED:
            found["/".join(path)] = question
            if question.other:
                found.setdefault(_other(path), Question(f"{question.name}_other", Kind.TEXT, question.label))
    return found


def _other(path: Path) -> str:
    return "/".join((*path[:-1], f"{path[-1]}_other"))
