"""What is kept of minutes for good: the draft, with the facts that make it readable by itself for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.core.formats import iso
from portal.core.translated import Translated
from portal.meetings.agendas.drafts import NOTHING
from portal.meetings.minuting.contents import content_of, draft_from
from portal.meetings.minuting.counting import effective_votes, tally
from portal.meetings.minuting.drafts import ItemMinutes, MinutesDraft, Motion, Tally, Vote
from portal.meetings.minuting.quorum import quorum


@dataclass(frozen=True)
class ItemFacts:
    """What an agenda item was when the minutes were kept."""

    title: Translated
    kind: str
    consent: bool
    projects: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeetingFacts:
    """Which meeting of whom the minutes are of, and its items by number."""

    slug: str
    title: Translated
    starts_at: datetime
    committee_slug: str
    committee_name: Translated
    items: Mapping[int, ItemFacts]


def whole(draft: MinutesDraft, facts: MeetingFacts) -> dict[str, Any]:
    """The content of `draft` with titles, figures and names in it."""
    figures = quorum(draft.seats, draft.quorum_rule)
    content = content_of(draft)
    kept = draft_from(content)  # its motions have their numbers
    return content | {
        "meeting": facts.slug,
        "title": dict(facts.title),
        "starts_at": iso(facts.starts_at),
        "committee": {"slug": facts.committee_slug, "name": dict(facts.committee_name)},
        "quorum": {"seats": figures.seats, "needed": figures.needed, "there": figures.there, "met": figures.is_met},
        "items": [_with_facts(raw, item, kept, facts) for raw, item in zip(content["items"], kept.items, strict=True)],
    }


def _with_facts(raw: dict[str, Any], item: ItemMinutes, draft: MinutesDraft, facts: MeetingFacts) -> dict[str, Any]:
    about = facts.items.get(item.number) or ItemFacts(NOTHING, "", False)
    return raw | {
        "title": dict(about.title),
        "kind": about.kind,
        "consent": about.consent,
        "motions": [
            motion | _outcome_of_vote(draft, item, said)
            for motion, said in zip(raw["motions"], item.motions, strict=True)
        ],
    }


def _outcome_of_vote(draft: MinutesDraft, item: ItemMinutes, motion: Motion) -> dict[str, Any]:
    return {"tally": _count(tally(draft, item, motion)), "by_name": _by_name(draft, item, motion)}


def _count(count: Tally | None) -> dict[str, int] | None:
    return {"yes": count.yes, "no": count.no, "abstain": count.abstain} if count else None


def _by_name(draft: MinutesDraft, item: ItemMinutes, motion: Motion) -> dict[str, list[str]]:
    """Who voted how, by name; who was recused is named whether or not the roll was called."""
    votes = effective_votes(draft, item, motion)
    for seat in draft.recused_at(item.number, *motion.also):
        votes.setdefault(seat, Vote.RECUSED)
    named = {vote.value: [seat.name for seat in draft.seats if votes.get(seat.key) is vote] for vote in Vote}
    return {vote: names for vote, names in named.items() if names}


def decisions_in(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each motion of kept minutes as the register keeps it: readable without the rest of them."""
    names = {seat["key"]: seat["name"] for seat in content["seats"]}
    titles = {item["number"]: item["title"] for item in content["items"]}
    figures = content["quorum"]
    return [
        {
            "number": motion["number"],
            "items": [{"number": number, "title": titles[number]} for number in (item["number"], *motion["also"])],
            "text": motion["text"],
            "mover": names.get(motion["mover"], ""),
            "seconder": names.get(motion["seconder"], ""),
            "method": motion["method"],
            "outcome": motion["outcome"],
            "tally": motion["tally"],
            "by_name": motion["by_name"],
            "conditions": motion["conditions"],
            "follow_up": motion["follow_up"],
            "quorum": figures["met"] if figures["seats"] else None,
        }
        for item in content["items"]
        for motion in item["motions"]
    ]
