"""Papers: uploaded, put on items, taken off them. What is posted changes by an amendment alone."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace

from flask_babel import gettext as _

from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import db
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.events import emit
from portal.core.permissions import Actor, Permission, authorize
from portal.core.translated import Translated
from portal.core.usecase import usecase
from portal.meetings import queries
from portal.meetings.agendas.amending import amendment_of
from portal.meetings.agendas.contents import content_of, fingerprint
from portal.meetings.agendas.drafts import ItemDraft, MeetingDraft
from portal.meetings.agendas.laying import lay_out, tidied
from portal.meetings.events import PaperStored
from portal.meetings.models import Meeting, MeetingState, Paper
from portal.meetings.uploads import Upload
from portal.meetings.usecases.writing import Overtaken

MOST_PAPERS = 200


@usecase
def add_papers(
    *,
    actor: Actor,
    slug: str,
    uploads: Sequence[Upload],
    lang: str,
    position: int | None = None,
    loaded: str | None = None,
) -> list[int]:
    """Give a meeting new papers, all on the item at `position` if it is given; returns their ids.

    A file that the meeting has already (a form sent twice) is the paper that is there. `loaded` is the fingerprint of
    the agenda from which the item was chosen.
    """
    authorize(actor, Permission.MEETING_EDIT)
    meeting = queries.meeting_for_change(slug)
    if meeting is None:
        raise NotFound
    draft = _changeable(meeting, loaded if position else None)
    known = queries.papers_with(meeting.id, [upload.kept.sha256 for upload in uploads])
    for upload in uploads:
        if upload.kept.sha256 not in known:
            known[upload.kept.sha256] = _new_paper(actor, meeting, upload, lang)
    if queries.paper_count(meeting.id) > MOST_PAPERS:
        raise Refused(_("A meeting has at most %(most)s papers. Remove some first.", most=MOST_PAPERS))
    ids = [known[upload.kept.sha256].id for upload in uploads]
    if position:
        keys = {key_text(paper_id) for paper_id in ids}
        _rewrite(meeting, draft, lambda at, item: {*item.papers, *keys} if at == position else set(item.papers))
    return ids


@usecase
def edit_paper(
    *, actor: Actor, paper_id: int, title: Translated | None, lang: str, positions: Container[int], loaded: str | None
) -> None:
    """Give a paper its title and language, and have it on the items at exactly these positions of the agenda.

    Once posted, its title is part of what was posted: it stays (`title` is None).
    """
    authorize(actor, Permission.MEETING_EDIT)
    paper, meeting = _paper(paper_id)
    draft = _changeable(meeting, loaded)
    if title is not None:
        if paper.posted_at is not None and title != paper.title:
            raise WrongState(_("This paper is posted. Its title cannot be changed."))
        paper.title = title
    paper.lang = lang
    key = key_text(paper_id)
    _rewrite(meeting, draft, lambda at, item: {*item.papers, key} if at in positions else set(item.papers) - {key})


@usecase
def remove_paper(*, actor: Actor, paper_id: int) -> str:
    """Remove a paper that was never posted, with its file; returns the meeting's slug."""
    authorize(actor, Permission.MEETING_EDIT)
    paper, meeting = _paper(paper_id)
    if paper.posted_at is not None:
        raise WrongState(_("This paper is posted. Everybody may go on reading it. You can take it off the agenda."))
    key = key_text(paper_id)
    _rewrite(meeting, _changeable(meeting, None), lambda _at, item: set(item.papers) - {key})
    db.session.flush()
    db.session.delete(paper)  # the sweep takes the file, once this is committed
    return meeting.slug


def _new_paper(actor: Actor, meeting: Meeting, upload: Upload, lang: str) -> Paper:
    paper = Paper(
        meeting_id=meeting.id,
        title=upload.title,
        lang=lang,
        file_key=upload.kept.key,
        filename=upload.filename,
        file_type=upload.kind.value,
        size=upload.kept.size,
        sha256=upload.kept.sha256,
        uploaded_by=actor.person_id,
    )
    db.session.add(paper)
    db.session.flush()
    emit(PaperStored(paper.id))
    return paper


def _paper(paper_id: int) -> tuple[Paper, Meeting]:
    paper = queries.paper_for_change(paper_id)
    if paper is None:
        raise NotFound
    return paper, queries.meeting_of_paper(paper)


def _changeable(meeting: Meeting, loaded: str | None) -> MeetingDraft:
    """What is written of the meeting; refused where nobody may change it, or somebody just did."""
    if meeting.state == MeetingState.CANCELLED:
        raise WrongState(_("This meeting is canceled. Its agenda cannot be changed."))
    draft = queries.draft_of(meeting, queries.committee_of(meeting))
    if loaded is not None and loaded != fingerprint(draft):
        raise Overtaken(_("Somebody else changed the agenda meanwhile. Choose the items again."))
    return draft


def _rewrite(meeting: Meeting, draft: MeetingDraft, papers: Callable[[int, ItemDraft], set[str]]) -> None:
    """Give each item of the agenda the papers that `papers` says, by its position; no more is changed."""
    items = tuple(replace(item, papers=tuple(papers(at, item))) for at, item in enumerate(draft.items, 1))
    known = queries.items_ever(meeting.id) if meeting.posted_at else {}
    changed = tidied(replace(draft, items=items), known)
    if changed == draft:
        return
    meeting.changed_at = now()
    if meeting.state == MeetingState.DRAFT:
        lay_out(meeting, content_of(changed))
    else:
        meeting.amendment = amendment_of(meeting, changed)
