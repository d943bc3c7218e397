"""The posting certificate of each version: a page for people, and a file that anybody can check."""

from __future__ import annotations

import json

from flask import Response

from portal.core.errors import NotFound
from portal.core.routes import public
from portal.core.web import render
from portal.meetings import queries
from portal.meetings.queries import Certificate
from portal.meetings.views.door import blueprint


@blueprint.get("/meetings/<slug:slug>/versions/<int:number>/certificate")
@public()
def certificate(slug: str, number: int) -> str:
    """What proves the posting of a version of the agenda."""
    return render("meetings/certificate.html", certificate=_found(queries.certificate_of_agenda(slug, number)))


@blueprint.get("/meetings/<slug:slug>/versions/<int:number>/certificate.json")
@public()
def certificate_file(slug: str, number: int) -> Response:
    """The same as a file."""
    return _file(_found(queries.certificate_of_agenda(slug, number)))


@blueprint.get("/meetings/<slug:slug>/minutes/versions/<int:number>/certificate")
@public()
def minutes_certificate(slug: str, number: int) -> str:
    """What proves the posting of a version of the minutes."""
    return render("meetings/certificate.html", certificate=_found(queries.certificate_of_minutes(slug, number)))


@blueprint.get("/meetings/<slug:slug>/minutes/versions/<int:number>/certificate.json")
@public()
def minutes_certificate_file(slug: str, number: int) -> Response:
    """The same as a file."""
    return _file(_found(queries.certificate_of_minutes(slug, number)))


def _found(certificate: Certificate | None) -> Certificate:
    if certificate is None:
        raise NotFound
    return certificate


def _file(certificate: Certificate) -> Response:
    content = {"entry": dict(certificate.entry), "salt": certificate.salt, "text": certificate.text}
    response = Response(json.dumps(content, ensure_ascii=False, indent=1) + "\n", mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=certificate.file_name)
    return response
