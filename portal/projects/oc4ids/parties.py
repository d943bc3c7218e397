"""Parties of the standard as partners, and what each does in the project."""

from __future__ import annotations

from collections.abc import Iterator

from portal.projects.imports.records import PartnerRecord
from portal.projects.imports.said import ROLES, everywhere, joined
from portal.projects.imports.values import web_address
from portal.projects.oc4ids.parts import Part
from portal.projects.oc4ids.words import ASIDE, kind_of
from portal.projects.sheets.shapes import Part as SheetPart

LONGEST_NAME = 200


def by_name(name: str) -> str:
    """The identity of an organization that has no registered identifier."""
    return f"name:{' '.join(name.split()).casefold()}"[:255]


class Parties:
    """The partners of a project, each once. Whoever only bid or asked is left out, and counted."""

    def __init__(self) -> None:
        self.partners: dict[str, PartnerRecord] = {}
        self.parts: dict[str, SheetPart] = {}

    def take_project(self, project: Part) -> None:
        """Its parties, and the public authority where it is not among them."""
        ids = set()
        for each in project.parts("parties"):
            ids.add(each.text("id", 200))
            self._take(each)
        authority = project.part("publicAuthority")
        if authority is not None:
            reference, name = authority.text("id", 200), authority.text("name", LONGEST_NAME)
            if (
                name
                and reference not in ids
                and by_name(name) not in {by_name(each.name) for each in self.partners.values()}
            ):
                self._add(PartnerRecord(by_name(name), name, kind_of([], {"publicAuthority"})), ["publicAuthority"])
            authority.done()

    def _take(self, each: Part) -> None:
        roles = each.texts("roles")
        identifier = each.part("identifier")
        legal = identifier.text("legalName", LONGEST_NAME) if identifier is not None else ""
        name = each.text("name", LONGEST_NAME) or legal
        identity = _registered(identifier) or by_name(name)
        kinds = list(_classified(each))
        website = _website(each)
        each.done()
        if not name:
            each.left_out("entry without a name")
        elif roles and set(roles) <= ASIDE:
            each.left_out("entry that only bid or asked")
        else:
            self._add(PartnerRecord(identity, name, kind_of(kinds, set(roles)), website), roles)

    def _add(self, partner: PartnerRecord, roles: list[str]) -> None:
        self.partners.setdefault(partner.identity, partner)
        said = joined([everywhere(ROLES.get(role, role)) for role in roles if role not in ASIDE])
        self.parts.setdefault(partner.identity, SheetPart(partner.identity, role=said))


def _registered(identifier: Part | None) -> str:
    if identifier is None:
        return ""
    scheme, number = identifier.text("scheme", 60), identifier.text("id", 180)
    identifier.text("uri")
    identifier.done()
    return f"{scheme}-{number}" if scheme and number else ""


def _classified(each: Part) -> Iterator[str]:
    for one in each.parts("classifications"):
        yield one.text("id")
        yield one.text("description")
        one.text("scheme")
        one.done()


def _website(each: Part) -> str:
    # names, mail addresses and telephone numbers of people stay where they are
    contact = each.part("contactPoint")
    if contact is None:
        return ""
    address = web_address(contact.values.get("url"))
    contact.text("url")
    contact.done()
    return address
