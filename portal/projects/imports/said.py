"""Words that imports themselves write into projects, in every language of the site."""

from __future__ import annotations

import functools

from flask import current_app
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.core.translated import Translated

PROJECT_STARTS = _l("The project starts")
PROJECT_ENDS = _l("The project ends")
STAGES = {
    "identification": (_l("Identification starts"), _l("Identification ends")),
    "preparation": (_l("Preparation starts"), _l("Preparation ends")),
    "implementation": (_l("Implementation starts"), _l("Implementation ends")),
    "completion": (_l("Handover starts"), _l("Handover ends")),
    "maintenance": (_l("Maintenance starts"), _l("Maintenance ends")),
    "decommissioning": (_l("Taking it down starts"), _l("Taking it down ends")),
}
BUDGET = _l("Budget in all")
FINAL_COST = _l("Final cost")
BUDGET_LINE = _l("Budget line")
MILESTONE = _l("Milestone")
MANAGES = _l("Manages the project")
CHANGED = _l("Imported change: the source says something else now.")
ROLES = {
    "administrativeEntity": _l("Runs the contracts"),
    "buyer": _l("Pays for it"),
    "funder": _l("Gives money for it"),
    "payer": _l("Makes payments"),
    "payee": _l("Receives payments"),
    "procuringEntity": _l("Buys for the project"),
    "publicAuthority": _l("Answers for it as a public authority"),
    "reviewBody": _l("Reviews the buying"),
    "sourceParty": _l("Gives money for it"),
    "supplier": _l("Supplies works, goods or services"),
}
_NO_CONDITION = _l("The source does not say how well it goes. This site tells it from the days in it.")


def everywhere(words: LazyString | str) -> Translated:
    """`words` in every language of the site."""
    return _everywhere(current_app.config["SETTINGS"].languages, words)


# thousands of projects say the same few things
@functools.lru_cache(maxsize=500)
def _everywhere(tags: tuple[str, ...], words: LazyString | str) -> Translated:
    texts = {}
    for tag in tags:
        with force_locale(tag):
            texts[tag] = str(words)
    return Translated(texts)


def joined(parts: list[Translated], sign: str = ", ") -> Translated:
    """Several of them as one, by language."""
    tags = dict.fromkeys(tag for part in parts for tag in part)
    return Translated({tag: sign.join(dict.fromkeys(part.best(tag).text for part in parts)) for tag in tags})


def status_said(word: str, *, condition_known: bool) -> Translated:
    """The text of the status update that an import posts."""
    parts = [_said(current_app.config["SETTINGS"].languages, word)]
    return joined(parts if condition_known else [*parts, everywhere(_NO_CONDITION)], " ")


@functools.lru_cache(maxsize=500)
def _said(tags: tuple[str, ...], word: str) -> Translated:
    return _everywhere(tags, _l("Imported. The source gives this status: %(word)s.", word=word))
