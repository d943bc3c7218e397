"""What a machine notices in a waiting text. A hint asks for a second look; it is no verdict and no score."""

from __future__ import annotations

import re
from enum import StrEnum

from portal.comments.queries import DetailKind, private_details


class Hint(StrEnum):
    """Something worth a look before a ruling."""

    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    PLATE = "plate"
    IDENTITY = "identity"
    CARD = "card"
    ACCOUNT = "account"
    SENT_BEFORE = "sent_before"


_LINK = re.compile(r"https?://|\bwww\.\w", re.IGNORECASE)
_OF_DETAILS = {
    DetailKind.EMAIL: Hint.EMAIL,
    DetailKind.PHONE: Hint.PHONE,
    DetailKind.ADDRESS: Hint.ADDRESS,
    DetailKind.PLATE: Hint.PLATE,
    DetailKind.IDENTITY: Hint.IDENTITY,
    DetailKind.CARD: Hint.CARD,
    DetailKind.ACCOUNT: Hint.ACCOUNT,
}


def noticed(body: str) -> tuple[Hint, ...]:
    """The hints that the text alone gives, in a fixed order."""
    kinds = {detail.kind for detail in private_details(body)}
    links = (Hint.LINK,) if _LINK.search(body) else ()
    return links + tuple(hint for kind, hint in _OF_DETAILS.items() if kind in kinds)
