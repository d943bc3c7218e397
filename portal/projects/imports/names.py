"""The names by which cities call the columns of their project trackers."""

from __future__ import annotations

import re
from collections.abc import Iterable

# fmt: off
# In the order in which they are believed.
IDS = (
    "projectid", "projectnumber", "projectno", "projectcode", "projectkey", "fmsid", "cipid", "cipnumber", "capitalid",
    "id", "identifier", "referencenumber", "reference", "number", "idproyecto", "idproject", "codigo", "objectid",
    "uniqueid", "recordid",
)
TITLES = (
    "projecttitle", "title", "projectname", "name", "project", "nombredelproyecto", "nombre", "titulo", "proyecto",
    "projectdescription", "description",
)
SUMMARIES = (
    "scopesummary", "scope", "scopetext", "projectscope", "summary", "shortdescription", "projectsummary",
    "projectdescription", "description", "descripcion", "resumen", "details", "purpose", "benefits",
)
AGENCIES = (
    "managingagency", "managingagencyname", "leadagency", "agency", "agencyname", "responsibleagency",
    "implementingagency", "department", "departmentname", "dept", "clientdepartment", "responsibledepartment",
    "sponsoragency", "sponsor", "owner", "projectowner", "division", "bureau", "office", "organization",
    "dependencia", "departamento", "entidad",
)
CATEGORIES = (
    "tenyearplancategory", "category", "projectcategory", "programcategory", "program", "programname", "assettype",
    "projecttype", "type", "servicearea", "sector", "topic", "categoria", "programa", "tipo",
)
AREAS = (
    "borough", "boroughs", "neighborhood", "neighbourhood", "district", "councildistrict", "ward", "area",
    "communityarea", "planningarea", "region", "zone", "barrio", "distrito", "colonia", "zona",
)
ADDRESSES = (
    "projectlocation", "location", "locationdescription", "address", "streetaddress", "siteaddress", "site", "place",
    "ubicacion", "direccion", "lugar",
)
STATUSES = (
    "projectstatus", "status", "currentphase", "projectphase", "phase", "stage", "currentstage", "projectstage",
    "estado", "fase", "etapa",
)
REASONS = (
    "explanationfordelay", "reasonfordelay", "delayreason", "delayexplanation", "delaycomment", "scheduleexplanation",
    "reasonforschedulechange", "explanation", "variancereason", "motivodelretraso", "motivoderetraso",
)
LATITUDES = ("latitude", "lat", "ycoord", "y", "latitud")
LONGITUDES = ("longitude", "lon", "lng", "long", "xcoord", "x", "longitud")
LINKS = ("url", "website", "projecturl", "projectpage", "webpage", "link", "projectlink", "moreinformation", "enlace")
CURRENCIES = ("currency", "currencycode", "moneda", "divisa")
REVISIONS = ("updatedat", "updated", "lastupdated", "lastmodified", "modified", "dateupdated", "dataasof", "asofdate")
STARTS = (
    "startdate", "plannedstart", "plannedstartdate", "constructionstart", "constructionstartdate", "begindate",
    "start", "fechadeinicio",
)
PLANNED_ENDS = (
    "originalenddate", "originalcompletiondate", "plannedenddate", "plannedcompletiondate", "plannedcompletion",
    "baselineenddate", "baselinecompletion", "scheduledcompletion", "targetcompletion", "targetcompletiondate",
    "originalcompletion", "fechaplaneadadefin",
)
FORECAST_ENDS = (
    "forecastcompletion", "forecastcompletiondate", "estimatedcompletion", "estimatedcompletiondate", "currentenddate",
    "projectedcompletion", "expectedcompletion", "expectedcompletiondate", "anticipatedcompletion", "enddate",
    "completiondate", "fechadefin",
)
ACTUAL_ENDS = (
    "actualcompletion", "actualcompletiondate", "actualenddate", "completedon", "datecompleted", "finishdate",
)
# fmt: on
GROUPS = (
    *(IDS, TITLES, SUMMARIES, AGENCIES, CATEGORIES, AREAS, ADDRESSES, STATUSES, REASONS, LATITUDES, LONGITUDES, LINKS),
    *(CURRENCIES, REVISIONS, STARTS, PLANNED_ENDS, FORECAST_ENDS, ACTUAL_ENDS),
)
KNOWN = {name for group in GROUPS for name in group}
_MONEY = re.compile(
    r"budget|amount|cost|spen[dt]|expenditure|funding|actuals|total|appropriat|committed|allocation|presupuesto|monto"
    r"|costo|gasto|importe|\bcombined\s*\d{4}\b|\b(?:fy|cy)\s*\d{2,4}\b",
    re.I,
)
_NO_MONEY = re.compile(
    r"date|days|percent|pct|status|code|\bid\b|category|source|name|type|reason|explanation|count|number", re.I
)
_NOTHING = {"", "n/a", "na", "none", "null", "nil", "-", "--", "—", "tbd", "unknown", "nan"}


def plain(name: str) -> str:
    """A name without capitals, blanks and signs: "Project ID", "project_id" and "projectId" are one."""
    return re.sub(r"[\W_]+", "", str(name).casefold())


def as_words(name: str) -> str:
    """A name as a label: `combined_prior_actuals` becomes "Combined prior actuals"."""
    spread = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", str(name))
    text = " ".join(re.split(r"[\s_]+", spread)).strip()
    return text[:1].upper() + text[1:] if text else "?"


def is_money(name: str) -> bool:
    """Whether a column holds amounts of money."""
    spread = as_words(name)
    return plain(name) not in KNOWN and bool(_MONEY.search(spread)) and not _NO_MONEY.search(spread)


def known(names: Iterable[str]) -> int:
    """How many of the names are those of a part that a project has."""
    return sum(plain(name) in KNOWN or is_money(name) for name in names)


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or filled with a word for that."""
    return cell.strip().casefold() in _NOTHING
