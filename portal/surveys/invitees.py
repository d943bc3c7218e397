"""Reading a list of businesses to invite: a table with columns named by its first row, as spreadsheets save it."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.core import mail
from portal.core.forms import clean_line
from portal.core.imports import UnreadableFile
from portal.core.tables import DELIMITERS, decode_leniently, header, rows

MOST = 10_000
LONGEST = {"name": 200, "email": 254, "size_class": 80, "sector": 80, "branch_of": 200, "lang": 20}
COLUMNS = {
    "name": {"name", "business", "company", "nombre", "empresa"},
    "email": {"email", "e-mail", "mail", "correo", "correo electronico"},
    "size_class": {"size class", "size", "tamano"},
    "sector": {"sector", "branch", "industry"},
    "lang": {"language", "lang", "idioma"},
    "branch_of": {"branch of", "firm", "sucursal de"},
}


@dataclass(frozen=True)
class Invitee:
    """One business to invite."""

    name: str
    email: str
    size_class: str
    sector: str
    lang: str
    branch_of: str = ""

    @property
    def known_by(self) -> str:
        """By what it is the same in another upload: its email address, or its name and firm where it has none."""
        return self.email.casefold() or f"{self.name}\n{self.branch_of}".casefold()


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one cell: its row in the file, its column, and what to do."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Twin:
    """A row that names a business which an earlier row names."""

    row: int
    earlier: int
    invitee: Invitee


@dataclass(frozen=True)
class InviteeReading:
    """What a file holds. Nothing of it may be kept while something is wrong."""

    invitees: tuple[Invitee, ...]
    wrong: tuple[Wrong, ...]
    twins: tuple[Twin, ...]
    ignored: tuple[str, ...]  # columns that say nothing to us


def read_invitees(raw: bytes, languages: Sequence[str]) -> InviteeReading:
    """The businesses in a table. Raises `UnreadableFile`, in the reader's words, where it is none."""
    text, _notes = decode_leniently(raw)
    delimiter = max(DELIMITERS, key=lambda sign: len(header(text, sign)))
    try:
        found = list(rows(text, delimiter))
    except csv.Error as error:
        raise UnreadableFile(_("A quotation mark in the file is never closed, or stands within a cell.")) from error
    if len(found) > MOST + 1:
        raise UnreadableFile(_("The file has more than %(most)s rows. Split it.", most=MOST))
    places, ignored = _places(found[0] if found else [])
    if "name" not in places:
        raise UnreadableFile(_("The first row must name the columns, and one of them “name”."))
    return _read(found[1:], places, ignored, languages)


def problems_of(invitee: Invitee, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What keeps a business from being invited, each with the name of its field."""
    if not invitee.name:
        yield "name", _("Write the name of the business")
    if invitee.email and not mail.is_address(invitee.email):
        yield "email", _("Enter an email address like name@example.com")
    if invitee.lang not in languages:
        yield "lang", _("Use one of these: %(languages)s", languages=", ".join(languages))
    for name, most in LONGEST.items():
        if len(getattr(invitee, name)) > most:
            yield name, _("Shorten this to %(most)s characters or fewer", most=most)


def _read(
    found: Sequence[Sequence[str]], places: Mapping[str, int], ignored: tuple[str, ...], languages: Sequence[str]
) -> InviteeReading:
    invitees: dict[str, tuple[int, Invitee]] = {}
    wrong: list[Wrong] = []
    twins: list[Twin] = []
    for number, row in enumerate(found, start=2):
        if not any(cell.strip() for cell in row):
            continue
        invitee = _invitee(row, places, languages[0])
        said = [Wrong(number, column, message) for column, message in problems_of(invitee, languages)]
        wrong.extend(said)
        if said:
            continue
        if invitee.known_by in invitees:
            twins.append(Twin(number, invitees[invitee.known_by][0], invitee))
        else:
            invitees[invitee.known_by] = (number, invitee)
    return InviteeReading(tuple(one for _row, one in invitees.values()), tuple(wrong), tuple(twins), ignored)


def _invitee(row: Sequence[str], places: Mapping[str, int], lang: str) -> Invitee:
    def cell(name: str) -> str:
        at = places.get(name)
        return (clean_line(row[at]) or "") if at is not None and at < len(row) else ""

    return Invitee(
        name=cell("name"),
        email=cell("email"),
        size_class=cell("size_class"),
        sector=cell("sector"),
        lang=cell("lang").lower() or lang,
        branch_of=cell("branch_of"),
    )


def _places(names: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    ignored = []
    for at, name in enumerate(names):
        said = _plain(name)
        meant = next((column for column, spellings in COLUMNS.items() if said in spellings), None)
        if meant is None or meant in places:
            ignored.append(name.strip())
        else:
            places[meant] = at
    return places, tuple(one for one in ignored if one)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(letters.replace("_", " ").split())
