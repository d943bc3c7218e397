"""The expression engine: XLSForm's rules as a small, total, bounded language. Pure: no database, no clock, no Flask.

    text ──tokens──▶ words ──parsing──▶ syntax tree ──evaluating, over a scope──▶ value

`compile_expression` refuses what is no expression when a form is imported; after that `evaluate` always comes to a
value, or says that it cost too much. There is no `eval`: what can be called is the table in `functions`.
"""

from portal.surveys.expressions.compiling import Expression, compile_expression, evaluate, matching
from portal.surveys.expressions.dates import Calendar
from portal.surveys.expressions.errors import CycleError, EvaluationError, ExpressionError, Reason
from portal.surveys.expressions.nodes import Node, NodeSet, Path
from portal.surveys.expressions.ordering import order_of
from portal.surveys.expressions.scopes import Scope
from portal.surveys.expressions.trees import Shape, TreeScope
from portal.surveys.expressions.values import Value, as_boolean, as_number, as_string

__all__ = [
    "Calendar",
    "CycleError",
    "EvaluationError",
    "Expression",
    "ExpressionError",
    "Node",
    "NodeSet",
    "Path",
    "Reason",
    "Scope",
    "Shape",
    "TreeScope",
    "Value",
    "as_boolean",
    "as_number",
    "as_string",
    "compile_expression",
    "evaluate",
    "matching",
    "order_of",
]
