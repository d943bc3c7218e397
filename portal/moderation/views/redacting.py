"""Taking passages out of a comment: what to take out, how it will read, and the ruling."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.comments.queries import masked_spans, private_details
from portal.core.differences import Piece
from portal.core.errors import Refused, WrongState
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.translated import Text
from portal.moderation import queries, usecases
from portal.moderation.forms import RedactForm
from portal.moderation.models import RulingKind
from portal.moderation.queries import GuidelineCard, RuledText
from portal.moderation.rulings.masking import pieces, sentences, spans_of
from portal.moderation.views.asking import ask, guideline_choices, read_before, ready_words, refuse_late, the_text
from portal.moderation.views.door import PLACE, back_to_queue, blueprint, not_now

USUAL = "private-details"


@blueprint.route("/staff/moderation/<key:comment_id>/redact", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def redact(comment_id: int) -> Response | tuple[str, int]:
    """The form. Its button "Preview" shows the text before and after; the other one rules."""
    item, guidelines = the_text(comment_id), queries.guidelines()
    form = _form(item, guidelines)
    try:
        _refuse_other_words(item)
        if form.validate_on_submit():
            return back_to_queue(
                usecases.redact_comment(
                    actor=current_actor(),
                    comment_id=comment_id,
                    passages=form.take_out,
                    guideline_code=form.guideline.data or "",
                    hide_photo=bool(form.hide_photo.data),
                    note=form.note.data or "",
                    read=read_before(),
                )
            )
        refuse_late(item, RulingKind.REDACT)
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal, form.note.data)
    except Refused as refusal:
        form.show(refusal)
    return ask("moderation/redact.html", form, item, guidelines=guidelines, **_preview(form, item))


def _refuse_other_words(item: RuledText) -> None:
    """Ticks are numbers of sentences: on other words than those that were shown they would mean others."""
    if read_before() not in {None, item.reading}:
        raise WrongState(_("The author changed the text meanwhile. Read it again."))


def _form(item: RuledText, guidelines: list[GuidelineCard]) -> RedactForm:
    found = list(dict.fromkeys(detail.text for detail in private_details(item.body.text)))
    form = RedactForm(
        found, sentences(item.body.text), guidelines=guideline_choices(guidelines), templates=ready_words(item)
    )
    if request.method == "GET":
        form.details.data = [str(number) for number in range(len(found))]
        if found and any(card.code == USUAL for card in guidelines):
            form.guideline.data = USUAL
    return form


def _preview(form: RedactForm, item: RuledText) -> dict[str, list[Piece] | Text | list[str]]:
    """The text with what goes marked, and as the public will read it; passages that do not stand in it."""
    text, passages = item.body.text, form.take_out if form.previewing else []
    spans = spans_of(text, passages)
    return {
        "before": pieces(text, spans),
        "after": Text(masked_spans(text, spans), item.body.lang),
        "missing": [passage for passage in passages if passage not in text],
    }
