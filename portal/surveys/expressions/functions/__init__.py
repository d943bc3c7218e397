"""Every function that an expression may call. What is not in this table is refused when the form is imported.

Most are XPath 1.0's (W3C, 1999) and ODK's (getodk.github.io/xforms-spec, docs.getodk.org/form-operators-functions). Not
here, by intent: pulldata and search (files that the web does not have), randomize (the interview's), digest, geography
and angles. `current()` and `instance()` are part of the syntax.
"""

from __future__ import annotations

import math

from portal.surveys.expressions.arithmetic import ceiled, floored, power, rounded, truncated
from portal.surveys.expressions.functions import logic, numbers, places, texts, times
from portal.surveys.expressions.functions.calling import (
    MANY,
    Function,
    answers,
    on_nodes,
    on_numbers,
    on_text_here,
    on_texts,
    plain,
)
from portal.surveys.expressions.values import as_boolean, as_number, as_string

# name: least and most arguments, implementation, and what is checked before it is ever run
FUNCTIONS: dict[str, Function] = {
    # deciding
    "if": Function(3, 3, logic.if_),
    "not": Function(1, 1, plain(lambda truth: not truth, as_boolean)),
    "true": Function(0, 0, plain(lambda: True)),
    "false": Function(0, 0, plain(lambda: False)),
    "boolean": Function(1, 1, plain(bool, as_boolean)),
    "boolean-from-string": Function(1, 1, on_texts(logic.boolean_from_string)),
    "coalesce": Function(2, MANY, logic.coalesce),
    "once": Function(1, 1, logic.once),
    "checklist": Function(3, MANY, logic.checklist),
    "weighted-checklist": Function(4, MANY, logic.weighted_checklist, logic.pairs_of_weights),
    # choices
    "selected": Function(2, 2, on_texts(places.selected)),
    "selected-at": Function(2, 2, plain(places.selected_at, as_string, as_number)),
    "count-selected": Function(1, 1, on_texts(places.count_selected)),
    "jr:choice-name": Function(2, 2, places.choice_name, places.names_a_question),
    "jr:itext": Function(1, 1, on_texts(str)),
    # texts
    "string": Function(0, 1, on_text_here(str)),
    "string-length": Function(0, 1, on_text_here(texts.length)),
    "normalize-space": Function(0, 1, on_text_here(texts.normalized)),
    "concat": Function(1, MANY, texts.concat),
    "join": Function(2, MANY, texts.join),
    "substr": Function(2, 3, plain(texts.substr, as_string, as_number)),
    "substring": Function(2, 3, plain(texts.substring, as_string, as_number)),
    "substring-before": Function(2, 2, on_texts(texts.before)),
    "substring-after": Function(2, 2, on_texts(texts.after)),
    "contains": Function(2, 2, on_texts(texts.contains)),
    "starts-with": Function(2, 2, on_texts(str.startswith)),
    "ends-with": Function(2, 2, on_texts(str.endswith)),
    "translate": Function(3, 3, on_texts(texts.translate)),
    "regex": Function(2, 2, on_texts(texts.regex), texts.readable_pattern),
    # numbers
    "number": Function(0, 1, on_text_here(as_number)),
    "int": Function(1, 1, on_numbers(truncated)),
    "round": Function(1, 2, on_numbers(rounded)),
    "floor": Function(1, 1, on_numbers(floored)),
    "ceiling": Function(1, 1, on_numbers(ceiled)),
    "abs": Function(1, 1, on_numbers(math.fabs)),
    "pow": Function(2, 2, on_numbers(power)),
    "sqrt": Function(1, 1, on_numbers(numbers.root)),
    "exp": Function(1, 1, on_numbers(lambda exponent: power(math.e, exponent))),
    "exp10": Function(1, 1, on_numbers(lambda exponent: power(10, exponent))),
    "log": Function(1, 1, on_numbers(numbers.logarithm)),
    "log10": Function(1, 1, on_numbers(lambda number: numbers.logarithm(number, math.log10))),
    "pi": Function(0, 0, plain(numbers.pi)),
    "sum": Function(1, MANY, numbers.of_all(numbers.total)),
    "min": Function(1, MANY, numbers.of_all(numbers.least)),
    "max": Function(1, MANY, numbers.of_all(numbers.greatest)),
    "random": Function(0, 0, places.stored_random),
    "uuid": Function(0, 1, places.stored_id),
    # answers and rows
    "count": Function(1, 1, on_nodes(places.count), answers),
    "count-non-empty": Function(1, 1, on_nodes(places.count_non_empty), answers),
    "position": Function(0, 1, places.position, answers),
    "index": Function(1, 1, places.position, answers),
    "last": Function(0, 0, places.last),
    "indexed-repeat": Function(3, 7, places.indexed_repeat, places.pairs_of_rows),
    # dates and times
    "today": Function(0, 0, times.today),
    "now": Function(0, 0, times.now),
    "date": Function(1, 1, times.on_moment(times.date)),
    "date-time": Function(1, 1, times.on_moment(times.date_time)),
    "format-date": Function(2, 2, times.format_),
    "format-date-time": Function(2, 2, times.format_),
    "decimal-date-time": Function(1, 1, on_numbers(float)),
    "decimal-time": Function(1, 1, on_texts(times.time)),
}
