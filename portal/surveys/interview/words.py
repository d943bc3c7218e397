"""What the site itself says about answers, where the author of a form says nothing."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.surveys.definition import Kind

OTHER_CHOICE = _l("Other")
NEEDED = {
    Kind.SELECT_ONE: _l("Choose an answer."),
    Kind.SELECT_MULTIPLE: _l("Choose at least one answer."),
    Kind.RANK: _l("Put the choices in order."),
    Kind.ACKNOWLEDGE: _l("Check the box to go on."),
    Kind.DATE: _l("Enter a date."),
    Kind.INTEGER: _l("Enter a number."),
    Kind.DECIMAL: _l("Enter a number."),
    Kind.RANGE: _l("Enter a number."),
}
ANSWER_NEEDED = _l("Answer this question.")
NOT_ALLOWED = _l("This answer does not fit the question. Check it.")
WHOLE_NUMBER = _l("Enter a whole number, such as 12.")
NUMBER = _l("Enter a number, such as 12 or 12.5.")
WHICH_NUMBER = _l("Enter the number without a separator for thousands.")
LONG_NUMBER = _l("Enter a number with fewer digits.")
A_DATE = _l("Enter a real date, such as 27 3 2026.")
WHOLE_DATE = _l("Enter all parts of the date.")
A_TIME = _l("Enter a time, such as 14:30.")
TIME_TOO = _l("Enter both the date and the time.")
LATITUDE = _l("Enter a latitude from -90 to 90.")
LONGITUDE = _l("Enter a longitude from -180 to 180.")
ONE_CHOICE = _l("Choose only one answer.")
OTHER_TEXT = _l("Write what “Other” means for you.")
TOO_MUCH = _l("Your answers are too long to be saved. Shorten them.")


def long_text(most: int, length: int) -> LazyString:
    """A text over the limit."""
    return _l("Write at most %(most)s characters. You wrote %(length)s.", most=f"{most:,}", length=f"{length:,}")


def from_to(lowest: str, highest: str) -> LazyString:
    """A number out of its range."""
    return _l("Enter a number from %(lowest)s to %(highest)s.", lowest=lowest, highest=highest)


def in_steps(step: str, lowest: str) -> LazyString:
    """A number between the steps of its range."""
    return _l("Enter a number in steps of %(step)s, counted from %(lowest)s.", step=step, lowest=lowest)


def no_choice(name: str) -> LazyString:
    """A choice that the question does not have."""
    return _l("“%(name)s” is not one of the choices. Choose again.", name=name)


def twice(first: int, second: int) -> LazyString:
    """A choice that stands on two places of a ranking."""
    return _l("Places %(first)s and %(second)s hold the same choice. Change one.", first=first, second=second)


def gap(place: int) -> LazyString:
    """A place of a ranking that is empty though a later one is not."""
    return _l("Choose something for place %(place)s.", place=place)
