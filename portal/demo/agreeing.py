"""What the partners of the illustrative town agree, sign, move and measure: the scenes of `town/agreements.toml`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from portal.core.formats import local
from portal.core.permissions import VISITOR
from portal.core.translated import Translated
from portal.demo.people import actor
from portal.demo.scenes import Scene
from portal.demo.sheets import dated, sheets_of
from portal.projects import queries
from portal.projects.drafts.shapes import UpdateWords
from portal.projects.models import Condition, DraftKind, PartnerKind, Phase, SignOffAnswer, Verdict
from portal.projects.sheets.shapes import Sheet
from portal.projects.signing import SignDraft
from portal.projects.usecases import (
    add_goal,
    add_partner,
    ask_partner,
    confirm_spokesperson,
    freeze_criteria,
    move_milestone,
    publish_sheet,
    score_criterion,
    send_draft,
    sign_sheet,
    write_draft,
    write_sheet,
    write_vision,
)

Play = Callable[[], object]


def founding(words: Mapping[str, Any]) -> Iterator[Play]:
    """The vision, its goals and the partners, which are there before any project."""
    yield lambda: write_vision(actor=actor("clerk"), text=Translated(words["vision"]))
    for goal in words["goals"]:
        yield _goal_adder(goal)
    for partner in words["partners"]:
        yield _partner_adder(partner)


def agreement_scenes(words: Mapping[str, Any], today: datetime) -> Iterator[Scene]:
    """Every sheet, answer, freezing, score and move, each at its moment."""
    day = local(today).date()
    for project in dict.fromkeys(sheet["project"] for sheet in words["sheets"]):
        for said, sheet in sheets_of(project, words["sheets"], day):
            yield Scene(today + timedelta(days=said["published_in_days"]), _publisher(said, sheet))
    plays = {
        "sign_offs": _signer,
        "freezes": _freezer,
        "scores": _scorer,
        "moves": _mover,
        "spokespeople": _confirmer,
        "drafts": _drafter,
    }
    for name, play in plays.items():
        for said in words[name]:
            yield Scene(today + timedelta(days=said["in_days"]), play(dated(dict(said), day)))


def _goal_adder(words: Mapping[str, Any]) -> Play:
    texts = {name: Translated(words[name]) for name in ("title", "text", "indicator")}
    return lambda: add_goal(actor=actor("clerk"), slug=words["slug"], illustrative=True, **texts)


def _partner_adder(words: Mapping[str, Any]) -> Play:
    return lambda: add_partner(
        actor=actor("clerk"),
        slug=words["slug"],
        name=words["name"],
        kind=PartnerKind(words["kind"]),
        about=Translated(words["about"]),
        illustrative=True,
    )


def _publisher(words: Mapping[str, Any], sheet: Sheet) -> Play:
    slug = words["project"]

    def publish() -> None:
        write_sheet(actor=actor("clerk"), slug=slug, sheet=sheet)
        publish_sheet(actor=actor("clerk"), slug=slug, reason=Translated(words.get("reason")))

    return publish


def _signer(words: Mapping[str, Any]) -> Play:
    nonce = hashlib.sha256("/".join(str(words[name]) for name in ("project", "version", "partner")).encode()).digest()

    def sign() -> None:
        code = ask_partner(
            actor=actor("clerk"),
            slug=words["project"],
            partner=words["partner"],
            number=words["version"],
            contact=words["signed_by"],
            nonce=nonce[:16],
        )
        if "answer" in words:
            sign_sheet(actor=VISITOR, code=code, draft=_answer(words), lang="en")

    return sign


def _answer(words: Mapping[str, Any]) -> SignDraft:
    return SignDraft(
        SignOffAnswer(words["answer"]), signed_by=words["signed_by"], role=words["role"], words=words.get("words", "")
    )


def _freezer(words: Mapping[str, Any]) -> Play:
    slug = words["project"]
    return lambda: freeze_criteria(actor=actor("clerk"), slug=slug, version=_newest(slug))


def _newest(slug: str) -> int:
    facts = queries.facts(slug)
    page = queries.sheet_page(facts.id) if facts else None
    if page is None:
        raise LookupError(f"the sheet of {slug} was not published")
    return page.newest


def _scorer(words: Mapping[str, Any]) -> Play:
    return lambda: score_criterion(
        actor=actor("clerk"),
        slug=words["project"],
        criterion=words["criterion"],
        verdict=Verdict(words["verdict"]),
        result=Translated(words["result"]),
        measured_on=date.fromisoformat(words["measured_on"]),
    )


def _mover(words: Mapping[str, Any]) -> Play:
    return lambda: move_milestone(
        actor=actor("clerk"),
        slug=words["project"],
        milestone=words["milestone"],
        forecast_on=_day(words, "forecast_on"),
        actual_on=_day(words, "actual_on"),
        reason=Translated(words.get("reason")),
    )


def _day(words: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(words[name]) if name in words else None


def _confirmer(words: Mapping[str, Any]) -> Play:
    def confirm() -> None:
        person_id = actor(words["person"]).person_id
        assert person_id is not None
        confirm_spokesperson(actor=actor("clerk"), partner_slug=words["partner"], person_id=person_id)

    return confirm


def _drafter(words: Mapping[str, Any]) -> Play:
    update = UpdateWords(Phase(words["phase"]), Condition(words["condition"]), Translated(words["text"]))

    def draft() -> None:
        author = actor(words["person"])
        draft_id = write_draft(
            actor=author,
            project_slug=words["project"],
            partner_slug=words["partner"],
            kind=DraftKind.UPDATE,
            words=update,
        )
        send_draft(actor=author, draft_id=draft_id)

    return draft
