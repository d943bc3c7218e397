"""One of our projects as a project of the standard. `docs/integrator.md` has the tables; keep them in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from werkzeug.urls import iri_to_uri

from portal.core.formats import iso
from portal.core.translated import Translated
from portal.projects.oc4ids import VERSION
from portal.projects.oc4ids.currencies import CURRENCIES
from portal.projects.oc4ids.extension import NAME
from portal.projects.oc4ids.identity import SOURCE, identity_of
from portal.projects.oc4ids.telling import extension
from portal.projects.oc4ids.words import KIND_SCHEME, STATUSES
from portal.projects.queries.exported import ExportedMove, ExportedPartner, ExportedProject
from portal.projects.sheets.shapes import BudgetLine, Criterion, Milestone

SHAPES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}


def package(projects: Sequence[ExportedProject], *, uri: str, publisher: str, prefix: str, lang: str) -> dict[str, Any]:
    """A package of projects: at least one. `lang` is the language of texts without a tag."""
    return {
        "uri": uri,
        "publishedDate": iso(max(each.updated_at for each in projects)),
        "version": VERSION,
        "publisher": {"name": publisher},
        "projects": [project(each, prefix, lang) for each in projects],
    }


def project(each: ExportedProject, prefix: str, lang: str) -> dict[str, Any]:
    """One project."""
    page, sheet = each.page, each.sheet
    told = {
        "id": identity_of(prefix, each.slug, each.source, each.external_id),
        "updated": iso(each.updated_at),
        "language": lang,
        "identifiers": _identifiers(each),
        **_texts("title", page.title, lang),
        **_texts("description", page.summary or page.body, lang),
        "status": STATUSES[each.update.phase] if each.update else None,
        "period": _period(sheet.milestones),
        "sector": list(page.topics),
        **_texts("purpose", sheet.vision, lang),
        "locations": _locations(each),
        "budget": _budget(sheet.budget, lang),
        "parties": [_party(partner, each, lang) for partner in _distinct(each.partners)],
        "milestones": [_milestone(row, each.moves, lang) for row in sheet.milestones],
        "completion": _completion(each, lang),
        "forecasts": [_target(row, lang) for row in sheet.criteria if row.target],
        "metrics": [_measured(row, each, lang) for row in sheet.criteria if _scored(row, each)],
        "documents": [
            {"id": str(number), "title": link.label or None, "url": iri_to_uri(link.url)}
            for number, link in enumerate(sheet.links, 1)
        ],
        NAME: extension(each),
    }
    return _filled(told)


def _filled(value: Any) -> Any:
    """`value` without empty parts, which the standard refuses; ours stays as it is."""
    if isinstance(value, Mapping):
        parts = {name: each if name == NAME else _filled(each) for name, each in value.items()}
        return {name: each for name, each in parts.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return value


def _texts(name: str, words: Translated, lang: str) -> dict[str, str]:
    """A text in every language, as the standard does it: the project's own bare, others with their tag behind."""
    if not words:
        return {}
    others = {f"{name}_{tag}": text for tag, text in words.items() if tag != lang}
    return {name: words.best(lang).text, **others}


def _day(value: date | None) -> str | None:
    return f"{value.isoformat()}T00:00:00Z" if value else None


def _identifiers(each: ExportedProject) -> list[dict[str, str]]:
    if not each.source or not each.external_id or each.source == SOURCE:
        return []
    return [{"id": each.external_id, "scheme": each.source}]


def _period(milestones: Iterable[Milestone]) -> dict[str, Any]:
    """From the first to the last day that is planned."""
    days = sorted(row.planned_on for row in milestones if row.planned_on)
    return {"startDate": _day(days[0]), "endDate": _day(days[-1])} if days else {}


def _locations(each: ExportedProject) -> list[dict[str, Any]]:
    page = each.page
    known = page.geometry is not None and page.geometry.get("type") in SHAPES
    place = {
        "description": page.area,
        "geometry": page.geometry if known else None,
        "address": {"streetAddress": page.address, "locality": page.area if page.address else ""},
    }
    return [{"id": "1", **place}] if page.area or page.address or known else []


def _budget(lines: Sequence[BudgetLine], lang: str) -> dict[str, Any]:
    breakdown = [
        {
            "id": line.key,
            **_texts("description", line.title, lang),
            "amount": _value(line),
            "period": {"startDate": _day(line.starts_on), "endDate": _day(line.ends_on)},
            "sourceParty": {"name": line.source},
        }
        for line in lines
    ]
    return {"budgetBreakdowns": [{"id": "1", "budgetBreakdown": breakdown}]} if breakdown else {}


def _value(line: BudgetLine) -> dict[str, Any]:
    currency = line.currency if line.currency in CURRENCIES else None
    return {"amount": _number(line.amount), "currency": currency}


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _distinct(partners: Iterable[ExportedPartner]) -> list[ExportedPartner]:
    return list({partner.slug: partner for partner in partners}.values())


def _party(partner: ExportedPartner, each: ExportedProject, lang: str) -> dict[str, Any]:
    roles = [part.role.best(lang).text for part in each.sheet.partners if part.partner == partner.slug]
    funds = any(line.source == partner.name for line in each.sheet.budget)
    return {
        "id": partner.slug,
        "name": partner.name,
        "roles": list(dict.fromkeys(filter(None, [*roles, "sourceParty" if funds else ""]))),
        "classifications": [{"scheme": KIND_SCHEME, "id": partner.kind.value}],
        "contactPoint": {"url": iri_to_uri(partner.website)},
    }


def _last(milestone: str, moves: Iterable[ExportedMove]) -> ExportedMove | None:
    return next((move for move in reversed(list(moves)) if move.milestone == milestone), None)


def _milestone(row: Milestone, moves: Sequence[ExportedMove], lang: str) -> dict[str, Any]:
    last = _last(row.key, moves)
    met = last.actual_on if last else None
    return {
        "id": row.key,
        **_texts("title", row.title, lang),
        **_texts("description", last.reason if last else Translated(), lang),
        "dueDate": _day(row.planned_on),
        "dateMet": _day(met),
        "dateModified": iso(last.posted_at) if last else None,
        "status": "met" if met else "scheduled",
    }


def _completion(each: ExportedProject, lang: str) -> dict[str, Any]:
    """The last milestone of a project that is completed, where the day on which it was reached is known."""
    if each.update is None or STATUSES[each.update.phase] != "completion" or not each.sheet.milestones:
        return {}
    last = _last(each.sheet.milestones[-1].key, each.moves)
    if last is None or last.actual_on is None:
        return {}
    return {"endDate": _day(last.actual_on), **_texts("endDateDetails", last.reason, lang)}


def _target(row: Criterion, lang: str) -> dict[str, Any]:
    observation = {"id": "target", "measure": row.target.best(lang).text, "period": {"endDate": _day(row.due_on)}}
    return {**_criterion(row, lang), "observations": [observation]}


def _scored(row: Criterion, each: ExportedProject) -> bool:
    return any(score.criterion == row.key for score in each.scores)


def _measured(row: Criterion, each: ExportedProject, lang: str) -> dict[str, Any]:
    observations = [
        {
            "id": str(number),
            "measure": score.verdict.value,
            **_texts("notes", score.result, lang),
            "period": {"endDate": _day(score.measured_on)},
        }
        for number, score in enumerate(each.scores, 1)
        if score.criterion == row.key
    ]
    return {**_criterion(row, lang), "observations": observations}


def _criterion(row: Criterion, lang: str) -> dict[str, Any]:
    return {"id": row.key, **_texts("title", row.measure, lang), **_texts("description", row.method, lang)}
