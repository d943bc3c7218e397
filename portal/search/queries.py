"""What a person at the desk finds: words and filters in, marked excerpts out, always through `visible_to`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.core.paging import Cursor
from portal.core.permissions import Actor
from portal.feedback import queries as feedback
from portal.feedback.queries import FeedbackItem, Filters
from portal.search import index
from portal.search.engine import IndexUnavailable, Partial
from portal.search.excerpts import Segment, excerpt
from portal.search.language import Query

PAGE_SIZE = 20


@dataclass(frozen=True)
class Result:
    """One item found, with the part of its text that shows why."""

    item: FeedbackItem
    excerpt: Sequence[Segment]


@dataclass(frozen=True)
class ResultPage:
    """One page of results. `rebuilding`: there was no index, so plain words were looked for in the
    database. `partial`: why there may be more matches than were found.
    """

    results: Sequence[Result]
    total: int
    next_cursor: str | None
    first_page: bool
    rebuilding: bool = False
    partial: frozenset[Partial] = frozenset()


def results(actor: Actor, query: Query, filters: Filters, newest_first: bool, after: str | None) -> ResultPage:
    """A page of what `actor` may see that fits words and filters. Without words: everything, newest first."""
    if not query.required:
        return _browse(actor, query, filters, after)
    try:
        hits = index.find(query, ranked=not newest_first)
    except IndexUnavailable:
        return replace(_browse(actor, query, replace(filters, words=query.plain_words()), after), rebuilding=True)
    fitting = feedback.among(actor, filters, hits.ids)
    if newest_first:
        ordered = [item_id for item_id, _at in sorted(fitting, key=lambda found: (found[1], found[0]), reverse=True)]
    else:
        allowed = {item_id for item_id, _at in fitting}
        ordered = [hit_id for hit_id in hits.ids if hit_id in allowed]
    return replace(_slice(actor, query, ordered, after), partial=hits.partial)


def _slice(actor: Actor, query: Query, ordered: Sequence[int], after: str | None) -> ResultPage:
    """The page behind `after`, which counts the results already seen."""
    seen = int(after) if after and after.isascii() and after.isdigit() and len(after) <= 9 else 0
    items = feedback.items(actor, ordered[seen : seen + PAGE_SIZE])
    more = str(seen + PAGE_SIZE) if len(ordered) > seen + PAGE_SIZE else None
    return ResultPage([_result(item, query) for item in items], len(ordered), more, first_page=seen == 0)


def _browse(actor: Actor, query: Query, filters: Filters, after: str | None) -> ResultPage:
    cursor = Cursor.read(after)
    items = feedback.newest(actor, filters, cursor, PAGE_SIZE + 1)
    shown = items[:PAGE_SIZE]
    more = str(Cursor(shown[-1].received_at, shown[-1].id)) if len(items) > PAGE_SIZE else None
    total = feedback.count(actor, filters)
    return ResultPage([_result(item, query) for item in shown], total, more, first_page=cursor is None)


def _result(item: FeedbackItem, query: Query) -> Result:
    return Result(item, excerpt(item.body, item.lang, query))
