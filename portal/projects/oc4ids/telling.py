"""The object of our own (see extension.py) as it is written."""

from __future__ import annotations

from typing import Any

from portal.core.formats import iso
from portal.core.translated import Translated
from portal.projects.oc4ids.extension import FORM
from portal.projects.queries.exported import ExportedPartner, ExportedProject
from portal.projects.sheets.contents import content_of


def extension(each: ExportedProject) -> dict[str, Any]:
    """Everything of a project that another portal needs to have the same."""
    page = each.page
    told = {
        "form": FORM,
        "slug": each.slug,
        "title": dict(page.title),
        "summary": dict(page.summary),
        "body": dict(page.body),
        "area": page.area,
        "address": page.address,
        "geometry": page.geometry,
        "topics": list(page.topics),
        "illustrative": each.illustrative,
        "attribution": dict(each.attribution),
        "sourceStatus": each.source_status,
        "standing": _standing(each),
        "goal": _goal(each),
        "partners": [_partner(partner) for partner in each.partners],
        "moves": [_move(each, number) for number in range(len(each.moves))],
        "scores": [_score(each, number) for number in range(len(each.scores))],
        "criteriaFrozen": each.frozen_at is not None,
        "criteriaFrozenAt": iso(each.frozen_at) if each.frozen_at else None,
        "signOffs": [_sign_off(each, number) for number in range(len(each.sign_offs))],
    }
    if each.version:
        told |= {
            "sheetVersion": each.version,
            "sheetPublishedAt": iso(each.published_at) if each.published_at else None,
            "sheet": content_of(each.sheet),
        }
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _standing(each: ExportedProject) -> dict[str, Any] | None:
    update = each.update
    if update is None:
        return None
    return {
        "phase": update.phase.value,
        "condition": update.condition.value,
        "text": dict(update.text),
        "postedAt": iso(update.posted_at),
    }


def _goal(each: ExportedProject) -> dict[str, Any] | None:
    goal = each.goal
    if goal is None:
        return None
    return {
        "slug": goal.slug,
        "title": dict(goal.title),
        "text": dict(goal.text),
        "indicator": dict(goal.indicator),
        "retired": goal.retired,
    }


def _partner(partner: ExportedPartner) -> dict[str, Any]:
    return {
        "slug": partner.slug,
        "name": partner.name,
        "kind": partner.kind.value,
        "about": dict(partner.about),
        "website": partner.website,
        "identity": partner.external_id,
    }


def _move(each: ExportedProject, number: int) -> dict[str, Any]:
    move = each.moves[number]
    return {
        "milestone": move.milestone,
        "forecast_on": move.forecast_on.isoformat() if move.forecast_on else None,
        "actual_on": move.actual_on.isoformat() if move.actual_on else None,
        "reason": _said(move.reason),
        "posted_at": iso(move.posted_at),
    }


def _score(each: ExportedProject, number: int) -> dict[str, Any]:
    score = each.scores[number]
    return {
        "criterion": score.criterion,
        "verdict": score.verdict.value,
        "result": _said(score.result),
        "measured_on": score.measured_on.isoformat() if score.measured_on else None,
        "posted_at": iso(score.posted_at),
    }


def _sign_off(each: ExportedProject, number: int) -> dict[str, Any]:
    signed = each.sign_offs[number]
    return {
        "version": signed.version,
        "partner": signed.partner,
        "answer": signed.answer.value,
        "words": signed.words,
        "signed_by": signed.signed_by,
        "role": signed.role,
        "signed_at": iso(signed.signed_at),
    }


def _said(words: Translated) -> dict[str, str]:
    return dict(words)
