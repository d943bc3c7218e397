"""Partners for tests: with their projects, and people with accounts who speak for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.core.db import db
from portal.core.permissions import COMMAND_LINE, Role
from portal.core.usecase import transaction
from portal.projects import queries, usecases
from portal.projects.drafts.shapes import UpdateWords
from portal.projects.models import Condition, DraftKind, Partner, PartnerKind, Phase, Strength
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
    kind = DraftKind.UPDATE if isinstance(what, UpdateWords) else DraftKind.REQUIREMENT
    draft_id = usecases.write_draft(
        actor=player.actor, project_slug=project, partner_slug=partner_slug, kind=kind, words=what
    )
    if sent:
        usecases.send_draft(actor=player.actor, draft_id=draft_id)
    return draft_id


def row(draft_id: int) -> Any:
    """The draft's row."""
    db.session.rollback()
    return queries.draft_for_change(draft_id)


def loaded(draft_id: int, player: Player) -> str:
    """The fingerprint that a reader's page holds."""
    page = queries.draft_page(player.actor, draft_id)
    assert page is not None
    return page.loaded


def updates_of(project: str) -> Sequence[Any]:
    """The updates of a project, newest first."""
    db.session.rollback()
    return queries.updates(queries.facts(project).id)
