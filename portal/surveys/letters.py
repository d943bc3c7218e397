"""What is written to the invited, by mail or on paper, in the language of the page or mail that it is made for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _

from portal.core.addresses import site_root
from portal.core.formats import when
from portal.core.web import in_page_language
from portal.surveys.models import Promise
from portal.surveys.queries import SurveyCard


@dataclass(frozen=True)
class Letter:
    """One letter: its subject, what it says in paragraphs, and the address of the link."""

    subject: str
    paragraphs: tuple[str, ...]
    href: str

    @property
    def text(self) -> str:
        """The letter as a plain mail."""
        return "\n\n".join((*self.paragraphs[:1], self.href, *self.paragraphs[1:]))


def invitation_href(slug: str, symbols: str) -> str:
    """The full address of an invitation's link."""
    return site_root() + url_for("surveys.invitation", slug=slug, token=symbols.lower())


def letter(survey: SurveyCard, name: str, symbols: str, *, remind: bool = False) -> Letter:
    """The invitation of the business `name`, or its reminder."""
    title = in_page_language(survey.title).text
    site = str(current_app.config["SETTINGS"].site_name)
    said = {"name": name, "title": title, "site": site}
    if remind:
        first = _("%(name)s: you have not answered this survey of %(site)s yet: %(title)s. This is your link:", **said)
        subject = _("Reminder: %(title)s", title=title)
    else:
        first = _("%(name)s: %(site)s invites you to answer this survey: %(title)s. This is your link:", **said)
        subject = _("Invitation to a survey: %(title)s", title=title)
    promise = _("Your answers are anonymous. We note only that your link was used.")
    if survey.promise != Promise.ANONYMOUS:
        promise = _("Your answers are confidential, not anonymous. The clerk of this survey may read them.")
    paragraphs = [first, _("The link is for your business alone, and counts once. Do not share it."), promise]
    if survey.closes_at:
        paragraphs.append(_("You can answer until %(when)s.", when=when(survey.closes_at)))
    return Letter(subject, tuple(paragraphs), invitation_href(survey.slug, symbols))
