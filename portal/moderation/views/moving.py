"""Moving a comment to the page where it belongs."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.comments.queries import TargetKind
from portal.core.errors import Refused, WrongState
from portal.core.languages import page_language
from portal.core.permissions import Permission
from portal.core.routes import current_actor, requires
from portal.core.translated import Translated
from portal.moderation import queries, usecases
from portal.moderation.forms import MoveForm
from portal.moderation.models import RulingKind
from portal.moderation.queries import Destination, RuledText
from portal.moderation.views.asking import ask, ready_words, refuse_late, the_text
from portal.moderation.views.door import PLACE, back_to_queue, blueprint, not_now


@blueprint.route("/staff/moderation/<key:comment_id>/move", methods=["GET", "POST"])
@requires(Permission.FEEDBACK_RULE, *PLACE)
def move(comment_id: int) -> Response | tuple[str, int]:
    """The list of pages, and the ruling."""
    item = the_text(comment_id)
    form = MoveForm(_pages(item), templates=ready_words(item))
    try:
        target = queries.key_from(form.to.data or "")
        if form.validate_on_submit() and target:
            return back_to_queue(
                usecases.move_comment(
                    actor=current_actor(), comment_id=comment_id, target=target, note=form.note.data or ""
                )
            )
        refuse_late(item, RulingKind.MOVE)
    except WrongState as refusal:
        return not_now(_("Your ruling was not made"), refusal, form.note.data)
    except Refused as refusal:
        form.show(refusal)
    return ask("moderation/move.html", form, item)


def _pages(item: RuledText) -> dict[str, list[tuple[str, str]]]:
    about = item.target.key
    updates = queries.update_pages(about.slug) if about.kind in (TargetKind.PROJECT, TargetKind.UPDATE) else []
    groups = {
        str(_("Projects")): [_project(page) for page in queries.project_pages()],
        str(_("Status updates of this project")): [_update(page) for page in updates],
        str(_("Agenda items")): [_item(page) for page in queries.item_pages()],
    }
    return {name: pages for name, pages in groups.items() if pages}


def _project(page: Destination) -> tuple[str, str]:
    return str(page.key), _said(page.title)


def _update(page: Destination) -> tuple[str, str]:
    return str(page.key), _("Update %(number)s of %(project)s", number=page.key.update, project=_said(page.title))


def _item(page: Destination) -> tuple[str, str]:
    facts = {"meeting": _said(page.within), "number": page.key.number, "title": _said(page.title)}
    return str(page.key), _("%(meeting)s, item %(number)s: %(title)s", **facts)


def _said(title: Translated) -> str:
    return title.best(page_language()).text
