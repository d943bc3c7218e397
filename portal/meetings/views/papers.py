"""Papers: their list at the desk, one of them to write and to read, and its file."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from portal.core.errors import NotFound, Refused, WrongState
from portal.core.files.serving import attachment
from portal.core.forms import translated
from portal.core.permissions import Permission
from portal.core.routes import current_actor, public, requires
from portal.core.web import in_page_language, render
from portal.meetings import queries, usecases
from portal.meetings.forms import PaperForm, PapersForm
from portal.meetings.queries import MeetingSheet, PaperSheet
from portal.meetings.uploads import Upload, take
from portal.meetings.views.door import blueprint, meeting_at


@blueprint.get("/papers/<key:paper_id>")
@public()
def paper(paper_id: int) -> str:
    """A posted paper to read on a phone: what it is, its text, and its file."""
    return render("meetings/paper.html", paper=_paper_at(paper_id))


@blueprint.get("/papers/<key:paper_id>/file")
@public()
def paper_file(paper_id: int) -> Response:
    """The file of a posted paper."""
    return _file_of(_paper_at(paper_id))


@blueprint.get("/staff/papers/<key:paper_id>")
@requires(Permission.PAPER_READ)
def desk_paper(paper_id: int) -> str:
    """A paper at the desk, posted or not."""
    return render("meetings/desk_paper.html", paper=_paper_at(paper_id))


@blueprint.get("/staff/papers/<key:paper_id>/file")
@requires(Permission.PAPER_READ)
def desk_paper_file(paper_id: int) -> Response:
    """The file of a paper at the desk."""
    return _file_of(_paper_at(paper_id))


@blueprint.get("/staff/meetings/<slug:slug>/papers")
@requires(Permission.PAPER_READ, "added", "saved", "removed")
def papers(slug: str) -> str:
    """All papers of a meeting, and the form for new ones."""
    meeting = meeting_at(slug)
    done = next((name for name in ("added", "saved", "removed") if name in request.args), None)
    form = PapersForm(_choices(meeting), data={"loaded": meeting.loaded})
    return _list_page(meeting, form, done)


@blueprint.post("/staff/meetings/<slug:slug>/papers")
@requires(Permission.MEETING_EDIT, files=4)
def add_papers(slug: str) -> AnyResponse | tuple[str, int]:
    """New papers; the good ones of several are kept."""
    form = PapersForm(_choices(meeting_at(slug)))
    kept = False
    if form.validate_on_submit():
        good, problems = take((file.filename or "", file.stream) for file in form.files.data)
        try:
            kept = _add(slug, form, good, form.position)
        except usecases.Overtaken as refusal:  # the choice of the item was void, the files are not
            kept = _add(slug, form, good, None)
            problems.append(refusal.message)
        except WrongState:
            raise
        except Refused as refusal:
            problems.append(refusal.message)
        if not problems:
            return redirect(url_for("meetings.papers", slug=slug, added="1"), 303)
        form.files.errors = problems
    meeting = meeting_at(slug)
    form.loaded.data = meeting.loaded
    return _list_page(meeting, form, "added" if kept else None), 422


def _add(slug: str, form: PapersForm, good: list[Upload], position: int | None) -> bool:
    """Whether there was anything good to add."""
    if good:
        facts = {"actor": current_actor(), "slug": slug, "uploads": good, "lang": form.lang.data}
        usecases.add_papers(**facts, position=position, loaded=form.loaded.data or "")
    return bool(good)


@blueprint.route("/staff/papers/<key:paper_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def edit_paper(paper_id: int) -> str | AnyResponse | tuple[str, int]:
    """A paper's title, language and items."""
    paper = _paper_at(paper_id)
    meeting = meeting_at(paper.meeting_slug)
    form = PaperForm(_choices(meeting), paper.posted, data=_shown(paper) | {"loaded": meeting.loaded})
    if form.validate_on_submit():
        try:
            usecases.edit_paper(
                actor=current_actor(),
                paper_id=paper_id,
                title=None if paper.posted else translated(form, "title"),
                lang=form.lang.data,
                positions=form.items.data or (),
                loaded=form.loaded.data or "",
            )
            return redirect(url_for("meetings.papers", slug=meeting.slug, saved="1"), 303)
        except WrongState:
            raise
        except Refused as refusal:
            form.show(refusal)
            form.loaded.data = meeting_at(paper.meeting_slug).loaded
    page = render("meetings/edit_paper.html", form=form, paper=paper, meeting=meeting)
    return page, 422 if request.method == "POST" else 200


@blueprint.post("/staff/papers/<key:paper_id>/remove")
@requires(Permission.MEETING_EDIT)
def remove_paper(paper_id: int) -> AnyResponse:
    """Remove a paper that was never posted."""
    slug = usecases.remove_paper(actor=current_actor(), paper_id=paper_id)
    return redirect(url_for("meetings.papers", slug=slug, removed="1"), 303)


def _paper_at(paper_id: int) -> PaperSheet:
    """What the one who asks may see of a paper. On a public page that is nobody: drafts do not exist there."""
    found = queries.paper_sheet(current_actor(), paper_id)
    if found is None:
        raise NotFound
    return found


def _file_of(paper: PaperSheet) -> Response:
    return attachment(paper.file_key, paper.kind, paper.filename, paper.sha256)


def _choices(meeting: MeetingSheet) -> list[tuple[int, str]]:
    """The items as they are written, by position."""
    items = meeting.draft.items if meeting.draft else ()
    return [
        (at, _("Item %(number)s: %(title)s", number=at, title=in_page_language(item.title).text))
        for at, item in enumerate(items, 1)
    ]


def _shown(paper: PaperSheet) -> dict[str, object]:
    titles = {f"title_{tag}": text for tag, text in paper.link.title.items()}
    return titles | {"lang": paper.lang, "items": [item.position for item in paper.items]}


def _list_page(meeting: MeetingSheet, form: PapersForm, done: str | None) -> str:
    lines = queries.paper_lines(current_actor(), meeting.slug)
    return render("meetings/papers.html", meeting=meeting, lines=lines, form=form, done=done)
