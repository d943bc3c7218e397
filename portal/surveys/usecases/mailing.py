"""Mails that carry a code or a link. The address stands in the mail alone, which is wiped once it is out."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.core import mail
from portal.core.addresses import key_text
from portal.core.clock import now
from portal.core.db import new_id
from portal.core.errors import NotFound, Refused
from portal.core.usecase import usecase
from portal.surveys import queries
from portal.surveys.tokens import hash_of


@usecase
def mail_code(*, slug: str, code: str, address: str, grouped: str, title: str, href: str) -> None:
    """Send the code of a draft to `address`. Raises `Refused` where that mailbox got enough of us, `NotFound`."""
    survey = queries.survey_row(slug)
    if survey is None or queries.draft_for_change(survey.id, code) is None:
        raise NotFound
    _insist_on_room(address, _("This address got a mail from us today. Write the code down instead."))
    text = _(
        "You began to answer a survey: %(title)s\n\nCome back here:\n%(href)s\n\nYour code:\n%(code)s\n\n"
        "Whoever has this code can read your answers and send them. Do not share it.\n"
        "We do not keep your address. This is the only mail about it.",
        title=title,
        href=href,
        code=grouped,
    )
    mail.post(
        key=f"survey-code:{key_text(new_id())}",
        address=address,
        subject=_("Your code to go on with the survey"),
        text=text,
    )


@usecase
def mail_hand(*, slug: str, code: str, section: str, address: str, title: str, href: str) -> None:
    """Send the link of a handed section of the draft with this code to a colleague's `address`.

    Raises `Refused` where that mailbox got enough of us, `NotFound`.
    """
    survey = queries.survey_row(slug)
    if survey is None or section not in queries.live_hands(survey.id, hash_of(code)):
        raise NotFound
    _insist_on_room(address, _("This address got a mail from us today. Copy the link instead."))
    text = _(
        "A colleague asks you to fill in one section of this survey: %(title)s\n\nThis is your link:\n%(href)s\n\n"
        "Whoever has this link can read and change that section. Do not share it.\n"
        "We do not keep your address. This is the only mail about it.",
        title=title,
        href=href,
    )
    mail.post(
        key=f"survey-hand:{key_text(new_id())}",
        address=address,
        subject=_("A colleague asks for your help with a survey"),
        text=text,
    )


def _insist_on_room(address: str, words: str) -> None:
    """Refuse, in these words, a mailbox that got enough of us today."""
    time = mail.confirmation_time(address)
    if time is None or time > now():
        raise Refused(words, "email")
