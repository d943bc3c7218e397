"""Families at the desk: the shared text once, what each letter adds, and rulings on what is shared."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.core.addresses import key_text
from portal.core.errors import NotFound, Refused, WrongState
from portal.core.paging import Cursor
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, usecases
from portal.moderation.forms import DeclineFamilyForm, letters_from
from portal.moderation.queries import FamilySheet
from portal.moderation.views.asking import guideline_choices, ready_templates
from portal.moderation.views.door import blueprint, not_now

PAGE_SIZE = 20


def _sheet(family_id: int) -> FamilySheet:
    found = queries.family_sheet(current_actor(), family_id)
    if found is None:
        raise NotFound
    return found


def _sent_with(sheet: FamilySheet) -> dict[str, str]:
    """What the forms carry: the letters that the page shows, and by what they are known again."""
    ids = [letter.id for letter in sheet.plain]
    return {"letters": " ".join(map(key_text, ids)), "read": sheet.reading(ids)}


@blueprint.get("/staff/moderation/families/<key:family_id>")
@requires(Permission.FEEDBACK_RULE, "after", "ruled")
def family(family_id: int) -> str:
    """What its letters share, and every letter that adds something."""
    sheet, after = _sheet(family_id), Cursor.read(request.args.get("after"))
    rest = [one for one in sheet.adding if after is None or (one.received_at, one.id) > (after.at, after.id)]
    shown = rest[:PAGE_SIZE]
    ruled = request.args.get("ruled", "")
    return render(
        "moderation/family.html",
        family=sheet,
        shown=shown,
        older=str(Cursor(shown[-1].received_at, shown[-1].id)) if len(rest) > PAGE_SIZE else None,
        first_page=after is None,
        sent_with=_sent_with(sheet),
        ruled=queries.ruling_line(int(ruled)) if ruled.isascii() and ruled.isdigit() and len(ruled) < 19 else None,
    )


@blueprint.post("/staff/moderation/families/<key:family_id>/publish")
@requires(Permission.FEEDBACK_RULE)
def publish_family(family_id: int) -> Response | tuple[str, int]:
    """Publish what is shared: all letters that wait and add nothing."""
    try:
        ruling_id = usecases.publish_family(
            actor=current_actor(),
            family_id=family_id,
            letters=letters_from(request.form.get("letters")),
            read=request.form.get("read", ""),
        )
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal)
    return redirect(url_for("moderation.family", family_id=family_id, ruled=ruling_id), 303)


@blueprint.route("/staff/moderation/families/<key:family_id>/decline", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE)
def decline_family(family_id: int) -> Response | tuple[str, int]:
    """Which guideline the shared text does not meet; then the ruling on the same letters."""
    sheet, guidelines = _sheet(family_id), queries.guidelines()
    form = DeclineFamilyForm(guideline_choices(guidelines), templates=ready_templates(sheet.lang))
    try:
        if form.validate_on_submit():
            ruling_id = usecases.decline_family(
                actor=current_actor(),
                family_id=family_id,
                letters=letters_from(form.letters.data),
                read=form.read.data or "",
                guideline_code=form.guideline.data or "",
                remedy=form.remedy.data or None,
                note=form.note.data or "",
            )
            return redirect(url_for("moderation.family", family_id=family_id, ruled=ruling_id), 303)
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal, form.note.data)
    except Refused as refusal:
        form.show(refusal)
    if form.using:
        form.fill_in()
    sent_with = _sent_with(sheet)
    form.letters.data, form.read.data = sent_with["letters"], sent_with["read"]
    return render("moderation/decline_family.html", form=form, family=sheet, guidelines=guidelines), form.http_status


@blueprint.post("/staff/moderation/families/<key:family_id>/rulings/<int:ruling_id>/undo")
@requires(Permission.RULING_UNDO)
def undo_family(family_id: int, ruling_id: int) -> Response | tuple[str, int]:
    """Take back what one press ruled."""
    try:
        undone = usecases.undo_family_ruling(actor=current_actor(), ruling_id=ruling_id)
    except WrongState as refusal:
        return not_now(_("This cannot be undone"), refusal)
    return redirect(url_for("moderation.family", family_id=family_id, ruled=undone), 303)


@blueprint.post("/staff/moderation/<key:comment_id>/take-out")
@requires(Permission.FEEDBACK_RULE)
def take_out(comment_id: int) -> Response:
    """Take a comment out of its family: it does not belong there."""
    family_id = usecases.take_letter_out(actor=current_actor(), comment_id=comment_id)
    if family_id is None:
        return redirect(url_for("moderation.queue"), 303)
    return redirect(url_for("moderation.family", family_id=family_id), 303)
