"""The filters of the queue, as they stand in an address and in a form with the counts beside the choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import request
from flask_babel import gettext as _

from portal.comments.models import Channel
from portal.core.web import in_page_language
from portal.moderation.queries import About, Chosen, Facets, Lane, Only
from portal.moderation.words import CHANNEL_NAMES, LANE_NAMES, ONLY_NAMES, language_name

LONGEST_VALUE = 100
MOST_CHOICES = 100
E = TypeVar("E", bound=StrEnum)
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class OneFilter:
    """One filter of the form: its parameter, its name, its choices (value and words) and the one that is chosen."""

    name: str
    label: str
    choices: Choices
    chosen: str

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.choices) < 2


def chosen() -> Chosen:
    """The filters of the request at hand; what is strange counts as not given."""
    return Chosen(
        lane=_one_of(Lane, "lane") or Lane.WAITING,
        about=About.read(_given("about")),
        lang=_given("lang"),
        channel=_one_of(Channel, "channel"),
        only=_one_of(Only, "only"),
        fold=_given("fold"),
    )


def _given(name: str) -> str:
    return request.args.get(name, "")[:LONGEST_VALUE]


def _one_of(values: type[E], name: str) -> E | None:
    given = _given(name)
    return values(given) if given in set(values) else None


def hints_hidden() -> bool:
    """Whether the moderator wants no hints."""
    return _given("hints") == "off"


def hints_first() -> bool:
    """Whether the moderator wants to begin with what has hints."""
    return _given("order") == "hints" and not hints_hidden()


def filter_fields(wanted: Chosen, lanes: Mapping[Lane, int], facets: Facets) -> list[OneFilter]:
    """The filters, each choice with how much it would show."""
    whole = lanes[wanted.lane]
    langs = {tag: (language_name(tag), count) for tag, count in facets.langs.items()}
    channels = {str(each): (str(CHANNEL_NAMES[each]), count) for each, count in facets.channels.items()}
    abouts = {str(line.about): (in_page_language(line.title).text, line.count) for line in facets.abouts}
    lane_counts = {str(lane): (str(LANE_NAMES[lane]), lanes[lane]) for lane in Lane}
    kinds = {str(only): (str(ONLY_NAMES[only]), facets.only[only]) for only in Only if facets.only[only]}
    about = str(wanted.about) if wanted.about else ""
    return [
        OneFilter("lane", _("Kind of work"), _counted(lane_counts), str(wanted.lane)),
        _field("about", _("About"), whole, abouts, about, wanted.about.slug if wanted.about else ""),
        _field("lang", _("Language"), whole, langs, wanted.lang, wanted.lang),
        _field("channel", _("How it came in"), whole, channels, str(wanted.channel or ""), _named(wanted.channel)),
        _field("only", _("Which ones"), whole, kinds, str(wanted.only or ""), _named(wanted.only)),
        OneFilter("order", _("Order"), _orders(), "hints" if hints_first() else ""),
        OneFilter("hints", _("Hints"), [("", _("Shown")), ("off", _("Hidden"))], "off" if hints_hidden() else ""),
    ]


def _field(
    name: str, label: str, whole: int, counts: Mapping[str, tuple[str, int]], value: str, words: str
) -> OneFilter:
    """The fullest choices; the chosen one is among them in any case."""
    offered = dict(list(counts.items())[:MOST_CHOICES])
    if value and value not in offered:
        offered[value] = counts.get(value, (words, 0))
    every = ("", _("Everything (%(count)s)", count=whole))
    return OneFilter(name, label, [every, *_counted(offered)], value)


def _counted(counts: Mapping[str, tuple[str, int]]) -> Choices:
    return [(value, f"{words} ({count})") for value, (words, count) in counts.items()]


def _named(value: Channel | Only | None) -> str:
    if value is None:
        return ""
    return str(CHANNEL_NAMES[value] if isinstance(value, Channel) else ONLY_NAMES[value])


def _orders() -> Choices:
    return [("", _("Oldest first")), ("hints", _("Hints first, every fifth at random"))]
