"""Fills in any page of any survey, as somebody does who answers all of it: by the inputs that stand there."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from tests.support.page import Form, Page

ANSWER = "answer:"
# Tried in turn where an answer is refused: numbers small and large, a word, what looks like a mail or a phone number.
TEXTS = ("Ana", "2", "30", "ana@example.org", "14:30", "0555 123 456", "1200", "55512345678", "0")
NUMBERS = ("2", "30", "1", "0", "1200", "5", "10", "15.5", "1990", "100")
PARTS = {"day": "3", "month": "4", "year": "2020", "time": "14:30", "lat": "41.5", "lon": "-93.2"}


def filled(page: Page, attempt: int = 0) -> dict[str, str | list[str]]:
    """Values for all inputs of the questions on `page`; a page that came back is tried with others each time."""
    form = page.form("Continue")
    values: dict[str, str | list[str]] = {}
    for control in form.element.iter():
        name = control.get("name", "")
        if control.tag in {"input", "select", "textarea"} and name.startswith(ANSWER):
            _answer(form, control, name, attempt, values)
    return values


def _answer(form: Form, control: Element, name: str, attempt: int, values: dict[str, str | list[str]]) -> None:
    part = name.rpartition("#")[2] if "#" in name else ""
    if control.tag == "select":
        options = [option.get("value", "") for option in control.iter("option")]
        place = int(part) if part.isdigit() else 1 + attempt
        values[name] = options[min(place, len(options) - 1)]
    elif control.get("type") in {"radio", "checkbox"}:
        choices = [one.get("value", "") for one in form.element.iter("input") if one.get("name") == name]
        values[name] = [choices[attempt % len(choices)]]
    elif part in PARTS:
        values[name] = PARTS[part]
    elif attempt == 0 and control.get("value"):
        values[name] = control.get("value", "")
    elif control.get("inputmode"):
        values[name] = _number(form, control, attempt)
    elif attempt == 0 and ("mail" in name or "14:30" in _hints(form, control)):
        values[name] = "ana@example.org" if "mail" in name else "14:30"
    else:
        values[name] = TEXTS[attempt % len(TEXTS)]


def _number(form: Form, control: Element, attempt: int) -> str:
    lowest = re.search(r"From (-?[\d.]+) to", _hints(form, control))
    return lowest[1] if lowest else NUMBERS[attempt % len(NUMBERS)]


def _hints(form: Form, control: Element) -> str:
    described = control.get("aria-describedby", "").split()
    return " ".join("".join(one.itertext()) for one in form.element.iter("p") if one.get("id") in described)
