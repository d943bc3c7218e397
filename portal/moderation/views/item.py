"""One comment at the desk: its text and context, every ruling on it, and what moderators say to one another."""

from __future__ import annotations

from portal.comments.forms import AUDIENCE_NAMES
from portal.core.errors import NotFound
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.web import render
from portal.moderation import queries, words
from portal.moderation.forms import AssignForm, NoteForm, QuestionForm
from portal.moderation.views.chosen import hints_hidden
from portal.moderation.views.door import PLACE, blueprint, the_place


@blueprint.get("/staff/moderation/<key:comment_id>")
@requires(Permission.FEEDBACK_RULE, *PLACE)
def item(comment_id: int) -> str:
    """Everything on one comment."""
    return item_page(comment_id)


def item_page(comment_id: int, form: NoteForm | QuestionForm | AssignForm | None = None) -> str:
    """The page, with what was typed into `form` where that was refused."""
    actor = current_actor()
    found = queries.desk_item_in_full(actor, comment_id)
    if found is None:
        raise NotFound
    moderators = queries.moderators()
    assignee = str(found.assignee.id) if found.assignee else ""
    return render(
        "moderation/item.html",
        item=found,
        place=the_place(),
        form=form,
        note_form=form if isinstance(form, NoteForm) else NoteForm(formdata=None),
        question_form=form if isinstance(form, QuestionForm) else QuestionForm(formdata=None),
        assign_form=form if isinstance(form, AssignForm) else AssignForm(moderators, formdata=None, person=assignee),
        history=queries.rulings_of(comment_id),
        notes=queries.notes_on(comment_id),
        similar=queries.similar_to(actor, found),
        hints_hidden=hints_hidden(),
        audience_names=AUDIENCE_NAMES,
        words=words,
    )
