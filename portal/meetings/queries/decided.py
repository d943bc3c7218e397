"""Minutes and decisions as pages show them, read from what was kept of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.core.clock import now
from portal.core.formats import local
from portal.core.translated import Translated
from portal.meetings.minuting.contents import draft_from
from portal.meetings.minuting.drafts import FollowUp, Handling, Method, Presence, SeatRow, Tally, Vote
from portal.meetings.minuting.posted import decisions_in
from portal.meetings.minuting.quorum import Quorum
from portal.meetings.models import ItemKind, Outcome
from portal.meetings.queries.cards import MeetingLink


@dataclass(frozen=True)
class ItemName:
    """An agenda item that a decision was about, as it was called then."""

    number: int
    title: Translated


@dataclass(frozen=True)
class DecisionCard:
    """A motion and what became of it. `by_name` tells who voted how; `quorum` is None where no seats are known.

    `outcome` is None in minutes that are still being written.
    """

    number: int
    items: tuple[ItemName, ...]
    text: Translated
    mover: str
    seconder: str
    method: Method
    outcome: Outcome | None
    tally: Tally | None
    by_name: tuple[tuple[Vote, tuple[str, ...]], ...]
    conditions: Translated
    follow_up: FollowUp
    quorum: bool | None

    @property
    def names(self) -> int:
        """How many people are named with their vote."""
        return sum(len(names) for _vote, names in self.by_name)

    @property
    def due_day_passed(self) -> bool:
        """Whether the day on which the follow-up is due lies behind."""
        due = self.follow_up.due_on
        return due is not None and due < local(now()).date()


@dataclass(frozen=True)
class ConflictLine:
    """A conflict of interest that somebody declared."""

    name: str
    text: str
    recused: bool


@dataclass(frozen=True)
class ItemPage:
    """What the minutes say of one agenda item. `covered_by` are the motions of other items that cover it."""

    number: int
    title: Translated
    kind: ItemKind | None
    consent: bool
    notes: Translated
    handling: Handling
    continued_to: MeetingLink | None
    conflicts: tuple[ConflictLine, ...]
    decisions: tuple[DecisionCard, ...]
    covered_by: tuple[int, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said of it."""
        said = (self.notes, self.conflicts, self.decisions, self.covered_by)
        return self.handling is Handling.UNSAID and not any(said)


@dataclass(frozen=True)
class MinutesPage:
    """The minutes themselves."""

    seats: tuple[SeatRow, ...]
    quorum: Quorum
    called_to_order: datetime | None
    adjourned: datetime | None
    guests: Translated
    notes: Translated
    items: tuple[ItemPage, ...]

    @property
    def is_counted(self) -> bool:
        """Whether it is known of everybody whether they were there."""
        return all(seat.is_vacant or seat.presence is not Presence.UNKNOWN for seat in self.seats)

    @property
    def decisions(self) -> tuple[DecisionCard, ...]:
        """Every motion, in the order of the day."""
        return tuple(card for item in self.items for card in item.decisions)


def minutes_page(content: Mapping[str, Any], meetings: Mapping[str, MeetingLink]) -> MinutesPage:
    """The view of a kept content; `meetings` are those that readers may be led to, by slug."""
    draft = draft_from(content)
    cards = [decision_card(decision) for decision in decisions_in(content)]
    figures = content["quorum"]
    return MinutesPage(
        seats=draft.seats,
        quorum=Quorum(figures["seats"], figures["needed"], figures["there"]),
        called_to_order=draft.called_to_order,
        adjourned=draft.adjourned,
        guests=draft.guests,
        notes=draft.notes,
        items=tuple(_item_page(item, content, cards, meetings) for item in content["items"]),
    )


def _item_page(
    item: Mapping[str, Any],
    content: Mapping[str, Any],
    cards: Iterable[DecisionCard],
    meetings: Mapping[str, MeetingLink],
) -> ItemPage:
    names = {seat["key"]: seat["name"] for seat in content["seats"]}
    number = item["number"]
    about = [card for card in cards if number in {name.number for name in card.items}]
    return ItemPage(
        number=number,
        title=Translated(item["title"]),
        kind=ItemKind(item["kind"]) if item["kind"] else None,
        consent=item["consent"],
        notes=Translated(item["notes"]),
        handling=Handling(item["handling"]),
        continued_to=meetings.get(item["continued_to"]),
        conflicts=tuple(ConflictLine(names.get(c["seat"], ""), c["text"], c["recused"]) for c in item["conflicts"]),
        decisions=tuple(card for card in about if card.items[0].number == number),
        covered_by=tuple(card.number for card in about if card.items[0].number != number),
    )


def continued_slugs(content: Mapping[str, Any]) -> set[str]:
    """The slugs of the meetings to which items were continued."""
    return {item["continued_to"] for item in content["items"] if item["continued_to"]}


def decision_card(content: Mapping[str, Any]) -> DecisionCard:
    """The view of one kept decision."""
    later, count = content["follow_up"], content["tally"]
    return DecisionCard(
        number=content["number"],
        items=tuple(ItemName(item["number"], Translated(item["title"])) for item in content["items"]),
        text=Translated(content["text"]),
        mover=content["mover"],
        seconder=content["seconder"],
        method=Method(content["method"]),
        outcome=Outcome(content["outcome"]) if content["outcome"] else None,
        tally=Tally(**count) if count else None,
        by_name=tuple((vote, tuple(content["by_name"][vote])) for vote in Vote if vote in content["by_name"]),
        conditions=Translated(content["conditions"]),
        follow_up=FollowUp(
            Translated(later["text"]), later["owner"], date.fromisoformat(later["due_on"]) if later["due_on"] else None
        ),
        quorum=content["quorum"],
    )
