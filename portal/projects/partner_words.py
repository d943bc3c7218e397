"""The published names and plain meanings of kinds of partners, of their answers, and of what is awaited from them."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.projects.models import LinkStanding, PartnerKind, SigningState, SignOffAnswer

KIND_NAMES = {
    PartnerKind.MUNICIPALITY: _l("Municipality"),
    PartnerKind.PUBLIC_BODY: _l("Public body"),
    PartnerKind.COMPANY: _l("Company"),
    PartnerKind.UNIVERSITY: _l("University"),
    PartnerKind.NON_PROFIT: _l("Nonprofit"),
    PartnerKind.RESIDENTS_GROUP: _l("Residents’ group"),
    PartnerKind.OTHER: _l("Other organization"),
}

KIND_MEANINGS = {
    PartnerKind.MUNICIPALITY: _l("A city, town, village or county, or one of its departments."),
    PartnerKind.PUBLIC_BODY: _l("A state or federal agency, a transit or water district, a public utility."),
    PartnerKind.COMPANY: _l("A business that works for profit, of any size."),
    PartnerKind.UNIVERSITY: _l("A university, college or research institute."),
    PartnerKind.NON_PROFIT: _l("An organization that pays no profit to owners."),
    PartnerKind.RESIDENTS_GROUP: _l("People who live here and speak together."),
    PartnerKind.OTHER: _l("An organization of another kind."),
}

ANSWER_NAMES = {
    SignOffAnswer.AGREE: _l("We agree"),
    SignOffAnswer.RESERVATION: _l("We agree with a reservation"),
    SignOffAnswer.DECLINE: _l("We decline"),
}

ANSWER_MEANINGS = {
    SignOffAnswer.AGREE: _l("We stand behind all of this version."),
    SignOffAnswer.RESERVATION: _l("We take part, and one point must be written down. Write it below."),
    SignOffAnswer.DECLINE: _l("We do not stand behind this version. Write why below."),
}

STATE_NAMES = {
    SigningState.AGREE: _l("Agrees"),
    SigningState.RESERVATION: _l("Agrees with a reservation"),
    SigningState.DECLINE: _l("Declined"),
    SigningState.WAITING: _l("Not answered yet"),
    SigningState.NOT_ASKED: _l("Not asked"),
}

STANDING_NAMES = {
    LinkStanding.OPEN: _l("Link is out"),
    LinkStanding.ANSWERED: _l("Answered"),
    LinkStanding.EXPIRED: _l("Link expired"),
    LinkStanding.REVOKED: _l("Link taken back"),
    LinkStanding.OUTDATED: _l("Link is for an older version"),
    LinkStanding.LEFT: _l("Link is for an older version"),
}


@dataclass(frozen=True)
class PartnerWords:
    """The published words about partners, for templates."""

    kinds = KIND_NAMES
    kind_meanings = KIND_MEANINGS
    answers = ANSWER_NAMES
    states = STATE_NAMES
    standings = STANDING_NAMES


PARTNER_WORDS = PartnerWords()
