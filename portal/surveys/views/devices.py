"""How a browser is told again without an account: a cookie of the session with the draft's code.

Only a POST that begins or resumes sets it; the browser forgets it when it is closed, when the answers are sent, and
when somebody saves to come back later.
"""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.receipts import queries as receipts
from portal.surveys.queries import SurveyCard


def remembered(survey: SurveyCard) -> str | None:
    """The symbols of the code that this browser holds for a survey."""
    return receipts.symbols_of(request.cookies.get(_name(survey), ""))


def remember(response: Response, survey: SurveyCard, symbols: str) -> Response:
    """`response`, with the browser asked to hold the code until it is closed."""
    response.set_cookie(_name(survey), symbols, secure=not _insecure(), httponly=True, samesite="Lax", path="/")
    return response


def forget(response: Response, survey: SurveyCard) -> Response:
    """`response`, with the browser asked to forget the code."""
    response.delete_cookie(_name(survey), secure=not _insecure(), httponly=True, samesite="Lax", path="/")
    return response


def remembered_hand(survey: SurveyCard) -> str | None:
    """The symbols of the link to one section that this browser holds."""
    return receipts.symbols_of(request.cookies.get(f"{_name(survey)}-hand", ""))


def remember_hand(response: Response, survey: SurveyCard, symbols: str) -> Response:
    """`response`, with the browser asked to hold the section until it is closed; it leads to no other."""
    name = f"{_name(survey)}-hand"
    response.set_cookie(name, symbols, secure=not _insecure(), httponly=True, samesite="Lax", path="/")
    return response


def _name(survey: SurveyCard) -> str:
    # one for each survey; bound to this host and to https, except on loopback
    return f"survey-{survey.id}" if _insecure() else f"__Host-survey-{survey.id}"


def _insecure() -> bool:
    return bool(current_app.config["SETTINGS"].insecure_cookies)
