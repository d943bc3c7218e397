"""The mails about one comment, in words. None holds a text that its author wrote, nor the code of the receipt."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from portal.comments.contacts import token_of
from portal.core import mail
from portal.core.addresses import key_text
from portal.core.languages import page_language
from portal.core.translated import Translated
from portal.core.web import absolute_url


def beginning(comment_id: int) -> str:
    """How the keys of all mails about a comment begin."""
    return f"comment:{key_text(comment_id)}:"


def write_mail(
    comment_id: int, name: str, address: str, *, subject: str, said: list[str], due_at: datetime | None = None
) -> None:
    """Write one mail about a comment in the transaction at hand: paragraphs, and how to end the mails.

    `name` tells it from the others about the same comment: each goes out once.
    """
    token = token_of(comment_id)
    end = _("You get this mail because somebody gave this address with a comment.")
    stop = _("To get no more mails and have your address deleted, open this page:")
    stop_href = absolute_url("comments.news", token=token)
    mail.post(
        key=beginning(comment_id) + name,
        address=address,
        subject=subject,
        text="\n\n".join([*said, "-- \n" + end, f"{stop}\n{stop_href}"]) + "\n",
        headers=mail.unsubscribing(absolute_url("comments.stop_news", token=token)),
        due_at=due_at,
    )


def title_of(title: Translated) -> str:
    """What the comment is about, in the language at hand, on one line that no mail program trips over."""
    text = title.best(page_language()).text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
