"""What is wrong with an expression, in sentences for its author."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.surveys.expressions import EvaluationError, ExpressionError, Reason, limits

WORDS = {
    Reason.EMPTY: _l("The expression is empty. Write one, or clear the cell."),
    Reason.TOO_LONG: _l("The expression is longer than %(most)d characters. Split it into calculations."),
    Reason.TOO_DEEP: _l("Brackets go deeper than %(depth)d levels at character %(place)d. Split the expression."),
    Reason.CHARACTER: _l("“%(found)s” at character %(place)d has no meaning here. Remove or replace it."),
    Reason.CURLY_QUOTE: _l("Replace the curly quote %(found)s at character %(place)d with a straight one: '."),
    Reason.OPEN_TEXT: _l("The quote at character %(place)d is never closed. Add the second quote."),
    Reason.OPEN_NAME: _l("“%(found)s” at character %(place)d names no question. Write it as ${name}."),
    Reason.LAST_SAVED: _l("“%(found)s” asks for an earlier response, which this site does not keep. Remove it."),
    Reason.UNEXPECTED: _l("“%(found)s” at character %(place)d does not fit there. Check what stands before it."),
    Reason.UNFINISHED: _l("The expression ends too early. Check that every bracket is closed."),
    Reason.UNKNOWN_FUNCTION: _l("There is no function %(found)s() here (character %(place)d). Use another one."),
    Reason.TOO_FEW: _l("%(found)s() at character %(place)d needs more values in its brackets."),
    Reason.TOO_MANY: _l("%(found)s() at character %(place)d has too many values in its brackets."),
    Reason.NEEDS_ANSWER: _l("“%(found)s” at character %(place)d needs a question, such as ${name}."),
    Reason.NEEDS_NAME: _l("%(found)s() at character %(place)d needs a name in quotes."),
    Reason.PATTERN: _l("The pattern of %(found)s() at character %(place)d cannot be used. Write a simpler one."),
    Reason.TOO_MANY_STEPS: _l("The expression needs too many steps. Make it simpler."),
    Reason.LONG_TEXT: _l("The expression makes a text that is too long. Make it simpler."),
    Reason.UNKNOWN_NAME: _l("The form has no question or list named “%(found)s”. Check the name."),
}


def sentence(error: ExpressionError | EvaluationError) -> str:
    """One sentence or two that say what is wrong and what to do, in the reader's language."""
    place = error.position + 1 if isinstance(error, ExpressionError) else 0
    told = WORDS[error.reason]
    return told % {"found": error.found, "place": place, "most": limits.CHARACTERS, "depth": limits.DEPTH}
