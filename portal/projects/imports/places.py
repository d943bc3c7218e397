"""Where the partners and goals of a file go: to those that are here, or to new ones under free slugs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from portal.core.addresses import slugify, slugs_from
from portal.projects.imports.records import GoalRecord, PartnerRecord, ProjectRecord
from portal.projects.sheets.shapes import Sheet


@dataclass(frozen=True)
class KnownPartner:
    """A partner that is here."""

    slug: str
    name: str
    external_id: str | None


class Places:
    """Gives every organization of a file one slug: by its registered identifier, else by its name.

    `partners` and `goals` are those that have to be made.
    """

    def __init__(self, there: Iterable[KnownPartner], goals: Iterable[str]) -> None:
        self.partners: dict[str, PartnerRecord] = {}
        self.goals: dict[str, GoalRecord] = {}
        self._goals_there = set(goals)
        self._taken: set[str] = set()
        self._by_identity: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._registered: set[str] = set()
        for each in there:
            self._taken.add(each.slug)
            self._by_name.setdefault(_folded(each.name), each.slug)
            if each.external_id:
                self._know(each.external_id, each.slug)

    def placed(self, record: ProjectRecord) -> Sheet:
        """The sheet of a record with the slugs of its partners here."""
        slugs = {partner.identity: self._slug_of(partner) for partner in record.partners}
        if record.goal is not None and record.goal.slug not in self._goals_there:
            self.goals.setdefault(record.goal.slug, record.goal)
        parts = {slugs[each.partner]: replace(each, partner=slugs[each.partner]) for each in record.sheet.partners}
        return replace(record.sheet, partners=tuple(parts.values()))

    def _slug_of(self, partner: PartnerRecord) -> str:
        there = self._by_identity.get(partner.identity) or self._of_that_name(partner)
        if there is None:
            there = next(slug for slug in slugs_from(partner.slug or slugify(partner.name)) if slug not in self._taken)
            self._taken.add(there)
            self.partners[there] = partner
            self._by_name.setdefault(_folded(partner.name), there)
        self._know(partner.identity, there)
        return there

    def _know(self, identity: str, slug: str) -> None:
        self._by_identity.setdefault(identity, slug)
        if not identity.startswith("name:"):
            self._registered.add(slug)

    def _of_that_name(self, partner: PartnerRecord) -> str | None:
        slug = self._by_name.get(_folded(partner.name))
        # of two organizations with one name the register tells them apart
        return None if not partner.identity.startswith("name:") and slug in self._registered else slug


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
