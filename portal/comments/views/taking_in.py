"""Taking in a table of comments: looked at first, entered then, and nothing of it entered twice."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.comments import usecases
from portal.comments.forms import TableForm
from portal.comments.taken_down.plan import NewRow
from portal.comments.taken_down.reading import COLUMNS, RowRefusal, Table, read_table
from portal.comments.views.door import blueprint
from portal.comments.views.taking_down import HEARD, asked_for, offer_targets
from portal.core.errors import Refused
from portal.core.forms import clean_text
from portal.core.imports import LARGEST_FILE, UnreadableFile
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.spreadsheets import as_csv
from portal.core.tables import decode_leniently
from portal.core.web import render

SHOWN = 20  # of the rows to enter; the first ones tell whether the columns were understood


@dataclass(frozen=True)
class Look:
    """What would be entered, or was: `new` rows, how many are `known`, and what is refused."""

    new: tuple[NewRow, ...]
    known: int
    refusals: tuple[RowRefusal, ...]
    done: bool


@blueprint.get("/staff/comments/import")
@requires(Permission.COMMENT_ENTER, *HEARD, "entered", "known")
def take_in() -> str:
    """The form."""
    form = TableForm(formdata=None, data=asked_for())
    offer_targets(form)
    done = request.args.get("entered", type=int), request.args.get("known", 0, type=int)
    return _page(form, entered=done if done[0] is not None else None)


@blueprint.post("/staff/comments/import")
@requires(Permission.COMMENT_ENTER)
def take_in_table() -> str | tuple[str, int] | Response:
    """Look at the table, or enter what can be entered. What cannot stays in the form to be corrected."""
    form = TableForm()
    offer_targets(form)
    try:
        notes = _take_file(form)
        if not form.validate_on_submit():
            return _page(form), 422
        look = _look(form, read_table(form.table.data or "", form.entry(body="")), "enter" in request.form)
    except UnreadableFile as error:
        form.show(Refused(str(error), "table"))
        return _page(form), 422
    except Refused as refusal:
        form.show(refusal)
        return _page(form), 422
    if look.done and not look.refusals:
        return redirect(url_for("comments.take_in", entered=len(look.new), known=look.known), 303)
    return _page(form, look=look, notes=notes), 422 if look.done else 200


def _take_file(form: TableForm) -> tuple[str, ...]:
    """Put the text of a file that was sent into the field, where it can be corrected; notes of what was guessed."""
    sent = form.file.data
    if not sent or not sent.filename:
        return ()
    text, notes = decode_leniently(sent.stream.read(LARGEST_FILE + 1))
    form.table.data = clean_text(text)
    return notes


def _look(form: TableForm, table: Table, enter: bool) -> Look:
    actor, target = current_actor(), form.key
    if enter:
        done = usecases.import_taken_down(actor=actor, target=target, rows=table.rows)
    else:
        done = usecases.planned(actor=actor, target=target, rows=table.rows)
    refusals = sorted((*table.refusals, *done.refusals), key=lambda refusal: refusal.number)
    return Look(done.new, done.known, tuple(refusals), enter)


def _page(
    form: TableForm,
    look: Look | None = None,
    notes: tuple[str, ...] = (),
    entered: tuple[int | None, int] | None = None,
) -> str:
    return render(
        "comments/taken_down_import.html",
        form=form,
        look=look,
        shown=look.new[:SHOWN] if look else (),
        notes=notes,
        entered=entered,
        columns=COLUMNS,
    )


@blueprint.get("/staff/comments/template.csv")
@requires(Permission.COMMENT_ENTER)
def table_template() -> Response:
    """An empty table with all the columns."""
    answer = Response(as_csv(COLUMNS, ()), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="comments.csv")
    return answer
