"""Partners for tests: with their projects, and people with accounts who speak for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image

from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, Role
from portal.core.usecase import transaction
from portal.projects import queries, usecases
from portal.projects.drafts.shapes import SHAPES, UpdateWords
from portal.projects.filing import Upload, take_papers, take_photos
from portal.projects.models import Condition, Partner, PartnerDraft, PartnerKind, Phase, Strength
from portal.projects.sheets.shapes import Part, Requirement, Sheet
from tests.support.builders import SCRIPT, words
from tests.support.cast import Player, add_player


def partner(slug: str, **others: Any) -> str:
    """A partner; its slug."""
    values = {"name": f"{slug.title()} {SCRIPT}", "kind": PartnerKind.COMPANY} | others
    with transaction():
        db.session.add(Partner(slug=slug, **values))
    return slug


def sheet_of(project: str, *partners: str, **others: Any) -> int:
    """A new sheet version of `project` that names these partners; its number."""
    found = queries.sheet_page(queries.facts(project).id)
    sheet = Sheet(vision=words(f"Vision {found.number if found else 0}"), partners=tuple(map(Part, partners)), **others)
    usecases.write_sheet(actor=COMMAND_LINE, slug=project, sheet=sheet)
    return usecases.publish_sheet(actor=COMMAND_LINE, slug=project, reason=words("Agreed"))


def spokesperson(name: str, *partners: str) -> Player:
    """Somebody with a partner account who speaks for these partners."""
    player = add_player(name, Role.PARTNER)
    for slug in partners:
        usecases.confirm_spokesperson(actor=COMMAND_LINE, partner_slug=slug, person_id=player.person_id)
    return player


def update_words(text: str = "Ten lamps are up.", **others: Any) -> UpdateWords:
    """An update to draft."""
    values = {"phase": Phase.PILOTING, "condition": Condition.ON_TRACK, "text": words(text)}
    return UpdateWords(**(values | others))


def requirement(text: str = "Dims at night.", **others: Any) -> Requirement:
    """A requirement to draft."""
    values = {"key": "", "text": words(text), "owner": f"Ana {SCRIPT}", "strength": Strength.SHOULD}
    return Requirement(**(values | others))


def draft(player: Player, project: str, partner_slug: str, what: Any = None, *, sent: bool = False) -> int:
    """A draft of `player`, sent to the clerk if so wanted; its id."""
    what = what or update_words()
    [kind] = [kind for kind, shape in SHAPES.items() if isinstance(what, shape)]
    draft_id = usecases.write_draft(
        actor=player.actor, project_slug=project, partner_slug=partner_slug, kind=kind, words=what
    )
    if sent:
        usecases.send_draft(actor=player.actor, draft_id=draft_id)
    return draft_id


def paper_of(player: Player, project: str, partner_slug: str, content: bytes, name: str = "plan.pdf") -> int:
    """A paper that `player` sent for drafts; its id."""
    good, wrong = take_papers([(name, io.BytesIO(content))])
    assert not wrong
    return _added(player, project, partner_slug, good)


def photo_of(player: Player, project: str, partner_slug: str) -> int:
    """A photo that `player` sent for drafts; its id."""
    content = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(content, "JPEG")
    good, wrong = take_photos([("lamp.jpg", content)])
    assert not wrong
    return _added(player, project, partner_slug, good)


def _added(player: Player, project: str, partner_slug: str, uploads: list[Upload]) -> int:
    [file_id] = usecases.add_draft_files(
        actor=player.actor, project_slug=project, partner_slug=partner_slug, uploads=uploads
    )
    return file_id


def row(draft_id: int) -> Any:
    """The draft's row."""
    db.session.rollback()
    return db.session.get_one(PartnerDraft, draft_id)


def loaded(draft_id: int, player: Player) -> str:
    """The fingerprint that a reader's page holds."""
    page = queries.draft_page(player.actor, draft_id)
    assert page is not None
    return page.loaded


def updates_of(project: str) -> Sequence[Any]:
    """The updates of a project, newest first."""
    db.session.rollback()
    return queries.updates(queries.facts(project).id)
