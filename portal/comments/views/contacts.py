"""The page behind the links in mails: a button confirms, another one ends the mails. Reading it changes nothing."""

from __future__ import annotations

from portal.comments import queries, usecases
from portal.comments.views.door import blueprint
from portal.core.errors import NotFound
from portal.core.forms import VisitorForm
from portal.core.routes import visitor_form
from portal.core.web import render


@blueprint.get("/news/<slug:token>")
@visitor_form(secret=True)
def news(token: str) -> str | tuple[str, int]:
    """What the address is for, and the two buttons."""
    page = queries.contact_page(token)
    if page is None:
        return _gone(), 404
    return render("comments/news.html", token=token, page=page, form=VisitorForm("news"))


@blueprint.post("/news/<slug:token>")
@visitor_form(secret=True)
def confirm_news(token: str) -> str | tuple[str, int]:
    """Whoever has the mailbox says yes."""
    form = VisitorForm("news")
    page = queries.contact_page(token)
    if page is None:
        return _gone(), 404
    if not form.validate_on_submit():
        return render("comments/news.html", token=token, page=page, form=form), 422
    try:
        usecases.confirm_contact(token=token)
    except NotFound:  # deleted at the same moment
        return _gone(), 404
    return render("comments/news_confirmed.html", token=token, page=page, form=VisitorForm("news"))


@blueprint.post("/news/<slug:token>/stop")
@visitor_form(secret=True)
def stop_news(token: str) -> str:
    """End the mails and delete the address: from the page's button, or by the mail program's one click.

    A mail program sends no token of ours (RFC 8058): whoever knows the address may. The answer is always the same.
    """
    usecases.drop_contact(token=token)
    return render("comments/news_stopped.html")


def _gone() -> str:
    return render("comments/news_gone.html")
