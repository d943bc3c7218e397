"""Partners, sheets that they are in, and links to sign them, for tests of this folder."""

from __future__ import annotations

import secrets
from datetime import date

from portal.core.permissions import COMMAND_LINE, VISITOR
from portal.core.translated import Translated
from portal.projects import queries, usecases
from portal.projects.models import PartnerKind, SignOffAnswer
from portal.projects.sheets.shapes import Part, Sheet
from portal.projects.signing import SignDraft
from tests.support.builders import SCRIPT, words

AGREED = SignDraft(SignOffAnswer.AGREE, f"Ana {SCRIPT}", f"Director {SCRIPT}")
RESERVED = SignDraft(SignOffAnswer.RESERVATION, f"Ana {SCRIPT}", f"Director {SCRIPT}", f"Only in winter {SCRIPT}")


def add_partner(name: str = "Lumen", kind: PartnerKind = PartnerKind.COMPANY, **others) -> str:
    """A partner whose texts hold a script; its slug."""
    values = {"about": words("Makes lamps"), "website": "https://lumen.example/"} | others
    return usecases.add_partner(actor=COMMAND_LINE, name=f"{name} {SCRIPT}", kind=kind, slug=name.lower(), **values)


def part(partner: str) -> Part:
    """What a partner does in a project, with everything said."""
    return Part(
        partner=partner,
        role=words("Supplier"),
        contribution=words("Forty lamps"),
        capability=words("Repairs at night"),
        public_value=words("Darker skies"),
        private_value=words("A place to show lamps"),
        stated_on=date(2026, 3, 2),
    )


def publish(slug: str, *partners: str, vision: str = "Dark skies", reason: str = "") -> int:
    """The next version of a project's sheet with these partners; its number."""
    sheet = Sheet(vision=words(vision), partners=tuple(part(each) for each in partners))
    usecases.write_sheet(actor=COMMAND_LINE, slug=slug, sheet=sheet)
    why = words(reason or "More was agreed") if queries.sheet_page(queries.facts(slug).id) else Translated()
    return usecases.publish_sheet(actor=COMMAND_LINE, slug=slug, reason=why)


def ask(slug: str, partner: str = "lumen", number: int = 1, **others) -> str:
    """A link with which a partner signs; its code."""
    values = {"actor": COMMAND_LINE, "contact": f"Ana, 555 0100 {SCRIPT}", "nonce": secrets.token_bytes(16)} | others
    return usecases.ask_partner(slug=slug, partner=partner, number=number, **values)


def sign(code: str, draft: SignDraft = AGREED, lang: str = "en") -> None:
    """An answer by the use case."""
    usecases.sign_sheet(actor=VISITOR, code=code, draft=draft, lang=lang)


def asked(town, slug: str = "lamps") -> str:
    """A project whose only partner was asked to sign the first version; the code of its link."""
    town.project(slug)
    add_partner()
    publish(slug, "lumen")
    return ask(slug)
